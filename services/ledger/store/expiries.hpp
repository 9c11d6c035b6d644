#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/db/transaction.hpp"

namespace haven::ledger {

using ExpiryId = Id<struct ExpiryTag>;

/// The wish that what a closed budget year still holds lapses; booked when a second person
/// confirms.
struct Expiry {
  ExpiryId id;
  std::string fund;
  std::string purse;
  int number = 0;  // 1, 2, ... of the purse
  std::string remainder_to;
  std::string layer;
  std::string reason;
  std::string requested_by;
  Instant requested_at{};
  std::optional<Money> amount;  // known once it is confirmed
  std::optional<std::string> confirmed_by;
  std::optional<Instant> confirmed_at;
};

}  // namespace haven::ledger

namespace haven::ledger::store {

/// What decides whether a purse's remainder can lapse.
struct ExpiringPurse {
  std::string remainder_to;       // empty: it is no budget year
  std::optional<Date> closes_on;  // with the above
};
std::optional<ExpiringPurse> find_expiring(db::Transaction& tx, const std::string& fund,
                                           const std::string& purse);

/// Gives the next number of the purse; nothing when an expiry of it waits.
std::optional<int> insert_expiry(db::Transaction& tx, const Expiry& expiry);
std::optional<Expiry> find_expiry_for_update(db::Transaction& tx, const std::string& fund,
                                             const ExpiryId& id);
void save_expiry(db::Transaction& tx, const Expiry& expiry);
/// Expiries of the fund by id, oldest first, after `after`; only those that wait if asked.
std::vector<Expiry> expiries_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                const std::string& after, int limit);

/// The year is over for good: nothing of it is held back any more.
void end_floor(db::Transaction& tx, const std::string& fund, const std::string& purse);

}  // namespace haven::ledger::store
