#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

enum class BatchState { created, approved, authorised, released, dissolved };
std::string name_of(BatchState state);
std::optional<BatchState> batch_state_from(std::string_view name);

/// Every move that a batch can make; the same rows stand in disbursement.batch_move.
using BatchMove = std::pair<BatchState, BatchState>;
inline constexpr std::array<BatchMove, 7> batch_moves{{
    {BatchState::created, BatchState::approved},
    {BatchState::created, BatchState::dissolved},
    {BatchState::approved, BatchState::authorised},
    {BatchState::approved, BatchState::released},  // where its band needs no authorisation
    {BatchState::approved, BatchState::dissolved},
    {BatchState::authorised, BatchState::released},
    {BatchState::authorised, BatchState::dissolved},
}};

/// What a person does to a batch. Nobody does more than one of these to the same batch.
enum class SigningStep { creation, approval, authorisation, release };
std::string name_of(SigningStep step);
std::optional<SigningStep> signing_step_from(std::string_view name);

struct Signature {
  std::string subject;
  SigningStep step = SigningStep::creation;
  Instant signed_at{};
};

/// Payments that are approved and released together, in one currency.
struct Batch {
  BatchId id;
  std::string fund;
  int declared_count = 0;
  Money declared_total;
  BatchState state = BatchState::created;
  std::string created_by;
  Instant created_at{};
  Signers signers;                    // of the band of the declared total, fixed when it is made
  std::vector<Signature> signatures;  // in order of time, the maker's first
  // Who completed a step, and when.
  std::optional<std::string> approved_by, authorised_by, released_by;
  std::optional<Instant> approved_at, authorised_at, released_at;
  std::optional<std::string> dissolved_by, dissolved_because;
  std::optional<int> released_count;
  std::optional<Money> released_total;
  std::int64_t version = 1;
};

/// How many payments there are, and what they come to.
struct Tally {
  std::int64_t count = 0;
  Money total;
};

/// Refused, naming both numbers, when count or total is not what the cashier declared.
Result<void> payments_are_as_declared(const Batch& batch, const Tally& found);

/// A batch with its maker's signature and the band of its declared total.
Batch made_batch(const PaymentPolicy& policy, Batch batch);

/// Who is too near to the claims of a batch to sign it.
struct Involved {
  std::set<std::string> had_part;       // filed, decided or approved a claim, or lifted a hold
  std::set<std::string> have_interest;  // benefit from a claim, or are family
};

/// Refused: the maker had a part in a claim of the batch or has an interest in one.
Result<void> may_make(const Batch& batch, const Involved& involved);
/// The step that the batch waits for; nothing when it has left or is dissolved.
std::optional<SigningStep> awaited_step(const Batch& batch);
/// How many more people must sign this step.
int signatures_missing(const Batch& batch, SigningStep step);

/// Refused: the batch waits for another step, or `subject` made or signed it before, had a part in
/// a claim of it or has an interest in one; a release also when somebody who signed before was told
/// to have an interest meanwhile.
Result<void> may_sign(const Batch& batch, SigningStep step, const std::string& subject,
                      const Involved& involved);
/// The batch with one more signature, moved on when that completes the step.
Batch signed_by(Batch batch, SigningStep step, const std::string& subject, Instant now);
/// Refused: the batch has left or is dissolved.
Result<void> may_dissolve(const Batch& batch);

}  // namespace haven::disbursement
