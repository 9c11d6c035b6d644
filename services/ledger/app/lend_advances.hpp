#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/ledger/store/purses.hpp"

namespace haven::ledger {

/// Lends to the awards that wait for an advance of this purse, which must be locked, first approved
/// first, as far as `balance` above the floor bears it; nobody is passed over. No more is lent than
/// the award lacks and the insurer still owes; that can be nothing. How much was lent.
Result<Money> lend_advances(db::Transaction& tx, const messaging::Origin& origin,
                            const store::LockedPurse& lender, const Money& balance, Date today,
                            Instant now);

}  // namespace haven::ledger
