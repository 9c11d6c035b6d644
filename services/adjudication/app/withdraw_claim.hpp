#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/claims/v1/events.pb.h"

namespace haven::adjudication {

/// The claim was taken back: its open work item and proposed decision are cancelled. Changes
/// nothing when the claim was ready again since, or never ready.
Result<void> withdraw_claim(db::Transaction& tx, const messaging::Event& event,
                            const claims::v1::ClaimWithdrawn& withdrawn, Instant now);

}  // namespace haven::adjudication
