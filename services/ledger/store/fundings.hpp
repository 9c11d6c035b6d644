#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/db/transaction.hpp"

namespace haven::ledger {

using FundingId = Id<struct FundingTag>;

/// Money that somebody says came into a purse; posted once a second person says so too.
struct Funding {
  FundingId id;
  std::string fund;
  std::string purse;
  std::string layer;
  Money amount;
  std::string reference;  // of the deposit
  std::string reason;
  std::string requested_by;
  Instant requested_at{};
  std::optional<std::string> confirmed_by;
  std::optional<Instant> confirmed_at;
  int for_year = 0;               // whose earmark it counts towards
  std::int64_t banked_minor = 0;  // what lines of the bank brought for it
};

}  // namespace haven::ledger

namespace haven::ledger::store {

std::optional<Currency> find_purse_currency(db::Transaction& tx, const std::string& fund,
                                            const std::string& purse);
/// False when the deposit's reference was used for this purse before.
bool insert_funding(db::Transaction& tx, const Funding& funding);
std::optional<Funding> find_funding_for_update(db::Transaction& tx, const std::string& fund,
                                               const FundingId& id);
void save_confirmation(db::Transaction& tx, const Funding& funding);
/// Fundings of the fund by id, oldest first, after `after`; only unconfirmed ones if asked.
std::vector<Funding> fundings_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                 const std::string& after, int limit);

}  // namespace haven::ledger::store
