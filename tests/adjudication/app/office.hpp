#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/messaging/event.hpp"
#include "common/service/setting.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/claims/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "services/adjudication/app/rules.hpp"
#include "services/adjudication/domain/ids.hpp"
#include "tests/support/database.hpp"

namespace haven::adjudication {

/// A fund with the real pack of the Philippines, a database of its own for the suite, and one
/// worker whose claims the rules settle without a person. A test changes one fact. Every test has a
/// worker and claims of its own, so that tests do not see one another.
struct Office : testing::Test {
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  static inline std::unique_ptr<test::Database> database;
  static inline Packs packs;

  Office();
  db::Pool& pool = database->pool("haven_adjudication");
  service::Setting setting{pool, [] { return test::noon(); }, {}, {}};

  /// A domestic worker with a husband, two children and one nominee; covered by both layers.
  enrolment::v1::Member worker;
  /// Her death by illness abroad, with every paper.
  claims::v1::CaseFile death;
  /// Her arm, lost at work and not yet assessed.
  claims::v1::CaseFile disability;

  [[nodiscard]] Rules rules() const { return {packs.at("ph"), *date_from("2024-06-20")}; }
  static messaging::Event event(const google::protobuf::Message& said, const std::string& subject,
                                Instant at = test::noon());

  /// What adjudication does on hearing these, each in a transaction of its own.
  Result<void> hear(const google::protobuf::Message& said, const std::string& subject,
                    Instant at = test::noon());
  Result<void> enrolled();
  Result<void> ready(const claims::v1::CaseFile& file, const std::string& why = "filed");

  /// The events of a type that adjudication said of a claim, in order.
  template <class Message>
  std::vector<Message> said(const std::string& claim) {
    std::vector<Message> all;
    for (const auto& payload : payloads(Message::descriptor()->full_name(), claim)) {
      all.emplace_back().ParseFromString(payload);
    }
    return all;
  }
  /// The types of everything said of a claim, without the package, in order.
  std::vector<std::string> story(const std::string& claim);

  std::string value(const std::string& sql) { return test::value(*database, sql); }
  DecisionId last_decision(const claims::v1::CaseFile& file);
  WorkItemId last_item(const claims::v1::CaseFile& file);

  /// Code of a refusal, or "ok".
  template <class T>
  static std::string code_of(const Result<T>& outcome) {
    return outcome ? "ok" : outcome.error().code;
  }

 private:
  std::vector<std::string> payloads(const std::string& type, const std::string& claim);
};

messaging::Origin by(const std::string& subject, const std::string& fund = "owwa");

}  // namespace haven::adjudication
