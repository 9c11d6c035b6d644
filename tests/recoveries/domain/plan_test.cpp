#include "services/recoveries/domain/plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

Plan plan_of(std::int64_t instalment, std::int64_t whole = 100'00) {
  return {1, usd(instalment), usd(whole), day("2024-01-31"), "colin", day("2024-01-10")};
}

std::string refused(const Receivable& debt, const Plan& plan, const char* today = "2024-01-10") {
  const auto may = plan_can_be_agreed(debt, terms_of_tests().overpayments, plan, day(today));
  return may ? "" : may.error().code + " " + may.error().detail;
}

TEST(Schedule, LastInstalmentIsTheRestAndMonthsKeepTheirDay) {
  const auto schedule = schedule_of(plan_of(40'00));
  ASSERT_EQ(schedule.size(), 3U);
  EXPECT_EQ(schedule[0].due, day("2024-01-31"));
  EXPECT_EQ(schedule[1].due, day("2024-02-29"));
  EXPECT_EQ(schedule[2].due, day("2024-03-31"));
  EXPECT_EQ(schedule[2].amount, usd(20'00));
}

RC_GTEST_PROP(Schedule, AddsUpExactly, ()) {
  const auto whole = *rc::gen::inRange<std::int64_t>(1, 100000);
  const auto instalment = *rc::gen::inRange<std::int64_t>(1, whole + 1);
  RC_PRE(whole / instalment < 2000);
  const auto schedule = schedule_of(plan_of(instalment, whole));
  Money sum = usd(0);
  for (const auto& one : schedule) {
    RC_ASSERT(one.amount.minor() > 0);
    RC_ASSERT(!usd(instalment).less_than(one.amount));
    sum += one.amount;
  }
  RC_ASSERT(sum == usd(whole));
}

TEST(NextDue, IsTheDayOfTheFirstInstalmentThatIsNotPaidInFull) {
  const Plan plan = plan_of(40'00);
  EXPECT_EQ(next_due(plan, usd(100'00)), day("2024-01-31"));
  EXPECT_EQ(next_due(plan, usd(60'01)), day("2024-01-31"));
  EXPECT_EQ(next_due(plan, usd(60'00)), day("2024-02-29"));
  EXPECT_EQ(next_due(plan, usd(20'00)), day("2024-03-31"));
  EXPECT_EQ(next_due(plan, usd(0)), day("2024-03-31"));
}

TEST(PlanCanBeAgreed, WithinItsBounds) {
  const Receivable debt = overpayment_of_100();
  EXPECT_EQ(refused(debt, plan_of(10'00)), "");
  EXPECT_EQ(refused(debt, plan_of(9'99)), "invalid_field /instalment: at least 10.00 USD");
  EXPECT_EQ(refused(debt, plan_of(100'00)), "");
  EXPECT_EQ(refused(debt, plan_of(100'01)),
            "invalid_field /instalment: at most what is left, 100.00 USD");
  EXPECT_EQ(refused(debt, plan_of(10'00), "2024-01-31"), "");
  EXPECT_EQ(refused(debt, plan_of(10'00), "2024-02-01"),
            "invalid_field /from: a day from today on, within 92 days");
  EXPECT_EQ(refused(debt, plan_of(10'00), "2023-10-31"), "");
  EXPECT_EQ(refused(debt, plan_of(10'00), "2023-10-30"),
            "invalid_field /from: a day from today on, within 92 days");
}

TEST(PlanCanBeAgreed, TakesAtMostSoManyMonths) {
  Receivable debt = overpayment_of_100();
  debt.amount = usd(120'00);
  EXPECT_EQ(refused(debt, plan_of(10'00, 120'00)), "");
  debt.amount = usd(120'01);
  EXPECT_EQ(refused(debt, plan_of(10'00, 120'01)),
            "invalid_field /instalment: so much that all is paid within 12 months");
}

TEST(PlanCanBeAgreed, ARestBelowTheLeastIsPaidAtOnce) {
  Receivable debt = overpayment_of_100();
  debt.amount = usd(5'00);
  EXPECT_EQ(refused(debt, plan_of(5'00, 5'00)), "");
  EXPECT_EQ(refused(debt, plan_of(4'99, 5'00)), "invalid_field /instalment: at least 10.00 USD");
}

TEST(PlanCanBeAgreed, NotWithAnInsurerNorForWhatHasEnded) {
  EXPECT_TRUE(refused(share_of_100(), plan_of(10'00)).starts_with("insurers_pay_at_once"));
  Receivable ended = overpayment_of_100();
  ended.paid = ended.amount;
  EXPECT_TRUE(refused(ended, plan_of(10'00)).starts_with("receivable_ended"));
  Plan in_peso = plan_of(10'00);
  in_peso.instalment = money(10'00, "PHP");
  EXPECT_EQ(refused(overpayment_of_100(), in_peso),
            "invalid_field /instalment/currency: the debt is in USD");
}

}  // namespace
}  // namespace haven::recoveries
