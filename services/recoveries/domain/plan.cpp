#include "services/recoveries/domain/plan.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"

namespace haven::recoveries {
namespace {

std::string text_with_currency(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

std::int64_t months_of(const Plan& plan) {
  return (plan.from.minor() + plan.instalment.minor() - 1) / plan.instalment.minor();
}

Result<void> instalment_fits(const Receivable& receivable, const OverpaymentTerms& terms,
                             const Plan& plan) {
  const Money& left = receivable.left();
  if (plan.instalment.currency() != left.currency()) {
    return refuse_field("/instalment/currency", "the debt is in " + left.currency().code());
  }
  if (left.less_than(plan.instalment)) {
    return refuse_field("/instalment", "at most what is left, " + text_with_currency(left));
  }
  const auto least = terms.least_instalment.find(left.currency().code());
  if (least != terms.least_instalment.end() &&
      plan.instalment.less_than(min(least->second, left))) {
    return refuse_field("/instalment", "at least " + text_with_currency(least->second));
  }
  if (months_of(plan) > terms.plan_months_max) {
    return refuse_field("/instalment", "so much that all is paid within " +
                                           std::to_string(terms.plan_months_max) + " months");
  }
  return {};
}

}  // namespace

std::vector<Instalment> schedule_of(const Plan& plan) {
  ensure(plan.instalment.minor() > 0, "an instalment is more than nothing");
  std::vector<Instalment> schedule;
  Money rest = plan.from;
  for (int month = 0; rest.minor() > 0; ++month) {
    const Money amount = min(plan.instalment, rest);
    schedule.push_back({add_months(plan.first, month), amount});
    rest -= amount;
  }
  return schedule;
}

Date next_due(const Plan& plan, const Money& left) {
  const std::int64_t paid = std::max<std::int64_t>(plan.from.minor() - left.minor(), 0);
  const std::int64_t covered = std::min(paid / plan.instalment.minor(), months_of(plan) - 1);
  return add_months(plan.first, static_cast<int>(covered));
}

Result<void> plan_can_be_agreed(const Receivable& receivable, const OverpaymentTerms& terms,
                                const Plan& plan, Date today) {
  if (receivable.kind == Kind::insurer_share) {
    return refuse(ErrorKind::conflict, "insurers_pay_at_once",
                  "A plan is agreed with a payee or an agency.");
  }
  if (receivable.is_ended()) {
    return refuse(ErrorKind::conflict, "receivable_ended", "Nothing is left of this receivable.");
  }
  if (plan.first < today || plan.first > today + std::chrono::days{first_instalment_within_days}) {
    return refuse_field("/from", "a day from today on, within " +
                                     std::to_string(first_instalment_within_days) + " days");
  }
  return instalment_fits(receivable, terms, plan);
}

}  // namespace haven::recoveries
