#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"

namespace haven::ledger {

/// Reserves an award's money in the purse that is for it and says FundsReserved, or puts the award
/// into the purse's queue and says FundsShort. Where the purse is divided by budget years, the year
/// is the one in which the obligation arose, or of the event where the award does not say: a year
/// that nobody has funded, or that is closed, leaves the award short. `offset` is the fund's
/// distance from UTC. Safe to run twice. Refused: no purse is for the benefit, the shares are not
/// the whole.
Result<void> reserve_award(db::Transaction& tx, const messaging::Event& event,
                           const adjudication::v1::EntitlementAwarded& awarded, Date today,
                           std::chrono::minutes offset, Instant now);

}  // namespace haven::ledger
