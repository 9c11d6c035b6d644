// What the database refuses about unclaimed money, confirmations and set-offs.
#include <gtest/gtest.h>

#include <set>

#include "common/db/sql.hpp"
#include "services/disbursement/app/confirm_receipt.hpp"
#include "services/disbursement/app/keep_back.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/domain/receipt.hpp"
#include "services/disbursement/domain/unclaimed.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct AfterPaymentGuards : testing::Test {
  Desk desk;

  // The constraint that refuses this statement, or its SQLSTATE, or "" when it passes.
  std::string refused(const std::string& statement) {
    try {
      desk.run([&](db::Transaction& tx) { db::run(tx, statement); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }
  std::string unclaimed(const std::string& what) {
    return refused("update disbursement.unclaimed set " + what);
  }
  void keep() {
    ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
    const Instant later = test::noon() + std::chrono::days{400};
    ASSERT_EQ(desk.run([&](db::Transaction& tx) {
      return keep_unclaimed(tx, {"owwa", "ph", {}}, payment_policy(), later);
    }),
              1U);
  }
  void dispute() {
    desk.payable("a", 100);
    desk.send(1, 100);
    ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100)}));
    ConfirmReceipt command{"owwa", Desk::id_of("a"), "", {}};
    command.answer.received = Received::no;
    command.answer.by = "ines";
    ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
      return confirm_receipt(tx, command, *date_from("2024-06-21"), test::noon());
    }));
  }
  template <class Moves>
  void expect_same_moves(const std::string& table, const Moves& moves) {
    std::set<std::pair<std::string, std::string>> in_code, in_table;
    for (const auto& [from, to] : moves) in_code.emplace(name_of(from), name_of(to));
    desk.run([&](db::Transaction& tx) {
      std::string from, to;
      db::each(
          tx, "select from_state, to_state from disbursement." + table,
          [&] { in_table.emplace(from, to); }, db::into(from), db::into(to));
    });
    EXPECT_EQ(in_code, in_table) << table;
  }
};

TEST_F(AfterPaymentGuards, MovesAreThoseOfTheCode) {
  expect_same_moves("unclaimed_move", unclaimed_moves);
  expect_same_moves("confirmation_move", confirmation_moves);
  expect_same_moves("inquiry_move", inquiry_moves);
}

TEST_F(AfterPaymentGuards, WhatIsUnclaimedGoesNowhere) {
  keep();
  EXPECT_EQ(refused("update disbursement.payment set state = 'cancelled'"),
            "unclaimed_payment_goes_nowhere");
  EXPECT_EQ(refused("update disbursement.payment set state = 'payable', owner_name = 'M', "
                    "bank = 'B', account = '1'"),
            "unclaimed_payment_goes_nowhere");
  EXPECT_EQ(unclaimed("state = 'found', over_on = '2026-01-01'"), "");
  EXPECT_EQ(refused("update disbursement.payment set state = 'cancelled'"), "");
}

TEST_F(AfterPaymentGuards, AnUnclaimedRecordEndsOnceAndKeepsItsTerms) {
  keep();
  EXPECT_EQ(unclaimed("amount_minor = 99"), "unclaimed_keeps_its_terms");
  EXPECT_EQ(unclaimed("since = since - 1"), "unclaimed_keeps_its_terms");
  EXPECT_EQ(unclaimed("state = 'found'"), "unclaimed_over_on_a_day");
  EXPECT_EQ(unclaimed("state = 'ended', over_on = '2034-01-01'"), "unclaimed_ended_to_somebody");
  EXPECT_EQ(unclaimed("state = 'found', over_on = '2026-01-01'"), "");
  EXPECT_EQ(unclaimed("state = 'unclaimed', over_on = null"), "unclaimed_move_is_known");
}

TEST_F(AfterPaymentGuards, TwoPeopleHandMoneyToTheTreasury) {
  keep();
  const std::string end = "state = 'ended', over_on = '2034-01-01', ended_to = 'treasury'";
  EXPECT_EQ(unclaimed(end), "treasury_needs_two_people");
  EXPECT_EQ(unclaimed(end + ", end_agreed_by = 'ana', end_agreed_as = 'x'"),
            "end_is_agreed_only_asked");
  EXPECT_EQ(unclaimed("end_asked_by = 'ana'"), "end_is_asked_with_a_reason");
  EXPECT_EQ(unclaimed("end_asked_by = 'ana', end_asked_at = '2034-01-01', end_because = 'x'"), "");
  EXPECT_EQ(unclaimed(end + ", end_agreed_by = 'ana', end_agreed_as = 'x'"),
            "end_is_agreed_by_another_person");
  EXPECT_EQ(unclaimed(end + ", end_agreed_by = 'amos', end_agreed_as = 'x'"), "");
}

TEST_F(AfterPaymentGuards, ADisputeStaysOne) {
  dispute();
  for (const char* state : {"asked", "confirmed", "cancelled"}) {
    EXPECT_EQ(refused("update disbursement.receipt_confirmation set state = '" +
                      std::string{state} + "'"),
              "confirmation_move_is_known")
        << state;
  }
}

TEST_F(AfterPaymentGuards, AnInquiryIsClosedOnceByAnotherPerson) {
  dispute();
  const std::string close =
      "update disbursement.inquiry set state = 'explained', closed_at = '2024-07-01'";
  EXPECT_EQ(refused(close), "inquiry_closed_by_someone");
  EXPECT_EQ(refused(close + ", note = 'x', closed_by = 'ines'"), "who_opened_does_not_close");
  EXPECT_EQ(refused(close + ", note = 'x', closed_by = 'amos'"), "");
  EXPECT_EQ(refused("update disbursement.inquiry set note = 'y'"), "inquiry_move_is_known");
}

TEST_F(AfterPaymentGuards, AShareIsSetOffAgainstADebtOnce) {
  recoveries::v1::SetOffAgreed agreed;
  agreed.set_receivable_id(named_uuid("debt"));
  agreed.set_member_id(named_uuid("member of a"));
  agreed.set_party("wife");
  agreed.set_at_most_percent(20);
  agreed.mutable_left()->set_minor(500);
  agreed.mutable_left()->set_currency("PHP");
  ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
    return take_agreement(tx, Desk::event(), agreed, test::noon());
  }));
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  EXPECT_EQ(refused("update disbursement.set_off set amount_minor = 101"),
            "set_off_is_within_its_share");
  EXPECT_EQ(refused("insert into disbursement.set_off (set_off_id, fund, receivable_id, claim_id, "
                    "entitlement_id, party, currency, amount_minor, share_minor, made_at) select "
                    "gen_random_uuid(), fund, receivable_id, claim_id, entitlement_id, party, "
                    "currency, 1, 100, made_at from disbursement.set_off"),
            "one_set_off_per_share_and_debt");
  EXPECT_EQ(refused("update disbursement.set_off set undone_at = now()"), "");
  EXPECT_EQ(refused("update disbursement.set_off set undone_at = null"), "set_off_is_undone_once");
}

TEST_F(AfterPaymentGuards, NothingIsDeleted) {
  for (const char* table : {"unclaimed", "trace", "receipt_confirmation", "receipt_answer",
                            "inquiry", "set_off_agreement", "set_off"}) {
    EXPECT_EQ(refused("delete from disbursement." + std::string{table}), "42501") << table;
  }
  EXPECT_EQ(refused("update disbursement.trace set note = ''"), "42501");
  EXPECT_EQ(refused("update disbursement.receipt_answer set note = ''"), "42501");
}

}  // namespace
}  // namespace haven::disbursement
