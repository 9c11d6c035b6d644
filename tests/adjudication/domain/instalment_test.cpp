#include "services/adjudication/domain/instalment.hpp"

#include <gtest/gtest.h>

namespace haven::adjudication {
namespace {

Date on(const char* day) {
  return *date_from(day);
}

InstalmentPlan monthly() {
  InstalmentPlan plan;
  plan.id = PlanId{"00000000-0000-7000-8000-000000000001"};
  plan.filed_by = "ines";
  plan.every = "month";
  plan.times = 3;
  plan.while_true = "enrolled in school";
  plan.first_on = on("2026-01-31");
  plan.next_on = on("2026-02-28");
  return plan;
}

std::string code_of(const Result<void>& result) {
  return result ? "ok" : result.error().code;
}

TEST(Instalment, ComesSoManyMonthsOrYearsAfterTheFirst) {
  EXPECT_EQ(day_of_instalment(on("2026-01-31"), "month", 1), on("2026-01-31"));
  EXPECT_EQ(day_of_instalment(on("2026-01-31"), "month", 2), on("2026-02-28"));
  EXPECT_EQ(day_of_instalment(on("2026-01-31"), "month", 3), on("2026-03-31"));
  EXPECT_EQ(day_of_instalment(on("2026-11-15"), "month", 3), on("2027-01-15"));
  EXPECT_EQ(day_of_instalment(on("2024-02-29"), "year", 2), on("2025-02-28"));
  EXPECT_EQ(day_of_instalment(on("2024-02-29"), "year", 5), on("2028-02-29"));
  EXPECT_EQ(day_of_instalment(on("2026-03-15"), "month", 0), on("2026-02-15")) << "counted back";
}

TEST(Instalment, IsPayableOnItsDayWhenItsConditionIsConfirmed) {
  auto plan = monthly();
  EXPECT_FALSE(is_payable(plan, on("2026-02-28")));
  plan.next_is_confirmed = true;
  EXPECT_FALSE(is_payable(plan, on("2026-02-27")));
  EXPECT_TRUE(is_payable(plan, on("2026-02-28")));
  plan.next_is_confirmed = false;
  plan.while_true = "";
  EXPECT_TRUE(is_payable(plan, on("2026-02-28")));
  plan.state = PlanState::ended;
  EXPECT_FALSE(is_payable(plan, on("2026-02-28")));
}

TEST(Instalment, TheLastCompletesThePlan) {
  auto plan = after_award(monthly());
  EXPECT_EQ(plan.next_number, 3);
  EXPECT_EQ(plan.next_on, on("2026-03-31"));
  EXPECT_EQ(plan.state, PlanState::running);
  plan = after_award(plan);
  EXPECT_EQ(plan.state, PlanState::complete);
  auto endless = monthly();
  endless.times.reset();
  for (int n = 0; n < 100; ++n) endless = after_award(endless);
  EXPECT_EQ(endless.state, PlanState::running);
}

TEST(Instalment, ItsConditionIsConfirmedByAnotherThanTheFilerAndNotTooSoon) {
  const auto plan = monthly();
  EXPECT_EQ(code_of(may_confirm(plan, 2, "ines", on("2026-02-01"))), "filer_cannot_confirm");
  EXPECT_EQ(code_of(may_confirm(plan, 3, "ada", on("2026-02-01"))), "invalid_field");
  EXPECT_EQ(code_of(may_confirm(plan, 2, "ada", on("2025-12-29"))), "instalment_too_far_away");
  EXPECT_EQ(code_of(may_confirm(plan, 2, "ada", on("2025-12-30"))), "ok");
  auto confirmed = plan;
  confirmed.next_is_confirmed = true;
  EXPECT_EQ(code_of(may_confirm(confirmed, 2, "ada", on("2026-02-01"))),
            "instalment_confirmed_already");
  auto free = plan;
  free.while_true = "";
  EXPECT_EQ(code_of(may_confirm(free, 2, "ada", on("2026-02-01"))), "instalment_without_condition");
  auto over = plan;
  over.state = PlanState::complete;
  EXPECT_EQ(code_of(may_confirm(over, 2, "ada", on("2026-02-01"))), "plan_over");
  EXPECT_EQ(code_of(may_end(over, "ada")), "plan_over");
  EXPECT_EQ(code_of(may_end(plan, "ines")), "filer_cannot_confirm");
  EXPECT_EQ(code_of(may_end(plan, "ada")), "ok");
}

TEST(Instalment, HasAnEntitlementOfItsOwn) {
  const auto plan = monthly();
  EXPECT_EQ(entitlement_id_of(plan.id, 2), entitlement_id_of(plan.id, 2));
  EXPECT_NE(entitlement_id_of(plan.id, 2), entitlement_id_of(plan.id, 3));
}

}  // namespace
}  // namespace haven::adjudication
