#include "services/disbursement/domain/batch.hpp"

#include <algorithm>
#include <utility>

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<BatchState, std::string_view>, 4> names{{
    {BatchState::created, "created"},
    {BatchState::approved, "approved"},
    {BatchState::released, "released"},
    {BatchState::dissolved, "dissolved"},
}};

Money total_of(const Currency& currency, const std::vector<Payment>& payments) {
  Money total{0, currency};
  for (const Payment& payment : payments) total += payment.amount;
  return total;
}

tl::unexpected<Error> in_state(const Batch& batch, const std::string& wanted) {
  return refuse(ErrorKind::conflict, "batch_not_" + wanted,
                "The batch is " + name_of(batch.state) + ", not " + wanted + ".");
}

tl::unexpected<Error> not_this_person(std::string rule, std::string detail) {
  return refuse(ErrorKind::forbidden, std::move(rule), std::move(detail));
}

}  // namespace

std::string name_of(BatchState state) {
  const auto found = std::ranges::find(names, state, [](const auto& name) { return name.first; });
  return std::string{found->second};
}

std::optional<BatchState> batch_state_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& one) { return one.second; });
  if (found == names.end()) return {};
  return found->first;
}

Result<void> payments_are_as_declared(const Batch& batch, const std::vector<Payment>& payments) {
  const Money total = total_of(batch.declared_total.currency(), payments);
  std::vector<FieldProblem> problems;
  if (static_cast<std::size_t>(batch.declared_count) != payments.size()) {
    problems.push_back({"/declared_count", "declared " + std::to_string(batch.declared_count) +
                                               ", found " + std::to_string(payments.size())});
  }
  if (batch.declared_total != total) {
    problems.push_back({"/declared_total", "declared " + decimal_text(batch.declared_total) +
                                               ", found " + decimal_text(total)});
  }
  if (problems.empty()) return {};
  return refuse(ErrorKind::invalid, "batch_not_as_declared",
                "The payments are not what was declared; count them again. Nothing was changed.",
                std::move(problems));
}

Result<void> may_approve(const Batch& batch, const std::string& subject,
                         const std::vector<Hands>& hands) {
  if (batch.state != BatchState::created) return in_state(batch, "created");
  if (batch.created_by == subject) {
    return not_this_person("batch_approved_by_another_person",
                           "Who made a batch cannot approve it; ask another approver.");
  }
  const bool had_part = std::ranges::any_of(
      hands, [&](const Hands& h) { return h.filed_by == subject || h.decided_by == subject; });
  if (!had_part) return {};
  return not_this_person("batch_approver_has_no_part_in_the_claim",
                         "You filed or decided a claim in this batch; ask another approver.");
}

Result<void> may_release(const Batch& batch, const std::string& subject,
                         const std::vector<Hands>& hands) {
  if (batch.state != BatchState::approved) return in_state(batch, "approved");
  const bool approved =
      batch.approved_by == subject ||
      std::ranges::any_of(hands, [&](const Hands& h) { return h.decision_approved_by == subject; });
  if (approved) {
    return not_this_person("who_approved_does_not_release",
                           "You approved this batch or a decision in it; ask another cashier.");
  }
  const bool had_part = std::ranges::any_of(
      hands, [&](const Hands& h) { return h.filed_by == subject || h.decided_by == subject; });
  if (!had_part) return {};
  return not_this_person("who_filed_or_decided_does_not_release",
                         "You filed or decided a claim in this batch; ask another cashier.");
}

Result<void> may_dissolve(const Batch& batch) {
  if (batch.state == BatchState::created || batch.state == BatchState::approved) return {};
  return in_state(batch, "waiting");
}

}  // namespace haven::disbursement
