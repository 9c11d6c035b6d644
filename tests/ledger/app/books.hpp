#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "common/core/hash.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "services/ledger/app/book_contribution.hpp"
#include "services/ledger/app/book_order.hpp"
#include "services/ledger/app/ensure_purses.hpp"
#include "services/ledger/app/fund_purse.hpp"
#include "services/ledger/app/reserve_award.hpp"
#include "services/ledger/app/withdraw_award.hpp"
#include "services/ledger/store/books.hpp"
#include "services/ledger/store/purses.hpp"
#include "tests/support/database.hpp"

namespace haven::ledger {

/// Books on a database of their own, with one purse for owwa deaths and burials and one in USD, and
/// short words for what happens to them. Every call is one committed transaction of the service's
/// role.
class Books {
 public:
  template <class UseCase>
  auto run(UseCase&& use_case) {
    return db::in_transaction(database.pool("haven_ledger"), use_case);
  }

  explicit Books(std::int64_t floor_minor = 0) {
    const auto made = run([&](db::Transaction& tx) {
      return ensure_purses(tx, "owwa", terms(floor_minor), today, test::noon());
    });
    EXPECT_TRUE(made);
  }

  static std::vector<PurseTerms> terms(std::int64_t floor_minor) {
    return {{"welfare",
             "fund",
             *Currency::from("PHP"),
             money(floor_minor, "PHP"),
             {{"owwa", "death"}, {"owwa", "burial"}}},
            {"deposit", "insurer", *Currency::from("USD"), money(0, "USD"), {{"oci", "death"}}}};
  }

  static messaging::Event event(const std::string& name, Instant at = test::noon()) {
    return {EventId{named_uuid("event " + name)}, "", "test", "", "owwa", at, "", "", ""};
  }

  static adjudication::v1::EntitlementAwarded award(const std::string& name, std::int64_t minor) {
    adjudication::v1::EntitlementAwarded awarded;
    awarded.set_entitlement_id(named_uuid(name));
    awarded.set_claim_id(named_uuid("claim of " + name));
    awarded.mutable_line()->set_scheme("owwa");
    awarded.mutable_line()->set_benefit("death");
    awarded.mutable_line()->mutable_amount()->set_minor(minor);
    awarded.mutable_line()->mutable_amount()->set_currency("PHP");
    return awarded;
  }

  static disbursement::v1::Payment payment(const std::string& name, const std::string& reference,
                                           std::int64_t minor) {
    disbursement::v1::Payment payment;
    payment.set_payment_id(named_uuid("payment " + reference));
    payment.set_claim_id(named_uuid("claim of " + name));
    payment.set_entitlement_id(named_uuid(name));
    payment.mutable_amount()->set_minor(minor);
    payment.mutable_amount()->set_currency("PHP");
    payment.set_bank_reference(reference);
    return payment;
  }

  Result<void> reserve(const adjudication::v1::EntitlementAwarded& awarded,
                       Instant at = test::noon()) {
    return run([&](db::Transaction& tx) {
      return reserve_award(tx, event(awarded.entitlement_id(), at), awarded, today, offset, at);
    });
  }
  Result<void> reserve(const std::string& name, std::int64_t minor, Instant at = test::noon()) {
    return reserve(award(name, minor), at);
  }

  Result<void> withdraw(const std::string& name) {
    adjudication::v1::EntitlementWithdrawn withdrawn;
    withdrawn.set_entitlement_id(named_uuid(name));
    return run([&](db::Transaction& tx) {
      return withdraw_award(tx, event("withdrawn " + name), withdrawn, today, now);
    });
  }

  Result<void> order(OrderEvent what, const std::string& name, const std::string& reference,
                     std::int64_t minor) {
    return run([&](db::Transaction& tx) {
      return book_order(tx, event(entry_kind_of(what) + reference), what,
                        payment(name, reference, minor), today, now);
    });
  }

  void contribute(const std::string& receipt, std::int64_t minor, const std::string& currency) {
    contributions::v1::ContributionReceived received;
    received.set_receipt_id(receipt);
    received.set_scheme("owwa");
    received.set_partner("acme");
    received.mutable_amount()->set_minor(minor);
    received.mutable_amount()->set_currency(currency);
    received.set_paid(text_of(today));
    EXPECT_TRUE(run([&](db::Transaction& tx) {
      return book_contribution(tx, event("receipt " + receipt), received, now);
    }));
  }

  Result<Funding> request(std::int64_t minor, const std::string& reference) {
    return run([&](db::Transaction& tx) {
      return request_funding(
          tx, {"owwa", "welfare", money(minor, "PHP"), reference, "budget", "ana"}, today, now);
    });
  }
  Result<Funding> confirm(const FundingId& id, const std::string& by) {
    return run([&](db::Transaction& tx) {
      return confirm_funding(tx, {"owwa", id, by}, today, now);
    });
  }
  void fund(std::int64_t minor) {
    const auto funding = request(minor, "deposit " + std::to_string(++deposits_));
    EXPECT_TRUE(confirm(funding->id, "ben"));
  }

  /// The amounts of the purse "welfare" as the books have them.
  PurseBalance welfare() {
    const auto purses = run([](db::Transaction& tx) { return store::purse_balances(tx, "owwa"); });
    return *std::ranges::find(purses, "welfare", &PurseBalance::purse);
  }
  std::string state_of(const std::string& name) {
    return test::value(database, "select state from ledger.reservation where entitlement_id = '" +
                                     named_uuid(name) + "'");
  }
  std::string said(const std::string& type) {
    return test::value(
        database, "select count(*) from bus.event where type = 'haven.ledger.v1." + type + "'");
  }
  std::vector<std::string> broken_rules() {
    return run([](db::Transaction& tx) { return store::broken_rules(tx); });
  }

  test::Database database;
  static constexpr std::chrono::minutes offset = std::chrono::hours{8};
  Date today = day_of(test::noon(), offset);
  Instant now = test::noon();

 private:
  int deposits_ = 0;
};

}  // namespace haven::ledger
