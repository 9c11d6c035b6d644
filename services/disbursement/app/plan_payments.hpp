#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/ledger/v1/events.pb.h"
#include "services/disbursement/app/screen_payments.hpp"

namespace haven::disbursement {

/// Makes the payments of an award whose money is reserved, one for each payee's share, and looks at
/// them: what must not be paid yet is held. Safe to run twice. Refused: the decision lacks its
/// second person, the shares are not the whole.
Result<void> plan_payments(db::Transaction& tx, const messaging::Event& event,
                           const ledger::v1::FundsReserved& reserved, const PayingRules& rules,
                           Instant now);

}  // namespace haven::disbursement
