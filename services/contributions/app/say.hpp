#pragma once
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/log.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

/// What contributions tells the world, under the member's id as the receipt names it.
namespace haven::contributions {

messaging::Saying contribution_received(const Receipt& receipt);
messaging::Saying contribution_reversed(const Receipt& receipt, const Reversal& reversal);

/// Says these in their order; call it last.
void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings);

}  // namespace haven::contributions
