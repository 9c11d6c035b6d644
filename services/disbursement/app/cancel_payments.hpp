#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"

namespace haven::disbursement {

/// Cancels what has not left of a withdrawn entitlement, and remembers it for payments that come
/// later. Safe to run twice.
Result<void> cancel_payments(db::Transaction& tx, const messaging::Event& event,
                             const adjudication::v1::EntitlementWithdrawn& withdrawn, Instant now);

}  // namespace haven::disbursement
