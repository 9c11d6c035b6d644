#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/batch.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// A step of a batch by one person.
struct MoveBatch {
  std::string fund;
  BatchId batch;
  std::string by;
  std::string reason;  // dissolving only
};

/// One more person signs; the step is complete when its band's number has signed. See may_sign().
Result<Batch> approve_batch(db::Transaction& tx, const MoveBatch& command, Instant now);
Result<Batch> authorise_batch(db::Transaction& tx, const MoveBatch& command, Instant now);
/// With the last signature the batch leaves for the bank: writes the bank file, from the fund's
/// account in the batch's currency, to be carried out `today`, and says PaymentReleased for each
/// payment. Memory does not grow with the batch. See write_order_file().
Result<Batch> release_batch(db::Transaction& tx, const MoveBatch& command,
                            const PaymentPolicy& policy, Date today, Instant now);
/// The batch is given up; its payments are payable again.
Result<Batch> dissolve_batch(db::Transaction& tx, const MoveBatch& command);

}  // namespace haven::disbursement
