#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

/// Books money that has come into an award's purse for this award alone, out of the queue's order:
/// the purse's slices never see it. Says FundsReserved when the award lacks nothing any more.
Result<void> set_aside_for(db::Transaction& tx, const messaging::Origin& origin,
                           const Reservation& award, const Cause& cause, const Money& amount,
                           Instant now);

}  // namespace haven::ledger
