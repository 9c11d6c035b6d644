#include "services/ledger/app/export_journal.hpp"

#include <ostream>

#include "services/ledger/domain/hledger.hpp"

namespace haven::ledger {

std::int64_t export_journal(db::Pool& pool, const store::JournalQuery& query, std::ostream& out,
                            const std::function<void(std::size_t entries)>& written) {
  constexpr int page_entries = 1000;
  std::int64_t all = 0;
  store::JournalPlace place;
  out << "; The journal of the fund " << query.fund << ", written by haven.\n\n";
  while (true) {
    const auto page = db::in_transaction(pool, [&](db::Transaction& tx) {
      return store::next_entries(tx, query, place, page_entries);
    });
    if (page.empty()) return all;
    for (const store::EntryView& view : page) {
      out << hledger_transaction(view.id.text(), view.booked_on, view.entry, view.rate);
    }
    all += static_cast<std::int64_t>(page.size());
    written(page.size());
  }
}

}  // namespace haven::ledger
