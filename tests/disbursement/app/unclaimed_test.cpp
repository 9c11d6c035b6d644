#include <gtest/gtest.h>

#include "services/disbursement/app/end_unclaimed.hpp"
#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/store/checks.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/unclaimed.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

using std::chrono::days;

struct UnclaimedMoney : testing::Test {
  Desk desk;
  const Fund fund{"owwa", "ph", std::chrono::hours{8}};
  PaymentPolicy policy = payment_policy();

  std::size_t sweep(int days_later) {
    const Instant now = test::noon() + days{days_later};
    return desk.run([&](db::Transaction& tx) { return keep_unclaimed(tx, fund, policy, now); });
  }
  void held(const std::string& name) { ASSERT_TRUE(desk.plan(Desk::reserved(name, 100))); }
  void returned(const std::string& name) {
    desk.payable(name, 100);
    desk.send(1, 100);
    ASSERT_TRUE(desk.statement("S-" + name, {back(name)}));
    ASSERT_EQ(desk.state_of(name), "returned");
  }
  Result<Hold> hold(const std::string& name, HoldKind kind) {
    return desk.run([&](db::Transaction& tx) {
      return hold_payment(tx, desk.repair(name), kind, test::noon());
    });
  }
  Result<Hold> lift(const HoldId& id, int days_later, const std::string& ground = "") {
    return desk.run([&](db::Transaction& tx) {
      return lift_hold(tx, {"owwa", id, "ben", true, "over", ground},
                       test::noon() + days{days_later});
    });
  }
  // Before the hour that the tests count from.
  static Booking back(const std::string& name, int attempt = 1) {
    Booking booking = Desk::line(Desk::reference_of(name, attempt), 100, true);
    booking.day = "2024-06-19";
    return booking;
  }
  std::optional<Unclaimed> record(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return store::find_unclaimed(tx, "owwa", Desk::id_of(name)); });
  }
  std::string state(const std::string& name) { return name_of(record(name).value().state); }
  ActOnUnclaimed act(const std::string& name, const std::string& by) {
    return {"owwa", Desk::id_of(name), by, "nobody came"};
  }
  Result<Unclaimed> trace(const std::string& name, Date on,
                          const std::string& outcome = "not_found") {
    const Trace one{"", "letter", outcome, "", "", on};
    return desk.run([&](db::Transaction& tx) {
      return trace_payee(tx, act(name, "ines"), one, policy, Instant{on.time_since_epoch()});
    });
  }
  Result<Unclaimed> ask(const std::string& name, Date on) {
    return desk.run([&](db::Transaction& tx) {
      return ask_to_end(tx, act(name, "carl"), policy, on, test::noon());
    });
  }
  Result<Unclaimed> agree(const std::string& name, Date on, const std::string& by = "ana") {
    return desk.run([&](db::Transaction& tx) {
      return agree_to_end(tx, act(name, by), policy, on, test::noon());
    });
  }
  // Ten years of looking for the payee, the last three attempts in time.
  Date end_of_search(const std::string& name) {
    const Date end = *date_from("2034-06-20");
    for (const int ago : {200, 100, 10}) EXPECT_TRUE(trace(name, end - days{ago}));
    return end;
  }
  std::string said_in_order() {
    return test::value(desk.database,
                       "select string_agg(regexp_replace(type, '.*\\.', ''), ' ' "
                       "order by tx, position) from bus.event");
  }
};

TEST_F(UnclaimedMoney, IsKeptAfterTheDaysOfThePolicyAndNotTheDayBefore) {
  held("a");
  EXPECT_EQ(sweep(policy.unclaimed_after_days - 1), 0U);
  EXPECT_EQ(sweep(policy.unclaimed_after_days), 1U);
  EXPECT_EQ(sweep(policy.unclaimed_after_days + 1), 0U);
  EXPECT_EQ(desk.said("PaymentUnclaimed"), "1");
  EXPECT_EQ(text_of(record("a")->since), text_of(day_of(test::noon(), fund.offset)));
  EXPECT_EQ(record("a")->trace_due_on, record("a")->kept_on + days{policy.trace_every_days});
}

TEST_F(UnclaimedMoney, IsNotWhatIsPayableSettledOrWithdrawn) {
  desk.payable("paid", 100);
  desk.send(1, 100);
  desk.payable("payable", 100);
  held("withdrawn");
  ASSERT_TRUE(desk.withdraw("withdrawn"));
  EXPECT_EQ(sweep(1000), 0U);
}

// Nobody waits for the payee of money that the fund, a court or the law keeps back.
TEST_F(UnclaimedMoney, IsNotWhatAHoldKeepsBackWhateverItsKind) {
  for (const auto kind : {HoldKind::minor, HoldKind::guardian_papers, HoldKind::court_order,
                          HoldKind::sanctions_hit, HoldKind::stopped, HoldKind::other}) {
    const std::string name = name_of(kind);
    held(name);
    ASSERT_TRUE(hold(name, kind)) << name;
    EXPECT_EQ(sweep(policy.unclaimed_after_days), 0U) << name;
  }
  EXPECT_EQ(desk.said("PaymentUnclaimed"), "0");
}

TEST_F(UnclaimedMoney, IsWhatTheCheckOfAnAccountKeepsBackThatIsNotThereAnyMore) {
  held("a");
  Hold check;
  check.id = new_id<HoldId>(test::noon());
  check.fund = "owwa";
  check.payment = Desk::id_of("a");
  check.kind = HoldKind::account_check;
  check.placed_by = by_rule;
  check.placed_at = test::noon();
  desk.run([&](db::Transaction& tx) { store::place_holds(tx, {check}); });
  EXPECT_EQ(sweep(policy.unclaimed_after_days), 1U);
}

TEST_F(UnclaimedMoney, CountsFromTheDayOnWhichTheLastHoldWasLifted) {
  held("a");
  const auto court = hold("a", HoldKind::court_order), minor = hold("a", HoldKind::minor);
  ASSERT_TRUE(lift(minor->id, 100, "guardian_papers"));
  ASSERT_TRUE(lift(court->id, 30));
  EXPECT_EQ(sweep(100 + policy.unclaimed_after_days - 1), 0U);
  EXPECT_EQ(sweep(100 + policy.unclaimed_after_days), 1U);
  EXPECT_EQ(text_of(record("a")->since), text_of(desk.today + days{100}));
}

TEST_F(UnclaimedMoney, IsNotWhatCameBackAndIsKeptBack) {
  returned("a");
  const auto court = hold("a", HoldKind::court_order);
  EXPECT_EQ(sweep(policy.unclaimed_after_days), 0U);
  ASSERT_TRUE(lift(court->id, 1));
  EXPECT_EQ(sweep(policy.unclaimed_after_days + 1), 1U);
}

// Another account of the payee alone would not send it again: the fund has something to find out.
TEST_F(UnclaimedMoney, IsNotWhatCameBackAndWaitsForTheFund) {
  desk.payable("stopped", 100);
  desk.send(1, 100);
  ASSERT_TRUE(desk.run(
      [&](db::Transaction& tx) { return stop_payment(tx, desk.repair("stopped"), test::noon()); }));
  ASSERT_TRUE(desk.statement("S-1", {back("stopped")}));
  desk.payable("doubtful", 100);
  desk.send(1, 100);
  Booking doubtful = back("doubtful");
  doubtful.code = "AM07";  // blocked by an authority
  ASSERT_TRUE(desk.statement("S-2", {doubtful}));
  desk.payable("debited", 100);
  const auto batch = desk.batch(1, 100);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.release(batch->id));
  ASSERT_TRUE(desk.report("R-1", message_id_of(batch->id),
                          {Word{Desk::reference_of("debited"), "RJCT", "AC04"}}));
  ASSERT_TRUE(desk.statement("S-3", {Desk::line(Desk::reference_of("debited"), 100)}));
  for (const char* name : {"stopped", "doubtful", "debited"}) {
    EXPECT_EQ(desk.state_of(name), "returned") << name;
  }
  EXPECT_EQ(sweep(policy.unclaimed_after_days + 1), 0U);
}

TEST_F(UnclaimedMoney, DoesNotEndWhileTheFundKeepsItBack) {
  held("a");
  sweep(180);
  const Date end = end_of_search("a");
  const auto court = hold("a", HoldKind::court_order);
  ASSERT_TRUE(court);
  EXPECT_EQ(ask("a", end).error().code, "unclaimed_cannot_end_yet");
  ASSERT_TRUE(lift(court->id, 181));
  ASSERT_TRUE(ask("a", end));
  ASSERT_TRUE(hold("a", HoldKind::other));
  EXPECT_EQ(agree("a", end).error().code, "unclaimed_cannot_end_yet");
  EXPECT_EQ(state("a"), "unclaimed");
}

// Rejected, kept as unclaimed, and then debited all the same: the money is not there to be ended.
TEST_F(UnclaimedMoney, DoesNotEndWhenTheBankHasDebitedIt) {
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.release(batch->id));
  ASSERT_TRUE(desk.report("R-1", message_id_of(batch->id),
                          {Word{Desk::reference_of("a"), "RJCT", "AC04"}}));
  ASSERT_EQ(sweep(181), 1U);
  const Date end = end_of_search("a");
  ASSERT_TRUE(ask("a", end));
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(agree("a", end).error().code, "unclaimed_cannot_end_yet");
  EXPECT_EQ(state("a"), "unclaimed");
}

TEST_F(UnclaimedMoney, ThatWasHeldIsFoundBeforeItIsPayable) {
  held("a");
  sweep(180);
  ASSERT_TRUE(desk.account("a", desk.maria));
  EXPECT_EQ(state("a"), "found");
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_EQ(said_in_order(), "PaymentUnclaimed UnclaimedFound");
  EXPECT_EQ(sweep(1000), 0U);
}

TEST_F(UnclaimedMoney, AnIncompleteAccountFindsNobody) {
  held("a");
  sweep(180);
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BPI", ""}));
  EXPECT_EQ(state("a"), "unclaimed");
  EXPECT_EQ(desk.said("UnclaimedFound"), "0");
}

TEST_F(UnclaimedMoney, ThatWasReturnedIsFoundByANewAccount) {
  returned("a");
  ASSERT_EQ(sweep(180), 1U);
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(state("a"), "found");
  ASSERT_EQ(desk.attempts("a").size(), 2U);
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(UnclaimedMoney, ThatWasReturnedIsFoundByACashiersCorrection) {
  returned("a");
  ASSERT_EQ(sweep(180), 1U);
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_EQ(state("a"), "found");
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(UnclaimedMoney, ALaterAttemptHasARecordOfItsOwn) {
  returned("a");
  ASSERT_EQ(sweep(180), 1U);
  ASSERT_TRUE(desk.correct("a"));
  desk.send(1, 100);
  ASSERT_TRUE(desk.statement("S2", {back("a", 2)}));
  ASSERT_EQ(sweep(180), 1U);
  EXPECT_EQ(record("a")->attempt, 2);
  EXPECT_EQ(state("a"), "unclaimed");
}

TEST_F(UnclaimedMoney, GoesBackToItsPurseWhenTheEntitlementIsWithdrawn) {
  held("held");
  returned("returned");
  ASSERT_EQ(sweep(180), 2U);
  for (const char* name : {"held", "returned"}) {
    ASSERT_TRUE(desk.withdraw(name));
    EXPECT_EQ(state(name), "ended");
    EXPECT_EQ(record(name)->ended_to, "fund");
    EXPECT_EQ(desk.state_of(name), "cancelled");
    ASSERT_TRUE(desk.withdraw(name));
  }
  EXPECT_EQ(desk.said("UnclaimedEnded"), "2");
}

TEST_F(UnclaimedMoney, AnAttemptToFindThePayeeSetsTheNext) {
  held("a");
  sweep(180);
  const Date on = record("a")->kept_on + days{3};
  ASSERT_TRUE(trace("a", on, "no_answer"));
  EXPECT_EQ(record("a")->trace_due_on, on + days{policy.trace_every_days});
  EXPECT_EQ(record("a")->traces, 1);
  EXPECT_EQ(trace("nobody", on).error().code, "unclaimed_unknown");
}

TEST_F(UnclaimedMoney, EndsByTwoPeopleAndItsPaymentIsCancelled) {
  policy.unclaimed_goes_to = "treasury";
  held("held");
  returned("returned");
  ASSERT_EQ(sweep(180), 2U);
  for (const char* name : {"held", "returned"}) {
    const Date end = end_of_search(name);
    EXPECT_EQ(agree(name, end).error().code, "end_not_asked");
    EXPECT_EQ(ask(name, end - days{300}).error().code, "unclaimed_cannot_end_yet");
    ASSERT_TRUE(ask(name, end));
    EXPECT_EQ(agree(name, end, "carl").error().code, "end_is_agreed_by_another_person");
    const auto ended = agree(name, end);
    ASSERT_TRUE(ended) << ended.error().detail;
    EXPECT_EQ(ended->ended_to, "treasury");
    EXPECT_EQ(desk.state_of(name), "cancelled");
    EXPECT_EQ(trace(name, end).error().code, "unclaimed_is_ended");
  }
  EXPECT_EQ(desk.said("UnclaimedEnded"), "2");
  const auto broken = desk.run([](db::Transaction& tx) { return store::broken_rules(tx); });
  EXPECT_TRUE(broken.empty()) << broken.front();
}

TEST_F(UnclaimedMoney, ThatEndedIsNotPaidToWhoComesAfterwards) {
  held("a");
  sweep(180);
  const Date end = end_of_search("a");
  ASSERT_TRUE(ask("a", end));
  ASSERT_TRUE(agree("a", end));
  ASSERT_TRUE(desk.account("a", desk.maria));
  EXPECT_EQ(desk.state_of("a"), "cancelled");
  EXPECT_EQ(state("a"), "ended");
}

TEST_F(UnclaimedMoney, StandsInTheRegisterByAge) {
  held("a");
  held("b");
  sweep(180);
  const auto totals = desk.run([](db::Transaction& tx) {
    return store::unclaimed_ageing(tx, "owwa", *date_from("2026-06-20"));
  });
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_EQ(totals[0].count, 2);
  EXPECT_EQ(totals[0].total, money(200, "PHP"));
  EXPECT_EQ(totals[0].band, AgeBand::from_1_to_5);
}

}  // namespace
}  // namespace haven::disbursement
