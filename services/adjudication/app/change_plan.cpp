#include "services/adjudication/app/change_plan.hpp"

#include "services/adjudication/store/instalment_plans.hpp"

namespace haven::adjudication {
namespace {

Result<InstalmentPlan> plan_for_update(db::Transaction& tx, const std::string& fund,
                                       const PlanId& id) {
  const auto plan = store::find_plan_for_update(tx, fund, id);
  if (plan) return *plan;
  return refuse(ErrorKind::not_found, "plan_unknown", "The fund has no such plan of instalments.");
}

}  // namespace

Result<InstalmentPlan> confirm_instalment(db::Transaction& tx, const ConfirmInstalment& command,
                                          Date today, Instant now) {
  auto plan = plan_for_update(tx, command.fund, command.plan);
  if (!plan) return plan;

  if (auto may = may_confirm(*plan, command.number, command.subject, today); !may) return pass(may);
  plan->next_is_confirmed = true;

  store::save_confirmation(tx, *plan, command.evidence, command.subject, now);
  return plan;
}

Result<InstalmentPlan> end_plan(db::Transaction& tx, const EndPlan& command) {
  auto plan = plan_for_update(tx, command.fund, command.plan);
  if (!plan) return plan;

  if (auto may = may_end(*plan, command.subject); !may) return pass(may);
  plan->state = PlanState::ended;
  plan->ended_by = command.subject;
  plan->ended_because = command.reason;

  store::save_plan(tx, *plan);
  return plan;
}

}  // namespace haven::adjudication
