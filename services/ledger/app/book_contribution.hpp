#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/contributions/v1/events.pb.h"

namespace haven::ledger {

/// Books a contribution as income, in transit with its partner or out of the unmatched receipts.
/// This and all of the following are booked on the day that the event names and safe to run twice.
Result<void> book_contribution(db::Transaction& tx, const messaging::Event& event,
                               const contributions::v1::ContributionReceived& received,
                               Instant now);
Result<void> book_contribution_reversal(db::Transaction& tx, const messaging::Event& event,
                                        const contributions::v1::ContributionReversed& reversed,
                                        Instant now);

/// Books a receipt of somebody unknown as a debt, and takes it back.
Result<void> book_unmatched(db::Transaction& tx, const messaging::Event& event,
                            const contributions::v1::ReceiptUnmatched& unmatched, Instant now);
Result<void> book_unmatched_reversal(db::Transaction& tx, const messaging::Event& event,
                                     const contributions::v1::UnmatchedReversed& reversed,
                                     Instant now);

}  // namespace haven::ledger
