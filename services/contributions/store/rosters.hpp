#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/roster.hpp"

/// Agencies' rosters, and what was paid against them.
namespace haven::contributions::store {

std::optional<Roster> find_roster(db::Transaction& tx, const std::string& fund, const RosterId& id);
/// The agency's roster of the same days and content.
std::optional<Roster> find_same_roster(db::Transaction& tx, const std::string& fund,
                                       const Roster& roster);

/// Writes a roster and streams its lines in by COPY: `next` fills one line and says whether there
/// was one. A worker who stands twice is refused by the database (`worker_is_on_the_roster_once`).
void insert_roster(db::Transaction& tx, const std::string& fund, const Roster& roster,
                   const std::string& by, const std::function<bool(RosterLine&)>& next);

/// A worker as expected and as paid; records that were merged are one worker.
struct Reconciled {
  std::string key;  // of the order
  std::string member_number;
  std::string scheme;
  Money expected, paid;
};
/// At most `limit` workers after the one with this key, in the order of keys.
std::vector<Reconciled> page_of_reconciliation(db::Transaction& tx, const std::string& fund,
                                               const Roster& roster, const std::string& after,
                                               int limit);

/// Both sides of all workers in one currency, and how many there are of each outcome.
struct ReconciledTotal {
  Money expected, paid;
  std::int64_t as_expected = 0, short_of = 0, over = 0, not_paid = 0, not_on_roster = 0;
};
std::vector<ReconciledTotal> reconciliation_totals(db::Transaction& tx, const std::string& fund,
                                                   const Roster& roster);

}  // namespace haven::contributions::store
