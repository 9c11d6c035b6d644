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
/// The oldest payable payments of a currency that nobody else is batching, locked.
std::vector<Payment> payable_for_update(db::Transaction& tx, const std::string& fund,
                                        const Currency& currency, int limit);

/// Writes the batch and puts the payments, which must be locked and payable, into it.
void insert_batch(db::Transaction& tx, const Batch& batch, const std::vector<Payment>& payments);

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
/// How many payments wait in the batch, and their sum; locked in order of reference.
struct Waiting {
  std::int64_t count = 0;
  Money total;
};
Waiting waiting_for_update(db::Transaction& tx, const Batch& batch);
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
