#pragma once
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/entry.hpp"

namespace haven::ledger::store {

/// Writes entries that are new by (fund, cause, kind), with their postings and, where needed, their
/// accounts: one round trip for any number. An entry that is there already with the same postings
/// is left as it is; with other postings the whole call is refused (entry_differs).
Result<void> insert_entries(db::Transaction& tx, const std::vector<Entry>& entries, Instant now);

/// The postings of entries as the columns of one statement, for stores that write an entry together
/// with the rows that it is about.
struct EntryColumns {
  std::vector<std::string> id, fund, cause, kind, led_by, claim, caused_on;  // by entry
  std::vector<std::string> posting_entry, line, account, account_kind, currency, minor;
};
EntryColumns columns_of(const std::vector<Entry>& entries, Instant now);

}  // namespace haven::ledger::store
