#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger::store {

/// Makes the undivided purse or takes over its new floor; false when it exists with another layer
/// or currency, or is a budget year.
bool save_purse(db::Transaction& tx, const std::string& fund, const PurseTerms& terms);
/// Makes the purse's accounts where they are missing.
void save_accounts(db::Transaction& tx, const std::string& fund, const PurseTerms& terms);
/// Sets what the fund's purses are for; a purpose that is not named any more is switched off.
void save_purposes(db::Transaction& tx, const std::string& fund,
                   const std::vector<PurseTerms>& terms);

/// A purse whose slices are locked: nobody else takes from it or gives to it until the end of the
/// transaction.
struct LockedPurse {
  std::string fund;
  std::string purse;
  std::string layer;
  Money floor, balance;
  std::optional<Date> closes_on{};  // of a budget year
  Money late{};                     // brought in after that, by two people each time

  [[nodiscard]] bool is_closed(Date today) const { return closes_on && *closes_on <= today; }
};
/// Locks the slices in order. Nothing when there is no such purse.
std::optional<LockedPurse> lock_purse(db::Transaction& tx, const std::string& fund,
                                      const std::string& purse);
/// Locks two purses in the order of their names, so that two who lock the same ones never wait for
/// one another. Both must exist.
std::pair<LockedPurse, LockedPurse> lock_purses(db::Transaction& tx, const std::string& fund,
                                                const std::string& one, const std::string& other);
/// Lays the balance into the slices anew.
void save_balance(db::Transaction& tx, const LockedPurse& purse, const Money& balance);

/// True when an award waits for the purse's money.
bool awards_wait(db::Transaction& tx, const LockedPurse& purse);

/// The fund's purses by name, their amounts summed from the postings.
std::vector<PurseBalance> purse_balances(db::Transaction& tx, const std::string& fund);

}  // namespace haven::ledger::store
