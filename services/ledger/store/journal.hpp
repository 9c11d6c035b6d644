#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/store/books.hpp"

namespace haven::ledger::store {

/// Entries of these days, the first and the last included, in the order of the days; empty texts
/// ask for all.
struct JournalQuery {
  std::string fund;
  std::optional<Date> from, to;  // by the day of booking
  std::string cause, account, kind, claim;
};
/// No entry is as old.
inline constexpr Date before_the_books{std::chrono::year{1900} / 1 / 1};

/// Where a walk through the journal is; begins before the first entry.
struct JournalPlace {
  Date booked_on = before_the_books;
  std::string entry_id = "00000000-0000-0000-0000-000000000000";
};
/// The next entries after the place, which moves on to the last of them; empty at the end.
std::vector<EntryView> next_entries(db::Transaction& tx, const JournalQuery& query,
                                    JournalPlace& place, int limit);
/// How many entries the query asks for.
std::int64_t count_entries(db::Transaction& tx, const JournalQuery& query);

/// What an entry changes on one account.
struct StatementLine {
  EntryId entry;
  Date booked_on{};
  std::string kind, cause;
  Money amount;
};
/// What the account's postings before the day come to; all of them without a day. Nothing when the
/// fund has no such account.
std::optional<Money> balance_before(db::Transaction& tx, const std::string& fund,
                                    const std::string& account, std::optional<Date> day);
/// The next postings of query.account after the place, as next_entries().
std::vector<StatementLine> next_lines(db::Transaction& tx, const JournalQuery& query,
                                      JournalPlace& place, int limit);

}  // namespace haven::ledger::store
