#include "services/disbursement/domain/batch.hpp"

#include <algorithm>
#include <utility>

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<BatchState, std::string_view>, 5> names{{
    {BatchState::created, "created"},
    {BatchState::approved, "approved"},
    {BatchState::authorised, "authorised"},
    {BatchState::released, "released"},
    {BatchState::dissolved, "dissolved"},
}};
constexpr std::array<std::pair<SigningStep, std::string_view>, 4> step_names{{
    {SigningStep::creation, "creation"},
    {SigningStep::approval, "approval"},
    {SigningStep::authorisation, "authorisation"},
    {SigningStep::release, "release"},
}};

template <class Value, std::size_t size>
std::string name_in(const std::array<std::pair<Value, std::string_view>, size>& table,
                    Value value) {
  const auto found = std::ranges::find(table, value, [](const auto& row) { return row.first; });
  return std::string{found->second};
}

template <class Value, std::size_t size>
std::optional<Value> value_in(const std::array<std::pair<Value, std::string_view>, size>& table,
                              std::string_view name) {
  const auto found = std::ranges::find(table, name, [](const auto& row) { return row.second; });
  if (found == table.end()) return {};
  return found->first;
}

tl::unexpected<Error> in_state(const Batch& batch, const std::string& wanted) {
  return refuse(ErrorKind::conflict, "batch_not_" + wanted,
                "The batch is " + name_of(batch.state) + ", not " + wanted + ".");
}

tl::unexpected<Error> not_this_person(std::string rule, std::string detail) {
  return refuse(ErrorKind::forbidden, std::move(rule), std::move(detail));
}

int needed_at(const Signers& signers, SigningStep step) {
  switch (step) {
    case SigningStep::creation:
      return 1;
    case SigningStep::approval:
      return signers.approve;
    case SigningStep::authorisation:
      return signers.authorise;
    case SigningStep::release:
      return signers.release;
  }
  return 1;
}

Result<void> is_far_enough(const std::string& subject, const Involved& involved) {
  if (involved.had_part.contains(subject)) {
    return not_this_person("signer_has_no_part_in_the_claim",
                           "You filed, decided or approved a claim in this batch, or lifted a hold "
                           "of one; ask another person.");
  }
  if (involved.have_interest.contains(subject)) {
    return not_this_person("signer_has_no_interest_in_the_claim",
                           "You have an interest in a claim in this batch; ask another person.");
  }
  return {};
}

// The state that a batch must be in for this step, as the refusal's words.
tl::unexpected<Error> not_its_turn(const Batch& batch, SigningStep step) {
  if (step == SigningStep::approval) return in_state(batch, "created");
  if (step == SigningStep::release) {
    const bool waits = batch.state == BatchState::approved;
    return in_state(batch, waits ? "authorised" : "approved");
  }
  if (batch.state != BatchState::approved) return in_state(batch, "approved");
  return refuse(ErrorKind::conflict, "batch_needs_no_authorisation",
                "A batch of this total is released after its approval.");
}

}  // namespace

std::string name_of(BatchState state) {
  return name_in(names, state);
}
std::optional<BatchState> batch_state_from(std::string_view name) {
  return value_in(names, name);
}
std::string name_of(SigningStep step) {
  return name_in(step_names, step);
}
std::optional<SigningStep> signing_step_from(std::string_view name) {
  return value_in(step_names, name);
}

Batch made_batch(const PaymentPolicy& policy, Batch batch) {
  batch.signers = signers_for(policy, batch.declared_total);
  batch.signatures = {{batch.created_by, SigningStep::creation, batch.created_at}};
  return batch;
}

Result<void> payments_are_as_declared(const Batch& batch, const Tally& found) {
  std::vector<FieldProblem> problems;
  if (batch.declared_count != found.count) {
    problems.push_back({"/declared_count", "declared " + std::to_string(batch.declared_count) +
                                               ", found " + std::to_string(found.count)});
  }
  if (batch.declared_total != found.total) {
    problems.push_back({"/declared_total", "declared " + decimal_text(batch.declared_total) +
                                               ", found " + decimal_text(found.total)});
  }
  if (problems.empty()) return {};
  return refuse(ErrorKind::invalid, "batch_not_as_declared",
                "The payments are not what was declared; count them again. Nothing was changed.",
                std::move(problems));
}

Result<void> may_make(const Batch& batch, const Involved& involved) {
  return is_far_enough(batch.created_by, involved);
}

std::optional<SigningStep> awaited_step(const Batch& batch) {
  switch (batch.state) {
    case BatchState::created:
      return SigningStep::approval;
    case BatchState::approved:
      return batch.signers.authorise > 0 ? SigningStep::authorisation : SigningStep::release;
    case BatchState::authorised:
      return SigningStep::release;
    case BatchState::released:
    case BatchState::dissolved:
      return {};
  }
  return {};
}

int signatures_missing(const Batch& batch, SigningStep step) {
  const auto there = std::ranges::count(batch.signatures, step, &Signature::step);
  return needed_at(batch.signers, step) - static_cast<int>(there);
}

Result<void> may_sign(const Batch& batch, SigningStep step, const std::string& subject,
                      const Involved& involved) {
  if (awaited_step(batch) != step) return not_its_turn(batch, step);
  if (std::ranges::count(batch.signatures, subject, &Signature::subject) > 0) {
    return not_this_person("nobody_signs_a_batch_twice",
                           "You made or signed this batch before; ask another person.");
  }
  if (const auto far = is_far_enough(subject, involved); !far) return far;
  if (step != SigningStep::release) return {};
  const bool is_tainted = std::ranges::any_of(batch.signatures, [&](const Signature& signature) {
    return involved.have_interest.contains(signature.subject);
  });
  if (!is_tainted) return {};
  return refuse(ErrorKind::conflict, "signer_has_no_interest_in_the_claim",
                "Somebody who signed has an interest in a claim in this batch, told since; "
                "dissolve it and make it again.");
}

Batch signed_by(Batch batch, SigningStep step, const std::string& subject, Instant now) {
  batch.signatures.push_back({subject, step, now});
  if (signatures_missing(batch, step) > 0) return batch;
  if (step == SigningStep::approval) {
    batch.state = BatchState::approved;
    batch.approved_by = subject;
    batch.approved_at = now;
  } else if (step == SigningStep::authorisation) {
    batch.state = BatchState::authorised;
    batch.authorised_by = subject;
    batch.authorised_at = now;
  } else if (step == SigningStep::release) {
    batch.state = BatchState::released;
    batch.released_by = subject;
    batch.released_at = now;
  }
  return batch;
}

Result<void> may_dissolve(const Batch& batch) {
  if (awaited_step(batch)) return {};
  return in_state(batch, "waiting");
}

}  // namespace haven::disbursement
