#include "services/contributions/domain/charge.hpp"

#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {

bool is_over(ChargeState state) {
  return state == ChargeState::repaid || state == ChargeState::dismissed;
}

std::optional<Date> due_after(ChargeState state, Date day) {
  if (state == ChargeState::raised) return day + notify_within;
  if (state == ChargeState::notified) return day + repay_within;
  return {};  // the regulator's days are its own
}

bool is_overdue(const Charge& charge, Date today) {
  return charge.due && !is_over(charge.state) && today > *charge.due;
}

Result<void> may_step(const Charge& charge, ChargeState to) {
  if (may_move(charge.state, to)) return {};
  return refuse(
      ErrorKind::conflict, "charge_does_not_move_so",
      "A charge that is " + name_of(charge.state) + " cannot become " + name_of(to) + ".");
}

Result<void> may_dismiss(const Charge& charge, const std::string& by) {
  if (auto may = may_step(charge, ChargeState::dismissed); !may) return may;
  if (!charge.dismissal_asked_by) {
    return refuse(ErrorKind::conflict, "dismissal_not_asked_for",
                  "Nobody has asked to dismiss this charge.");
  }
  if (*charge.dismissal_asked_by == by) {
    return refuse(ErrorKind::forbidden, "charge_dismissed_by_another_person",
                  "Whoever asked to dismiss a charge does not dismiss it.");
  }
  return {};
}

}  // namespace haven::contributions
