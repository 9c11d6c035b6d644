#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/unclaimed.hpp"

namespace haven::disbursement {

/// What a person does about unclaimed money.
struct ActOnUnclaimed {
  std::string fund;
  PaymentId payment;
  std::string by;
  std::string reason;  // of an end only
};

/// Notes an attempt to find the payee; the next is due a trace period later.
Result<Unclaimed> trace_payee(db::Transaction& tx, const ActOnUnclaimed& command, Trace trace,
                              const PaymentPolicy& policy, Instant now);

/// A cashier asks that the debt ends by law. See may_end(). Refused as well while the fund, a court
/// or the law keeps the payment back.
Result<Unclaimed> ask_to_end(db::Transaction& tx, const ActOnUnclaimed& command,
                             const PaymentPolicy& policy, Date today, Instant now);

/// A second person agrees: the money goes where the policy says, and the payment is cancelled.
/// Refused as ask_to_end() is.
Result<Unclaimed> agree_to_end(db::Transaction& tx, const ActOnUnclaimed& command,
                               const PaymentPolicy& policy, Date today, Instant now);

/// Writes the end that the record carries, cancels its payment and says UnclaimedEnded. A returned
/// attempt stays as it is: the one after it is cancelled from the beginning.
void end_record(db::Transaction& tx, Unclaimed& record, const Payment& payment,
                const std::string& cause, Instant now);

}  // namespace haven::disbursement
