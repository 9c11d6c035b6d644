#include "services/disbursement/domain/hold.hpp"

#include <algorithm>

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<HoldKind, std::string_view>, 7> names{{
    {HoldKind::account_check, "account_check"},
    {HoldKind::minor, "minor"},
    {HoldKind::guardian_papers, "guardian_papers"},
    {HoldKind::court_order, "court_order"},
    {HoldKind::sanctions_hit, "sanctions_hit"},
    {HoldKind::stopped, "stopped"},
    {HoldKind::other, "other"},
}};

bool only_approvers_lift(HoldKind kind) {
  return kind == HoldKind::court_order || kind == HoldKind::sanctions_hit ||
         kind == HoldKind::account_check;
}

Result<void> person_may_lift(const Hold& hold, const Lifter& lifter) {
  if (lifter.subject == hold.placed_by || lifter.subject == hold.escalated_by) {
    return refuse(ErrorKind::forbidden, "hold_lifted_by_another_person",
                  "You placed or escalated this hold; ask another person to lift it.");
  }
  if (lifter.had_part || lifter.has_interest) {
    return refuse(ErrorKind::forbidden, "hold_lifted_by_who_has_no_part",
                  "You filed, decided or approved this claim, or have an interest in it; ask "
                  "another person.");
  }
  if (!lifter.is_approver && only_approvers_lift(hold.kind)) {
    return refuse(ErrorKind::forbidden, "hold_lifted_by_an_approver",
                  "A hold of this kind is lifted by an approver.");
  }
  return {};
}

Result<void> ground_fits(const Hold& hold, const std::string& ground) {
  const bool needs_ground = hold.kind == HoldKind::minor || hold.kind == HoldKind::guardian_papers;
  if (needs_ground && !hold_grounds.contains(ground)) {
    return refuse_field("/ground", "must be guardian_papers, guardian_account or blocked_account");
  }
  if (!needs_ground && !ground.empty()) {
    return refuse_field("/ground", "belongs to a minor's hold only");
  }
  return {};
}

}  // namespace

std::string name_of(HoldKind kind) {
  const auto found = std::ranges::find(names, kind, [](const auto& row) { return row.first; });
  return std::string{found->second};
}

std::optional<HoldKind> hold_kind_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& row) { return row.second; });
  if (found == names.end()) return {};
  return found->first;
}

bool is_of_the_fund(HoldKind kind) {
  return kind != HoldKind::account_check;
}

std::vector<std::string> kinds_of_the_fund() {
  std::vector<std::string> kinds;
  for (const auto& [kind, name] : names) {
    if (is_of_the_fund(kind)) kinds.emplace_back(name);
  }
  return kinds;
}

Result<void> may_place(HoldKind kind, PaymentState state) {
  if (kind == HoldKind::account_check) {
    return refuse_field("/kind", "account_check is placed by the rule alone");
  }
  const bool can_be_held = state == PaymentState::held || state == PaymentState::payable ||
                           state == PaymentState::batched || state == PaymentState::returned;
  if (can_be_held) return {};
  return refuse(ErrorKind::conflict, "hold_keeps_back_what_has_not_left",
                "The payment is " + name_of(state) + "; ask for a stop if it is with the bank.");
}

Hold hold_by_rule(const Payment& payment, HoldKind kind, std::string about, std::string reason,
                  Instant now) {
  Hold hold;
  hold.id = new_id<HoldId>(now);
  hold.fund = payment.fund;
  hold.payment = payment.id;
  hold.kind = kind;
  hold.about = std::move(about);
  hold.reason = std::move(reason);
  hold.placed_by = by_rule;
  hold.placed_at = now;
  hold.payment_state = payment.state;
  return hold;
}

bool has_left(PaymentState state) {
  return state == PaymentState::released || state == PaymentState::unknown ||
         state == PaymentState::settled;
}

Result<void> may_escalate(const Hold& hold) {
  if (hold.kind != HoldKind::sanctions_hit) {
    return refuse(ErrorKind::conflict, "hold_is_no_hit",
                  "Only a sanctions hit is escalated; lift this hold, or leave it in force.");
  }
  if (hold.lifted_by) {
    return refuse(ErrorKind::conflict, "hold_is_lifted", "The hold was lifted before.");
  }
  if (hold.escalated_by) {
    return refuse(ErrorKind::conflict, "hit_is_escalated", "The hit was escalated before.");
  }
  return {};
}

Result<void> may_lift(const Hold& hold, const Lifter& lifter, const std::string& ground) {
  if (hold.lifted_by) {
    return refuse(ErrorKind::conflict, "hold_is_lifted", "The hold was lifted before.");
  }
  if (const auto may = person_may_lift(hold, lifter); !may) return may;
  if (hold.kind == HoldKind::account_check && hold.about != "owner_differs") {
    return refuse(ErrorKind::conflict, "account_needs_an_answer",
                  "Only a name that differs can be accepted (" + hold.about +
                      "); record the bank's answer, or another account.");
  }
  return ground_fits(hold, ground);
}

}  // namespace haven::disbursement
