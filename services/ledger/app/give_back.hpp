#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

/// Books that an award does not need `freed` any more, which can be nothing: what was lent for it
/// goes back to the lender, the rest to its own purse. Both serve their queues, the own purse in
/// any case, because a place in its queue may have become free.
Result<void> give_back(db::Transaction& tx, const messaging::Origin& origin,
                       const Reservation& award, const Cause& cause, const Money& freed,
                       Instant now);

/// What an order, a set-off or unclaimed money makes an award give to its purse or take from it.
/// Refused: the award was withdrawn and the purse has spent the money since
/// (purse_cannot_reinstate).
Result<void> settle_with_purse(db::Transaction& tx, const messaging::Origin& origin,
                               const OrderMove& move, const Cause& cause, Instant now);

/// Locks the award's purse and the one that lent for it, in the order of their names, so that two
/// awards never wait for one another.
void lock_purses_of(db::Transaction& tx, const Reservation& award);

}  // namespace haven::ledger
