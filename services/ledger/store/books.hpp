#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/exchange.hpp"

namespace haven::ledger::store {

/// One account in the trial balance: the sums of its sides.
struct AccountBalance {
  std::string account;
  std::string kind;
  Money debit, credit;
};
std::vector<AccountBalance> trial_balance(db::Transaction& tx, const std::string& fund);

/// A state of the books in the past: what was booked up to a day, the day included, or what had
/// been written by a moment, or both together.
struct AsOf {
  std::optional<Date> day;
  std::optional<Instant> moment;
};
std::vector<AccountBalance> trial_balance(db::Transaction& tx, const std::string& fund,
                                          const AsOf& as_of);

/// An entry as it stands in the books.
struct EntryView {
  EntryId id;
  Date booked_on{};
  Instant recorded_at{};
  Entry entry;
  std::optional<EntryRate> rate{};  // of an exchange
};
/// Which entries to show; empty texts ask for all.
struct EntryFilter {
  std::string cause;
  std::string account;
};
/// By time of writing, oldest first, after the entry `after`.
std::vector<EntryView> entries_of(db::Transaction& tx, const std::string& fund,
                                  const EntryFilter& filter, const std::string& after, int limit);

/// One sentence for each property of the books that does not hold; empty when all is well. Reads
/// every fund. The database guards most of them; this proves them together.
std::vector<std::string> broken_rules(db::Transaction& tx);

}  // namespace haven::ledger::store
