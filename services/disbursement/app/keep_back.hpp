#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/recoveries/v1/events.pb.h"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

/// The award with every share reduced by what its payee owes the fund, within the limits agreed;
/// says SetOffMade for each part. What was planned before keeps the parts it had then. A withdrawn
/// award keeps nothing back.
Award keep_back(db::Transaction& tx, const Award& award, bool is_withdrawn,
                const std::string& cause, Instant now);

/// The award was withdrawn: nothing of it can be kept back. Says SetOffUndone for each part that
/// was, whether or not the rest has left. Safe to run twice.
void undo_set_offs(db::Transaction& tx, const std::string& fund, const EntitlementId& entitlement,
                   const std::string& cause, Instant now);

/// Recoveries agreed that a debt may be set off, or how much of it is left. Safe to run twice;
/// older news changes nothing.
Result<void> take_agreement(db::Transaction& tx, const messaging::Event& event,
                            const recoveries::v1::SetOffAgreed& agreed, Instant now);

/// Recoveries has counted a set-off.
Result<void> take_reduction(db::Transaction& tx, const messaging::Event& event,
                            const recoveries::v1::ReceivableReduced& reduced, Instant now);

}  // namespace haven::disbursement
