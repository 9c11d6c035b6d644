#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/contributions/v1/events.pb.h"

namespace haven::ledger {

/// Books a receipt as income of its scheme, once; and takes it out again by an entry of its own
/// when it is reversed. Safe to run twice, and in either order.
Result<void> book_contribution(db::Transaction& tx, const messaging::Event& event,
                               const contributions::v1::ContributionReceived& received,
                               Instant now);
Result<void> book_contribution_reversal(db::Transaction& tx, const messaging::Event& event,
                                        const contributions::v1::ContributionReversed& reversed,
                                        Instant now);

}  // namespace haven::ledger
