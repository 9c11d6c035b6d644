#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/recoveries/v1/events.pb.h"

namespace haven::ledger {

/// Books that what had reduced a payee's debt counts no more: the purse that had it again has it
/// not. Safe to run twice. Refused: what others than payees owe, a reduction that was never booked,
/// and a purse that has spent the money since (purse_cannot_reinstate).
Result<void> undo_reduction(db::Transaction& tx, const messaging::Event& event,
                            const recoveries::v1::ReductionUndone& wire, Date today, Instant now);

}  // namespace haven::ledger
