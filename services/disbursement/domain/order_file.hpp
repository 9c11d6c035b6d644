#pragma once
#include <cstdint>
#include <string>

#include "services/disbursement/domain/batch.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// A file of orders as it went to the bank: a batch, or one payment of it that is sent again.
struct OrderFile {
  std::string message_id;  // what the bank answers to
  BatchId batch;
  PaymentId payment;  // of a single order; else empty
  int attempt = 0;
  std::string book;  // the fund's account, as the ledger calls it
  std::string media_type = "application/xml";
  std::int64_t transfers = 0;
  Money total;
  std::int64_t bytes = 0;
  std::string sha256;
  Instant written_at{};
};

/// "HB" and the batch's id without hyphens: a bank takes 35 characters at most.
std::string message_id_of(const BatchId& batch);
/// The payment's own reference and how often it was sent: another name for each sending of it.
std::string message_id_of(const Payment& sent_again);

/// The fund's account that payments in this currency leave from; null when it has none.
const FundAccount* account_for(const PaymentPolicy& policy, const Currency& currency);
tl::unexpected<Error> no_account_for(const Currency& currency);

}  // namespace haven::disbursement
