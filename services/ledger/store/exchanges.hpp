#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/exchange.hpp"

namespace haven::ledger {

using ExchangeId = Id<struct ExchangeTag>;

/// Money of one purse that the bank changed for another currency and another purse; posted when a
/// second person confirms it.
struct Exchange {
  ExchangeId id;
  std::string fund;
  std::string from_purse, to_purse;
  Deal deal;
  std::string rate_source;
  Date rate_on{};
  std::string reference;  // the bank's number of the deal
  std::string reason;
  std::string requested_by;
  Instant requested_at{};
  std::optional<std::string> confirmed_by;
  std::optional<Instant> confirmed_at;
};

}  // namespace haven::ledger

namespace haven::ledger::store {

/// False when the deal's reference was used before.
bool insert_exchange(db::Transaction& tx, const Exchange& exchange);
std::optional<Exchange> find_exchange_for_update(db::Transaction& tx, const std::string& fund,
                                                 const ExchangeId& id);
void save_exchange(db::Transaction& tx, const Exchange& exchange);
/// Exchanges of the fund by id, oldest first, after `after`; only those that wait if asked.
std::vector<Exchange> exchanges_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                   const std::string& after, int limit);

/// Keeps the rate of the entry that was written for the cause in this transaction.
void insert_entry_rate(db::Transaction& tx, const Cause& cause, const EntryRate& rate);
/// The last rate between the two currencies, in either direction, of a day before this one.
std::optional<EntryRate> last_rate(db::Transaction& tx, const std::string& fund,
                                   const Currency& one, const Currency& other, Date before);

}  // namespace haven::ledger::store
