#pragma once
#include <functional>
#include <iosfwd>

#include "common/db/pool.hpp"
#include "services/ledger/store/journal.hpp"

namespace haven::ledger {

/// Writes the entries that the query asks for in hledger's journal format, page by page: memory
/// does not grow with their number. `written` is told of every page. How many entries.
std::int64_t export_journal(db::Pool& pool, const store::JournalQuery& query, std::ostream& out,
                            const std::function<void(std::size_t entries)>& written);

}  // namespace haven::ledger
