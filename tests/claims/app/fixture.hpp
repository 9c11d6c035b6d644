#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/messaging/consumer.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/claims/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "services/claims/app/open_claim.hpp"
#include "services/claims/store/claims.hpp"
#include "tests/support/database.hpp"

namespace haven::claims::test {

/// A fund with one enrolled domestic worker, Ana: a husband and two children who are her nominees,
/// membership and policy in force, an unborn claim. The clock stands still unless moved.
class Office : public ::testing::Test {
 protected:
  Office();
  ~Office() override;

  /// A transaction that is committed.
  template <class Act>
  auto in_tx(Act act) {
    return db::in_transaction(pool, std::move(act));
  }

  enrolment::v1::Member ana() const;
  /// As enrolment tells of a new or changed record.
  void enrol(const enrolment::v1::Member& member);

  /// Opens a claim and gives it as it is then; fails the test when it is refused.
  Claim open(Opening as, const File& file);
  Claim file(const File& file) { return open(Opening::filing, file); }
  /// A death of illness abroad: many papers are needed.
  File death() const;
  /// An emergency repatriation: no paper is needed.
  File repatriation() const;
  OpenClaim command_for(Opening as, const File& file);

  Claim read(const ClaimId& id);
  std::vector<std::string> moves_of(const ClaimId& id);

  /// Everything on the bus of one subject, oldest first: the last part of the type.
  std::vector<std::string> said_of(const std::string& subject);
  /// The newest event of a type.
  template <class Message>
  Message last_said() {
    Message message;
    message.ParseFromString(last_payload(Message::descriptor()->full_name()));
    return message;
  }

  /// Delivers a message as another service would say it; fails the test when it is refused.
  void hear(const google::protobuf::Message& message, const std::string& source = "adjudication");
  Result<void> try_hear(const google::protobuf::Message& message, const std::string& source,
                        const std::string& fund);

  adjudication::v1::ClaimDecided decided(const ClaimId& id, int number,
                                         const std::string& decision) const;
  adjudication::v1::DecisionApproved approved(const ClaimId& id, const std::string& decision,
                                              int payments) const;
  disbursement::v1::Payment payment(const ClaimId& id, const std::string& payment_id) const;
  template <class Message>
  Message about(const disbursement::v1::Payment& payment) const {
    Message message;
    *message.mutable_payment() = payment;
    return message;
  }
  /// Hears everything up to the closing of a claim that pays once.
  void pay_out(const ClaimId& id, const std::string& decision, int number = 1);

  /// Holds every paper that the checklist of a death asks for.
  void hold_papers_of_death(const ClaimId& id, const std::set<std::string>& except = {});

  haven::test::Database database;
  db::Pool& pool;
  Instant now = haven::test::noon();
  std::filesystem::path files;
  service::Setting setting;
  Packs packs;
  FundRules rules;
  Actor ines{"ines", "command-1"};

 private:
  std::string last_payload(const std::string& type);
  int heard_ = 0;
};

extern const char* const decision_1;
extern const char* const decision_2;
extern const char* const payment_1;
extern const char* const payment_2;

}  // namespace haven::claims::test
