#include "services/disbursement/app/move_batch.hpp"

#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/store/batches.hpp"

namespace haven::disbursement {
namespace {

Result<Batch> batch_for_update(db::Transaction& tx, const MoveBatch& command) {
  const auto batch = store::find_batch_for_update(tx, command.fund, command.batch);
  if (batch) return *batch;
  return refuse(ErrorKind::not_found, "batch_unknown", "The fund has no such batch.");
}

}  // namespace

Result<Batch> approve_batch(db::Transaction& tx, const MoveBatch& command, Instant now) {
  auto batch = batch_for_update(tx, command);
  if (!batch) return batch;
  const auto hands = store::hands_in(tx, batch->id);

  if (const auto may = may_approve(*batch, command.by, hands); !may) return pass(may);
  batch->state = BatchState::approved;
  batch->approved_by = command.by;
  batch->approved_at = now;

  store::save_approval(tx, *batch);
  return batch;
}

Result<Batch> release_batch(db::Transaction& tx, const MoveBatch& command, Instant now) {
  auto batch = batch_for_update(tx, command);
  if (!batch) return batch;
  const auto hands = store::hands_in(tx, batch->id);

  if (const auto may = may_release(*batch, command.by, hands); !may) return pass(may);
  const auto payments = store::release_payments(tx, batch->id, command.by, now);
  if (payments.empty()) {
    return refuse(ErrorKind::conflict, "batch_is_empty",
                  "Every payment has left this batch; dissolve it.");
  }
  Money total{0, batch->declared_total.currency()};
  for (const Payment& payment : payments) total += payment.amount;
  batch->state = BatchState::released;
  batch->released_by = command.by;
  batch->released_at = now;
  batch->released_count = static_cast<int>(payments.size());
  batch->released_total = total;

  store::save_release(tx, *batch, bank_file_of(*batch, payments));
  messaging::append_all(tx, {"disbursement", command.fund, batch->id.text()},
                        released_sayings(payments), now);
  return batch;
}

Result<Batch> dissolve_batch(db::Transaction& tx, const MoveBatch& command) {
  auto batch = batch_for_update(tx, command);
  if (!batch) return batch;

  if (const auto may = may_dissolve(*batch); !may) return pass(may);
  batch->state = BatchState::dissolved;
  batch->dissolved_by = command.by;
  batch->dissolved_because = command.reason;

  store::save_dissolution(tx, *batch);
  return batch;
}

}  // namespace haven::disbursement
