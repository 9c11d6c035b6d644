#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/recoveries/v1/events.pb.h"

namespace haven::ledger {

/// Books that less is owed than before. What an insurer pays goes to the purse that lent it, then
/// to the award that it is for, past the queue of its purse; what a payee gives back is the purse's
/// again that had paid too much. Safe to run twice.
Result<void> reduce_receivable(db::Transaction& tx, const messaging::Event& event,
                               const recoveries::v1::ReceivableReduced& reduced, Date today,
                               Instant now);

}  // namespace haven::ledger
