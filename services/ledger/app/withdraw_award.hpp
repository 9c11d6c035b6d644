#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

/// Gives the money of a withdrawn award back to its purse as far as it has not left, and serves the
/// purse's queue with it. Remembered when the award itself was not heard of yet. Safe to run twice.
Result<void> withdraw_award(db::Transaction& tx, const messaging::Event& event,
                            const adjudication::v1::EntitlementWithdrawn& withdrawn, Date today,
                            Instant now);

/// The same for an award that is read under the lock of its purses.
Result<void> take_back(db::Transaction& tx, const messaging::Event& event,
                       const Reservation& before, Date today, Instant now);

}  // namespace haven::ledger
