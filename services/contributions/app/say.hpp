#pragma once
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/log.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

/// What contributions tells the world: of a contribution under the member's id as the receipt names
/// it, of an unmatched receipt under the receipt's own.
namespace haven::contributions {

/// `was_unmatched`: receipt_unmatched() was said of it before.
messaging::Saying contribution_received(const Receipt& receipt, bool was_unmatched);
messaging::Saying contribution_reversed(const Receipt& receipt, const Reversal& reversal);
messaging::Saying receipt_unmatched(const Receipt& receipt);
messaging::Saying unmatched_reversed(const Receipt& receipt, const Reversal& reversal);

/// Says these in their order; call it last.
void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings);

}  // namespace haven::contributions
