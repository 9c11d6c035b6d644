#include "services/recoveries/domain/clock.hpp"

#include <gtest/gtest.h>

#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

const DebtClock ten_days{10, ClockStart::claim_due, 2, {3}};

// Raised on 1 June, due on the 11th: demanded on the 3rd, reminded on the 8th, late on the 12th.
Receivable fresh() {
  Receivable share = share_of_100();
  share.state = State::open;
  return start_clock(share, ten_days);
}

Tick on(const char* today) {
  return tick(fresh(), ten_days, day(today));
}

TEST(DueOf, RunsFromTheClaimsOwnDayOrFromRaising) {
  const Date raised = day("2024-06-01");
  EXPECT_EQ(due_of(ten_days, raised, day("2024-06-20")), day("2024-06-30"));
  EXPECT_EQ(due_of(ten_days, raised, std::nullopt), day("2024-06-11"));
  DebtClock from_raising = ten_days;
  from_raising.start = ClockStart::raising;
  EXPECT_EQ(due_of(from_raising, raised, day("2024-06-20")), day("2024-06-11"));
}

TEST(DueOf, IsNeverBeforeTheDebtWasRaised) {
  EXPECT_EQ(due_of(ten_days, day("2024-06-01"), day("2024-05-22")), day("2024-06-01"));
  EXPECT_EQ(due_of(ten_days, day("2024-06-01"), day("2024-05-01")), day("2024-06-01"));
  EXPECT_EQ(due_of(ten_days, day("2024-06-01"), day("2024-05-23")), day("2024-06-02"));
}

TEST(Tick, DemandsOnItsDayAndNotBefore) {
  EXPECT_EQ(on("2024-06-02").after.state, State::open);
  EXPECT_TRUE(on("2024-06-02").notices.empty());
  const Tick demanded = on("2024-06-03");
  EXPECT_EQ(demanded.after.state, State::demanded);
  EXPECT_EQ(demanded.notices, std::vector{Notice::demand});
  EXPECT_EQ(demanded.after.next, day("2024-06-08"));
}

TEST(Tick, RemindsOnceOnItsDay) {
  const Receivable demanded = on("2024-06-03").after;
  EXPECT_TRUE(tick(demanded, ten_days, day("2024-06-07")).notices.empty());
  const Tick reminded = tick(demanded, ten_days, day("2024-06-08"));
  EXPECT_EQ(reminded.notices, std::vector{Notice::reminder});
  EXPECT_TRUE(tick(reminded.after, ten_days, day("2024-06-09")).notices.empty());
}

TEST(Tick, IsOverdueOnTheDayAfterTheLastDay) {
  EXPECT_EQ(on("2024-06-11").after.state, State::demanded);
  const Tick late = on("2024-06-12");
  EXPECT_EQ(late.after.state, State::overdue);
  EXPECT_EQ(late.notices, (std::vector{Notice::demand, Notice::overdue}));
  EXPECT_EQ(late.after.next, std::nullopt);
  EXPECT_TRUE(tick(late.after, ten_days, day("2024-07-12")).notices.empty());
}

TEST(Tick, LeavesAloneWhatHasEndedOrIsCalled) {
  for (const auto state : {State::settled, State::withdrawn, State::bond_called}) {
    Receivable other = fresh();
    other.state = state;
    const Tick done = tick(other, ten_days, day("2025-01-01"));
    EXPECT_EQ(done.after.state, state);
    EXPECT_TRUE(done.notices.empty());
    EXPECT_EQ(done.after.next, std::nullopt);
  }
}

TEST(MoveDue, MakesWhatIsNotLateAnyMoreDemandedAgain) {
  const Receivable late = on("2024-06-12").after;
  const auto moved = [&](const char* due) {
    return move_due(late, ten_days, day(due), day("2024-06-12"));
  };
  EXPECT_EQ(moved("2024-06-11").state, State::overdue);
  EXPECT_EQ(moved("2024-06-12").state, State::demanded);
  EXPECT_EQ(moved("2024-06-12").next, day("2024-06-13"));
  EXPECT_EQ(moved("2024-07-12").next, day("2024-07-09"));
}

TEST(MoveDue, WhatBecomesLateByItIsFoundByTheNextLook) {
  const Receivable demanded = on("2024-06-03").after;
  const Receivable moved = move_due(demanded, ten_days, day("2024-06-04"), day("2024-06-06"));
  EXPECT_EQ(moved.state, State::demanded);
  EXPECT_EQ(tick(moved, ten_days, day("2024-06-06")).after.state, State::overdue);
}

TEST(AgeOf, TurnsAtThirtySixtyAndNinetyDays) {
  const Date due = day("2024-01-01");
  const auto age = [&](int late) { return age_of(due, due + std::chrono::days{late}); };
  EXPECT_EQ(age(-5), Age::not_due);
  EXPECT_EQ(age(0), Age::not_due);
  EXPECT_EQ(age(1), Age::to_30);
  EXPECT_EQ(age(30), Age::to_30);
  EXPECT_EQ(age(31), Age::to_60);
  EXPECT_EQ(age(60), Age::to_60);
  EXPECT_EQ(age(61), Age::to_90);
  EXPECT_EQ(age(90), Age::to_90);
  EXPECT_EQ(age(91), Age::over_90);
}

TEST(ClockOf, IsTheInsurersThePayeesOrTheAgencies) {
  const RecoveryTerms terms = terms_of_tests();
  EXPECT_EQ(clock_of(terms, share_of_100()).days, 10);
  EXPECT_EQ(clock_of(terms, overpayment_of_100()).days, 30);
  Receivable of_agency = share_of_100();
  of_agency.kind = Kind::agency_share;
  EXPECT_EQ(clock_of(terms, of_agency).days, 20);
  Receivable of_forgotten = share_of_100();
  of_forgotten.debtor = "gone";
  EXPECT_EQ(clock_of(terms, of_forgotten).days, 20);
}

TEST(OweAgain, GivesAllTheTimeThatSuchADebtHas) {
  Receivable debt = overpayment_of_100();
  debt.state = State::settled;
  const Tick again = owe_again(debt, terms_of_tests().overpayments.clock, day("2024-09-01"));
  EXPECT_EQ(again.after.state, State::demanded);
  EXPECT_EQ(again.after.due, day("2024-10-01"));
  EXPECT_EQ(again.after.next, day("2024-09-21"));  // the first reminder
  EXPECT_EQ(again.notices, std::vector<Notice>{Notice::demand});
}

TEST(OweAgain, WhatWasNotDemandedYetWaitsForItsDay) {
  Receivable debt = overpayment_of_100();
  debt.state = State::open;
  DebtClock clock = terms_of_tests().overpayments.clock;
  clock.demand_after_days = 5;
  const Tick again = owe_again(debt, clock, day("2024-06-02"));
  EXPECT_EQ(again.after.state, State::open);
  EXPECT_EQ(again.after.next, day("2024-06-06"));
  EXPECT_TRUE(again.notices.empty());
}

}  // namespace
}  // namespace haven::recoveries
