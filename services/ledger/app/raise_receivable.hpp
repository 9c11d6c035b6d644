#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/recoveries/v1/events.pb.h"

namespace haven::ledger {

/// Books what an insurer, an agency or a payee owes the fund. Safe to run twice.
Result<void> raise_receivable(db::Transaction& tx, const messaging::Event& event,
                              const recoveries::v1::ReceivableRaised& raised, Instant now);

/// Notes that a purse of the fund lends what an insurer owes, and lends it as soon as the purse
/// bears it. The money is for the award that the insurer should pay and passes its queue by. Safe
/// to run twice.
Result<void> advance_share(db::Transaction& tx, const messaging::Event& event,
                           const recoveries::v1::AdvanceApproved& approved, Date today,
                           Instant now);

}  // namespace haven::ledger
