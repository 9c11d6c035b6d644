#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/batch.hpp"

namespace haven::disbursement {

constexpr int named_payments_max = 10000;

struct CreateBatch {
  std::string fund;
  int declared_count = 0;
  Money declared_total;                  // its currency is the batch's
  std::vector<std::string> payment_ids;  // empty: the oldest payable ones, up to `up_to`
  int up_to = 0;
  std::string created_by;
};

/// Puts payable payments of one currency into a batch. Refused, with nothing changed: a payment
/// that is not payable or of another currency, a count or total other than declared, a maker who
/// had a part in a claim or has an interest in one, a currency that the fund does not pay in,
/// more payments than the bank takes in one file.
/// `policy` gives its band of signers.
Result<Batch> create_batch(db::Transaction& tx, const CreateBatch& command,
                           const PaymentPolicy& policy, Instant now);

}  // namespace haven::disbursement
