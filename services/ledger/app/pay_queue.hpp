#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {

/// A purse after its queue was served: what it holds now and who still waits, in order.
struct Queue {
  store::LockedPurse purse;
  std::vector<store::Waiting> waiting;
};

/// What of the balance no award can take on this day: the floor, and in a closed budget year
/// everything that two people did not bring in for it afterwards.
Money held_back(const store::LockedPurse& purse, const Money& balance, Date today);

/// Locks the purse, adds `added_minor` (negative: takes it, in a closed year what is held back
/// before late money) to its balance and reserves for as many waiting awards as the balance above
/// what is held back pays, first awarded first and nobody overtaking; says FundsReserved for each.
/// When nobody waits any more, the purse lends what was asked of it. Called whenever a purse may be
/// able to pay more than before.
Result<Queue> pay_queue(db::Transaction& tx, const messaging::Origin& origin,
                        const std::string& purse, std::int64_t added_minor, Date today,
                        Instant now);

}  // namespace haven::ledger
