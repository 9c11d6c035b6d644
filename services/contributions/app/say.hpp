#pragma once
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

/// What contributions tells the world, under the member's id as the receipt names it.
namespace haven::contributions {

void say_received(db::Transaction& tx, const Occasion& occasion, const Receipt& receipt);
void say_reversed(db::Transaction& tx, const Occasion& occasion, const Receipt& receipt,
                  const Reversal& reversal);

}  // namespace haven::contributions
