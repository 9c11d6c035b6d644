#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/period.hpp"

namespace haven::ledger::store {

/// Keeps everybody from booking in the fund, and waits for those who are at it, until the end of
/// the transaction.
void lock_periods(db::Transaction& tx, const std::string& fund);
/// Everything but today.
PeriodFacts period_facts(db::Transaction& tx, const std::string& fund);
/// What keeps the month from being closed; events and fundings count until the moment `end`.
OpenItems open_items(db::Transaction& tx, const std::string& fund, Month month, Instant end);

/// False when another change of the month waits.
bool insert_period_change(db::Transaction& tx, const PeriodChange& change);
std::optional<PeriodChange> find_period_change_for_update(db::Transaction& tx,
                                                          const std::string& fund,
                                                          const PeriodChangeId& id);
void save_period_confirmation(db::Transaction& tx, const PeriodChange& change);
void save_period_withdrawal(db::Transaction& tx, const PeriodChange& change);
/// Changes of the fund by id, oldest first, after `after`; only those that wait if asked.
std::vector<PeriodChange> period_changes_of(db::Transaction& tx, const std::string& fund,
                                            bool only_waiting, const std::string& after, int limit);

/// Closes the month and keeps its trial balance; opens it and forgets the balance.
void insert_closed_period(db::Transaction& tx, const PeriodChange& change);
void delete_closed_period(db::Transaction& tx, const std::string& fund, Month month);
/// The change that closed the month.
std::optional<PeriodChange> find_closing(db::Transaction& tx, const std::string& fund, Month month);
/// Closed months, the oldest first, by the change that closed each.
std::vector<PeriodChange> closings_of(db::Transaction& tx, const std::string& fund);

/// Closed months whose postings do not add up any more to the trial balance that was kept.
std::vector<Month> altered_periods(db::Transaction& tx, const std::string& fund);

}  // namespace haven::ledger::store
