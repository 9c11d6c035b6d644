#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/batch.hpp"

namespace haven::disbursement::store {

/// The payments with these ids, payable or not, locked in order of id.
std::vector<Payment> payments_for_update(db::Transaction& tx, const std::string& fund,
                                         const std::vector<std::string>& ids);

/// Writes the batch, with nothing in it.
void insert_batch(db::Transaction& tx, const Batch& batch);
/// Puts these payments, which must be locked and payable, into the batch.
Tally put_in_batch(db::Transaction& tx, const Batch& batch, const std::vector<std::string>& ids);
/// Puts the oldest payable payments of the batch's currency into it that nobody else is batching,
/// at most `limit`.
Tally put_oldest_in_batch(db::Transaction& tx, const Batch& batch, int limit);

std::optional<Batch> find_batch(db::Transaction& tx, const std::string& fund, const BatchId& id);
std::optional<Batch> find_batch_for_update(db::Transaction& tx, const std::string& fund,
                                           const BatchId& id);
/// Newest first, before the batch `after`.
std::vector<Batch> batches_of(db::Transaction& tx, const std::string& fund,
                              const std::string& after, int limit);
/// Who is too near to the claims whose payments are in the batch.
Involved involved_in(db::Transaction& tx, const BatchId& id);

/// Writes the batch's newest signature.
void insert_signature(db::Transaction& tx, const Batch& batch);
/// Marks the batch and its payments approved.
void save_approval(db::Transaction& tx, const Batch& batch);
void save_authorisation(db::Transaction& tx, const Batch& batch);
/// The payments that wait in the batch; locked in order of reference.
Tally waiting_for_update(db::Transaction& tx, const Batch& batch);
/// Moves the batch's next payments to released, in order of reference (by bytes) after this one; at
/// most `limit`. Returns them.
std::vector<Payment> release_payments(db::Transaction& tx, const Batch& batch,
                                      const std::string& after, int limit);
/// Saves the released batch; what is said of a file for the bank is said in bank_files.hpp.
void save_release(db::Transaction& tx, const Batch& batch);
/// Lets the batch's payments go back to payable.
void save_dissolution(db::Transaction& tx, const Batch& batch);

/// What became of a payment in a batch.
struct BatchLine {
  PaymentId payment;
  int attempt = 1;
  Money amount;
  std::string bank_reference;
  std::string result;         // waiting, released, cancelled, account_changed, held, dissolved
  std::string payment_state;  // now
};
std::vector<BatchLine> batch_lines(db::Transaction& tx, const std::string& fund, const BatchId& id,
                                   const std::string& after, int limit);

}  // namespace haven::disbursement::store
