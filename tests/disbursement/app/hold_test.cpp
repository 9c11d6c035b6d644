// What keeps payments back: accounts, minors, people, stops.
#include <gtest/gtest.h>

#include "services/disbursement/app/confirm_accounts.hpp"
#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/holds.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct Holds : testing::Test {
  Desk desk;

  Result<Hold> hold(const std::string& name, HoldKind kind, const std::string& by = "carl") {
    return desk.run([&](db::Transaction& tx) {
      return hold_payment(tx, desk.repair(name, by), kind, test::noon());
    });
  }
  Result<Hold> lift(const HoldId& id, const std::string& by, const std::string& ground = "") {
    return desk.run([&](db::Transaction& tx) {
      return lift_hold(tx, {"owwa", id, by, true, "looked at", ground}, test::noon());
    });
  }
  std::vector<Hold> in_force(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return store::holds_in_force(tx, desk.attempts(name)); });
  }
  Result<std::size_t> confirm(const std::string& owner, AccountStatus status,
                              const std::string& day = "2024-06-20") {
    const AccountConfirmation said{desk.maria.bank, desk.maria.number,      owner,
                                   status,          *Currency::from("PHP"), *date_from(day)};
    return desk.run([&](db::Transaction& tx) {
      return confirm_accounts(tx, {"owwa", "carl", {said}}, {desk.policy, desk.today},
                              test::noon());
    });
  }
  Result<Payment> cancel(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return cancel_payment(tx, desk.repair(name), test::noon()); });
  }
  Result<Payment> stop(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return stop_payment(tx, desk.repair(name), test::noon()); });
  }
  void ask_banks() { desk.policy.account_check = AccountCheckKind::bank; }
};

TEST_F(Holds, KeepAPaymentBackUntilAllAreLifted) {
  desk.payable("a", 100);
  const auto court = hold("a", HoldKind::court_order), other = hold("a", HoldKind::other);
  ASSERT_TRUE(court);
  ASSERT_TRUE(other);
  EXPECT_EQ(desk.state_of("a"), "held");
  EXPECT_EQ(hold("a", HoldKind::other).error().code, "hold_is_placed_once");
  EXPECT_EQ(desk.batch(1, 100, {Desk::id_of("a").text()}).error().code, "payment_not_payable");
  EXPECT_EQ(lift(court->id, "carl").error().code, "hold_lifted_by_another_person");
  EXPECT_EQ(lift(court->id, "dan").error().code, "hold_lifted_by_who_has_no_part");
  ASSERT_TRUE(lift(court->id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(lift(other->id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, TakeAPaymentOutOfItsBatchWithALineThatSaysSo) {
  desk.payable("a", 100);
  desk.payable("b", 50);
  const auto batch = desk.batch(2, 150);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(hold("a", HoldKind::court_order));
  EXPECT_EQ(desk.release(batch->id)->released_total, money(50, "PHP"));
  EXPECT_EQ(test::value(desk.database,
                        "select string_agg(result, ' ' order by result) "
                        "from disbursement.batch_line"),
            "held released");
  EXPECT_EQ(desk.state_of("a"), "held");
}

TEST_F(Holds, WhoLiftedOneDoesNotSignItsBatch) {
  desk.payable("a", 100);
  const auto placed = hold("a", HoldKind::other, "ben");
  ASSERT_TRUE(lift(placed->id, "ana"));
  const auto batch = desk.batch(1, 100);
  EXPECT_EQ(desk.approve(batch->id, "ana").error().code, "signer_has_no_part_in_the_claim");
  EXPECT_TRUE(desk.approve(batch->id, "ben"));
}

TEST_F(Holds, ANewAccountDoesNotFreeWhatACourtKeepsBack) {
  desk.payable("a", 100);
  const auto court = hold("a", HoldKind::court_order);
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(lift(court->id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, StayWithTheNextAttemptOfAReturnedPayment) {
  desk.payable("a", 100);
  desk.send(1, 100);
  EXPECT_EQ(hold("a", HoldKind::other).error().code, "hold_keeps_back_what_has_not_left");
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100, true)}));
  const auto placed = hold("a", HoldKind::court_order);
  ASSERT_TRUE(placed);
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_EQ(desk.attempts("a")[0].attempt, 2);
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(lift(placed->id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, AreOfOneFund) {
  desk.payable("a", 100);
  const auto placed = hold("a", HoldKind::other);
  const auto foreign = desk.run([&](db::Transaction& tx) {
    return lift_hold(tx, {"other", placed->id, "ben", true, "x", ""}, test::noon());
  });
  EXPECT_EQ(foreign.error().code, "hold_unknown");
}

TEST_F(Holds, AMinorsShareWaitsForAGround) {
  auto funds = Desk::reserved("a", 100);
  funds.mutable_award()->mutable_line()->mutable_shares(0)->set_minor(true);
  ASSERT_TRUE(desk.account("a", desk.maria));
  ASSERT_TRUE(desk.plan(funds));
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(desk.plan(funds));  // heard twice
  ASSERT_EQ(in_force("a").size(), 1U);
  const HoldId id = in_force("a")[0].id;
  EXPECT_FALSE(lift(id, "ben"));
  ASSERT_TRUE(lift(id, "ben", "guardian_papers"));
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(desk.plan(funds));  // once more, later
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, AMinorsShareIsPaidWithPapersOrWhereTheFundSaysSo) {
  auto with_papers = Desk::reserved("a", 100), without = Desk::reserved("b", 100);
  for (auto* funds : {&with_papers, &without}) {
    funds->mutable_award()->mutable_line()->mutable_shares(0)->set_minor(true);
  }
  with_papers.mutable_award()->mutable_line()->mutable_shares(0)->set_guardian_papers(true);
  ASSERT_TRUE(desk.account("a", desk.maria));
  ASSERT_TRUE(desk.account("b", desk.maria));
  ASSERT_TRUE(desk.plan(with_papers));
  EXPECT_EQ(desk.state_of("a"), "payable");
  desk.policy.minors = MinorsRule::pay;
  ASSERT_TRUE(desk.plan(without));
  EXPECT_EQ(desk.state_of("b"), "payable");
}

TEST_F(Holds, AnotherOwnersAccountWaitsUntilItIsAcceptedOrCorrected) {
  ASSERT_TRUE(desk.account("a", {"Juan Reyes", "BPI", "0011223344"}));
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  EXPECT_EQ(desk.state_of("a"), "held");
  EXPECT_EQ(in_force("a").at(0).about, "owner_differs");
  ASSERT_TRUE(desk.account("a", {"MARÍA Cruz", "BPI", "0011223344"}));
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(desk.account("a", {"Juan Reyes", "BDO", "0011223344"}));
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(lift(in_force("a").at(0).id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
  // The name was accepted for this payment, whatever its account.
  ASSERT_TRUE(desk.account("a", {"Juan Reyes", "BDO", "999"}));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, TheBanksWordIsAskedForHeardAndGrowsOld) {
  ask_banks();
  desk.payable("a", 100);
  EXPECT_EQ(in_force("a").at(0).about, "confirmation_missing");
  const auto wanted = [&] {
    return desk.run([&](db::Transaction& tx) {
      return store::unconfirmed(tx, "owwa", desk.today - std::chrono::days{90}, "", 10).size();
    });
  };
  EXPECT_EQ(wanted(), 1U);
  EXPECT_EQ(confirm("Maria Cruz", AccountStatus::closed, "2024-06-19").value(), 1U);
  EXPECT_EQ(in_force("a").at(0).about, "account_not_open");
  ASSERT_TRUE(confirm("Maria Cruz", AccountStatus::open, "2024-06-18"));  // older than that
  EXPECT_EQ(in_force("a").at(0).about, "account_not_open");
  ASSERT_TRUE(confirm("Maria Cruz", AccountStatus::open));
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_EQ(wanted(), 0U);
}

TEST_F(Holds, ABatchTakesOnlyWhatWasConfirmedLately) {
  ask_banks();
  ASSERT_TRUE(confirm("Maria Cruz", AccountStatus::open, "2024-06-20"));
  desk.payable("a", 100);
  ASSERT_EQ(desk.state_of("a"), "payable");
  const auto batch_after = [&](int days) {
    const CreateBatch command{"owwa", 1, money(100, "PHP"), {}, 10, "carl"};
    return desk.run([&](db::Transaction& tx) {
      return create_batch(tx, command, desk.policy, test::noon() + std::chrono::hours{24 * days});
    });
  };
  EXPECT_EQ(batch_after(91).error().code, "confirmation_old");
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_TRUE(batch_after(90));
}

TEST_F(Holds, WhatABankSaysOfAnotherNameCanBeAccepted) {
  ask_banks();
  desk.payable("a", 100);
  ASSERT_TRUE(confirm("Juan Reyes", AccountStatus::open));
  EXPECT_EQ(in_force("a").at(0).about, "owner_differs");
  ASSERT_TRUE(lift(in_force("a").at(0).id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(confirm("Juan Reyes", AccountStatus::open));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, ABadAnswerTakesAPaymentOutOfItsBatch) {
  ask_banks();
  ASSERT_TRUE(confirm("Maria Cruz", AccountStatus::open));
  desk.payable("a", 100);
  ASSERT_TRUE(desk.batch(1, 100));
  ASSERT_TRUE(confirm("Maria Cruz", AccountStatus::blocked));
  EXPECT_EQ(desk.state_of("a"), "held");
}

TEST_F(Holds, AnAnswerOfTomorrowIsRefused) {
  EXPECT_EQ(confirm("Maria Cruz", AccountStatus::open, "2024-06-21").error().code, "invalid_field");
}

TEST_F(Holds, ACashierTakesOutWhatWaits) {
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  EXPECT_EQ(cancel("a")->state, PaymentState::held);
  EXPECT_EQ(in_force("a").at(0).kind, HoldKind::stopped);
  EXPECT_EQ(cancel("a").error().code, "payment_not_waiting");
  ASSERT_TRUE(lift(in_force("a").at(0).id, "ben"));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Holds, AStopEndsNothingAndWhatComesBackWaits) {
  desk.payable("a", 100);
  EXPECT_EQ(stop("a").error().code, "payment_not_with_the_bank");
  desk.send(1, 100);
  ASSERT_TRUE(stop("a"));
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(stop("a").error().code, "stop_was_asked");
  desk.silence();
  EXPECT_EQ(desk.resend("a").error().code, "stop_was_asked");
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100, true)}));
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.attempts("a").size(), 1U);
  ASSERT_TRUE(desk.correct("a"));  // a person says that it goes on
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_FALSE(desk.attempts("a")[0].stop_asked_by);
  EXPECT_EQ(desk.attempts("a")[1].stop_asked_by, "carl");
}

TEST_F(Holds, AStoppedPaymentSettlesWhenTheBankSaysSo) {
  desk.payable("a", 100);
  desk.send(1, 100);
  ASSERT_TRUE(stop("a"));
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(desk.state_of("a"), "settled");
}

}  // namespace
}  // namespace haven::disbursement
