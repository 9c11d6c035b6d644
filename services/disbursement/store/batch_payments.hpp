// The payments of a batch: how they come into it, leave with it, and what became of them there.
#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/batch.hpp"

namespace haven::disbursement::store {

/// The payments with these ids, payable or not, locked in order of id.
std::vector<Payment> payments_for_update(db::Transaction& tx, const std::string& fund,
                                         const std::vector<std::string>& ids);

/// Puts these payments, which must be locked and payable, into the batch.
Tally put_in_batch(db::Transaction& tx, const Batch& batch, const std::vector<std::string>& ids);
/// Puts the oldest payable payments of the batch's currency into it that nobody else is batching,
/// at most `limit`.
Tally put_oldest_in_batch(db::Transaction& tx, const Batch& batch, int limit);
/// The payments that wait in the batch; locked in order of reference.
Tally waiting_for_update(db::Transaction& tx, const Batch& batch);
/// Moves the batch's next payments to released, in order of reference (by bytes) after this one; at
/// most `limit`. Returns them.
std::vector<Payment> release_payments(db::Transaction& tx, const Batch& batch,
                                      const std::string& after, int limit);

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
