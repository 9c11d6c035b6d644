#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

enum class BatchState { created, approved, released, dissolved };
std::string name_of(BatchState state);
std::optional<BatchState> batch_state_from(std::string_view name);

/// Every move that a batch can make; the same rows stand in disbursement.batch_move.
using BatchMove = std::pair<BatchState, BatchState>;
inline constexpr std::array<BatchMove, 4> batch_moves{{
    {BatchState::created, BatchState::approved},
    {BatchState::created, BatchState::dissolved},
    {BatchState::approved, BatchState::released},
    {BatchState::approved, BatchState::dissolved},
}};

/// Payments that are approved and released together, in one currency.
struct Batch {
  BatchId id;
  std::string fund;
  int declared_count = 0;
  Money declared_total;
  BatchState state = BatchState::created;
  std::string created_by;
  Instant created_at{};
  std::optional<std::string> approved_by, released_by, dissolved_by, dissolved_because;
  std::optional<Instant> approved_at, released_at;
  std::optional<int> released_count;
  std::optional<Money> released_total;
  std::int64_t version = 1;
};

/// Refused, naming both numbers, when count or total is not what the cashier declared.
Result<void> payments_are_as_declared(const Batch& batch, const std::vector<Payment>& payments);

/// Refused: the batch waits for something else, or `subject` made it, or filed or decided a claim
/// in it. `hands` are those of all payments in the batch.
Result<void> may_approve(const Batch& batch, const std::string& subject,
                         const std::vector<Hands>& hands);
/// Refused: the batch is not approved, or `subject` approved it, or filed, decided or approved a
/// claim in it.
Result<void> may_release(const Batch& batch, const std::string& subject,
                         const std::vector<Hands>& hands);
/// Refused: the batch has left or is dissolved.
Result<void> may_dissolve(const Batch& batch);

}  // namespace haven::disbursement
