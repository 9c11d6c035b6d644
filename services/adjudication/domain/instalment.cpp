#include "services/adjudication/domain/instalment.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"

namespace haven::adjudication {
namespace {

using enum PlanState;
using NamedState = std::pair<PlanState, std::string_view>;

constexpr std::array<NamedState, 3> names{{
    {running, "running"},
    {complete, "complete"},
    {ended, "ended"},
}};

Result<void> is_running_and_impartial(const InstalmentPlan& plan, const std::string& subject) {
  if (plan.state != running) {
    return refuse(ErrorKind::conflict, "plan_over",
                  "The plan is " + name_of(plan.state) + "; nothing more is paid by it.");
  }
  if (plan.filed_by == subject) {
    return refuse(ErrorKind::conflict, "filer_cannot_confirm",
                  "You filed this claim; another adjudicator has to look at its instalments.");
  }
  return {};
}

}  // namespace

std::string name_of(PlanState state) {
  return std::string{std::ranges::find(names, state, &NamedState::first)->second};
}

std::optional<PlanState> plan_state_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, &NamedState::second);
  if (found == names.end()) return {};
  return found->first;
}

Date day_of_instalment(Date first_on, const std::string& every, int number) {
  ensure(every == "month" || every == "year", "instalments come every month or year");
  const std::chrono::year_month_day first{first_on};
  const std::chrono::months step{(every == "year" ? 12 : 1) * (number - 1)};
  const std::chrono::year_month_day day = first + step;
  if (day.ok()) return day;
  return std::chrono::year_month_day_last{day.year(), std::chrono::month_day_last{day.month()}};
}

bool is_payable(const InstalmentPlan& plan, Date today) {
  return plan.state == running && plan.next_on <= today &&
         (plan.while_true.empty() || plan.next_is_confirmed);
}

InstalmentPlan after_award(const InstalmentPlan& plan) {
  InstalmentPlan after = plan;
  after.next_number += 1;
  after.next_on = day_of_instalment(plan.first_on, plan.every, after.next_number);
  after.next_is_confirmed = false;
  if (plan.times && after.next_number > *plan.times) after.state = complete;
  return after;
}

Result<void> may_confirm(const InstalmentPlan& plan, int number, const std::string& subject,
                         Date today) {
  if (auto may = is_running_and_impartial(plan, subject); !may) return may;
  if (plan.while_true.empty()) {
    return refuse(ErrorKind::conflict, "instalment_without_condition",
                  "These instalments have no condition; they are awarded on their days.");
  }
  if (number != plan.next_number) {
    return refuse_field("/number", "must be " + std::to_string(plan.next_number) +
                                       ", the instalment that comes next");
  }
  if (today < plan.next_on - confirm_ahead) {
    return refuse(
        ErrorKind::conflict, "instalment_too_far_away",
        "The condition can be confirmed from " + text_of(plan.next_on - confirm_ahead) + " on.");
  }
  if (plan.next_is_confirmed) {
    return refuse(ErrorKind::conflict, "instalment_confirmed_already",
                  "The condition of this instalment was confirmed before.");
  }
  return {};
}

Result<void> may_end(const InstalmentPlan& plan, const std::string& subject) {
  return is_running_and_impartial(plan, subject);
}

EntitlementId entitlement_id_of(const PlanId& plan, int number) {
  return EntitlementId{
      named_uuid("entitlement/plan/" + plan.text() + "/" + std::to_string(number))};
}

}  // namespace haven::adjudication
