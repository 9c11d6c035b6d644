#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/contributions/v1/events.pb.h"
#include "services/enrolment/app/occasion.hpp"

/// What contributions say, turned into cover. Each is safe to hear twice and in any order.
namespace haven::enrolment {

/// Registers the member with the scheme that was paid for and starts the cover.
Result<void> on_contribution_received(db::Transaction& tx, const Occasion& occasion,
                                      const contributions::v1::ContributionReceived& event);

/// Ends the cover that the contribution gave.
Result<void> on_contribution_reversed(db::Transaction& tx, const Occasion& occasion,
                                      const contributions::v1::ContributionReversed& event);

/// The same, when all of the contribution goes back to whoever paid it.
Result<void> on_refund_approved(db::Transaction& tx, const Occasion& occasion,
                                const contributions::v1::RefundApproved& event);

}  // namespace haven::enrolment
