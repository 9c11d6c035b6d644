#pragma once
#include <string>

#include "common/core/money.hpp"
#include "common/db/transaction.hpp"
#include "services/recoveries/domain/receivable.hpp"

/// What became of awards of insurers' layers, as others tell of it in any order.
namespace haven::recoveries::store {

struct Award {
  bool reserved = false;
  bool withdrawn = false;
};

/// What was told of an award; held until the transaction ends, so that two events that speak of one
/// award come one after the other.
Award find_award_for_update(db::Transaction& tx, const std::string& fund,
                            const EntitlementId& entitlement);
/// The same without holding it.
Award find_award(db::Transaction& tx, const EntitlementId& entitlement);
void note_reserved(db::Transaction& tx, const EntitlementId& entitlement);
void note_withdrawn(db::Transaction& tx, const EntitlementId& entitlement);

/// Holds a deposit until the transaction ends: what follows reads sums over all that it owes.
void hold_deposit(db::Transaction& tx, const std::string& fund, const std::string& purse);
/// What the deposit itself gave for awards that were receivables once, and was not taken off one
/// yet: reserved awards less what came in or was advanced for them.
std::int64_t given_by_deposit(db::Transaction& tx, const std::string& fund,
                              const std::string& purse);

}  // namespace haven::recoveries::store
