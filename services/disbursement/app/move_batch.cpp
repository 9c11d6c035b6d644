#include "services/disbursement/app/move_batch.hpp"

#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/app/write_order_file.hpp"
#include "services/disbursement/store/batch_payments.hpp"
#include "services/disbursement/store/batches.hpp"

namespace haven::disbursement {
namespace {

Result<Batch> batch_for_update(db::Transaction& tx, const MoveBatch& command) {
  const auto batch = store::find_batch_for_update(tx, command.fund, command.batch);
  if (batch) return *batch;
  return refuse(ErrorKind::not_found, "batch_unknown", "The fund has no such batch.");
}

// Moves the payments and writes their orders, some thousands at a time, in order of reference.
Result<void> send_payments(db::Transaction& tx, const Batch& batch, const PaymentPolicy& policy,
                           Date today) {
  constexpr int at_once = 2000;
  const FundAccount* from = account_for(policy, batch.declared_total.currency());
  if (from == nullptr) return no_account_for(batch.declared_total.currency());
  OrderFile file;
  file.message_id = message_id_of(batch.id);
  file.batch = batch.id;
  file.transfers = *batch.released_count;
  file.total = *batch.released_total;
  file.written_at = *batch.released_at;
  std::string last;
  const auto next = [&] {
    auto payments = store::release_payments(tx, batch, last, at_once);
    if (!payments.empty()) last = payments.back().bank_reference;
    messaging::append_all(tx, {"disbursement", batch.fund, batch.id.text()},
                          released_sayings(payments), *batch.released_at);
    return payments;
  };
  const auto written = write_order_file(tx, std::move(file), *from, today, next);
  if (!written) return pass(written);
  return {};
}

// The batch with the command's signature, refused or saved.
Result<Batch> sign(db::Transaction& tx, const MoveBatch& command, SigningStep step, Instant now) {
  db::take_long(tx);
  const auto batch = batch_for_update(tx, command);
  if (!batch) return batch;
  const auto involved = store::involved_in(tx, batch->id);

  if (const auto may = may_sign(*batch, step, command.by, involved); !may) return pass(may);
  const Batch moved = signed_by(*batch, step, command.by, now);

  store::insert_signature(tx, moved);
  return moved;
}

}  // namespace

Result<Batch> approve_batch(db::Transaction& tx, const MoveBatch& command, Instant now) {
  const auto batch = sign(tx, command, SigningStep::approval, now);
  if (batch && batch->state == BatchState::approved) store::save_approval(tx, *batch);
  return batch;
}

Result<Batch> authorise_batch(db::Transaction& tx, const MoveBatch& command, Instant now) {
  const auto batch = sign(tx, command, SigningStep::authorisation, now);
  if (batch && batch->state == BatchState::authorised) store::save_authorisation(tx, *batch);
  return batch;
}

Result<Batch> release_batch(db::Transaction& tx, const MoveBatch& command,
                            const PaymentPolicy& policy, Date today, Instant now) {
  auto batch = sign(tx, command, SigningStep::release, now);
  if (!batch || batch->state != BatchState::released) return batch;
  const auto waiting = store::waiting_for_update(tx, *batch);
  if (waiting.count == 0) {
    return refuse(ErrorKind::conflict, "batch_is_empty",
                  "Every payment has left this batch; dissolve it.");
  }
  batch->released_count = static_cast<int>(waiting.count);
  batch->released_total = waiting.total;

  if (const auto sent = send_payments(tx, *batch, policy, today); !sent) return pass(sent);
  store::save_release(tx, *batch);
  return batch;
}

Result<Batch> dissolve_batch(db::Transaction& tx, const MoveBatch& command) {
  db::take_long(tx);
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
