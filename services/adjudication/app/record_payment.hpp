#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/disbursement/v1/events.pb.h"

namespace haven::adjudication {

/// A statement showed a payment: it becomes history for the person's later cases. A payment of an
/// entitlement that was withdrawn meanwhile is an overpayment.
Result<void> record_settled(db::Transaction& tx, const messaging::Event& event,
                            const disbursement::v1::PaymentSettled& settled, Date today,
                            Instant now);

/// The bank gave a payment back: it is no history until it is settled again.
Result<void> record_returned(db::Transaction& tx, const messaging::Event& event,
                             const disbursement::v1::PaymentReturned& returned);

}  // namespace haven::adjudication
