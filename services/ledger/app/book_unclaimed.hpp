#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/ledger/domain/unclaimed.hpp"

namespace haven::ledger {

/// Books what becomes of a payment that nobody could receive. Safe to run twice.
Result<void> book_unclaimed(db::Transaction& tx, const messaging::Event& event, UnclaimedEvent what,
                            const disbursement::v1::Payment& payment, Date caused_on, Instant now);

/// What `UnclaimedEnded` says of the money. Refused: neither its purse nor the treasury.
Result<UnclaimedEvent> end_from(const disbursement::v1::UnclaimedEnded& ended);

/// Books the part of an award that stays with the fund against its payee's debt. Safe to run twice.
Result<void> book_set_off(db::Transaction& tx, const messaging::Event& event,
                          const disbursement::v1::SetOffMade& made, Instant now);

/// Books that nothing stayed with the fund after all: the award was withdrawn. Safe to run twice.
/// Refused: a set-off that was never booked.
Result<void> book_set_off_undone(db::Transaction& tx, const messaging::Event& event,
                                 const disbursement::v1::SetOffUndone& undone, Instant now);

}  // namespace haven::ledger
