#include "services/ledger/store/journal.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/store/rate_row.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

// The condition of a query, the same for a count and for a page.
const std::string given =
    "with given as (select :fund::text as fund, :from::date as first_day, :to::date as last_day, "
    "  :cause::text as cause, :account::text as account, :kind::text as kind, :claim::text as "
    "claim) ";
const std::string wanted =
    "e.fund = g.fund and (g.first_day is null or e.booked_on >= g.first_day) "
    "and (g.last_day is null or e.booked_on <= g.last_day) "
    "and (g.cause = '' or e.cause = g.cause) and (g.kind = '' or e.kind = g.kind) "
    "and (g.claim = '' or e.claim_id = nullif(g.claim, '')::uuid) "
    "and (g.account = '' or exists (select from ledger.posting p where p.fund = e.fund "
    "     and p.account = g.account and p.entry_id = e.entry_id)) ";
const std::string after_place = "and (e.booked_on, e.entry_id) > (:day::date, :id::uuid) ";

std::optional<std::string> text_or_null(const std::optional<Date>& day) {
  if (!day) return {};
  return text_of(*day);
}

const std::string page_sql =
    given + ", page as (select e.* from ledger.entry e, given g where " + wanted + after_place +
    "  order by e.booked_on, e.entry_id limit :limit) "
    "select e.entry_id, e.cause, e.kind, e.led_by, e.claim_id, e.caused_on::text, "
    "  e.booked_on::text, e.recorded_at::text, p.account, a.kind, p.currency, p.amount_minor, " +
    rate_columns +
    "from page e join ledger.posting p using (entry_id) "
    "join ledger.account a on a.fund = p.fund and a.code = p.account " +
    rate_join + "order by e.booked_on, e.entry_id, p.line";

const std::string lines_sql =
    given +
    "select e.entry_id, e.booked_on::text, e.kind, e.cause, max(p.currency), "
    "  sum(p.amount_minor)::bigint "
    "from ledger.entry e cross join given g join ledger.posting p on p.fund = e.fund "
    "  and p.entry_id = e.entry_id and p.account = g.account where " +
    wanted + after_place +
    "group by e.entry_id, e.booked_on, e.kind, e.cause order by e.booked_on, e.entry_id limit "
    ":limit";

}  // namespace

std::vector<EntryView> next_entries(db::Transaction& tx, const JournalQuery& query,
                                    JournalPlace& place, int limit) {
  std::vector<EntryView> entries;
  EntryView row;
  Cause& cause = row.entry.cause;
  cause.fund = query.fund;
  Posting posting;
  Currency currency;
  std::int64_t minor = 0;
  RateRow rate;
  const auto from = text_or_null(query.from), to = text_or_null(query.to);
  db::each(
      tx, page_sql,
      [&] {
        row.rate = rate.take();
        if (entries.empty() || entries.back().id != row.id) entries.push_back(row);
        posting.amount = {minor, currency};
        entries.back().entry.postings.push_back(posting);
      },
      use(query.fund), use(from), use(to), use(query.cause), use(query.account), use(query.kind),
      use(query.claim), use(place.booked_on), use(place.entry_id), use(limit), into(row.id),
      into(cause.cause), into(row.entry.kind), into(cause.led_by), into(cause.claim),
      into(cause.caused_on), into(row.booked_on), into(row.recorded_at), into(posting.account.code),
      into(posting.account.kind), into(currency), into(minor), into(rate.sold), into(rate.bought),
      into(rate.rate), into(rate.source), into(rate.on));
  if (!entries.empty()) place = {entries.back().booked_on, entries.back().id.text()};
  return entries;
}

std::int64_t count_entries(db::Transaction& tx, const JournalQuery& query) {
  std::int64_t entries = 0;
  const auto from = text_or_null(query.from), to = text_or_null(query.to);
  db::run(tx, given + "select count(*) from ledger.entry e, given g where " + wanted,
          use(query.fund), use(from), use(to), use(query.cause), use(query.account),
          use(query.kind), use(query.claim), into(entries));
  return entries;
}

std::optional<Money> balance_before(db::Transaction& tx, const std::string& fund,
                                    const std::string& account, std::optional<Date> day) {
  Currency currency;
  std::int64_t minor = 0;
  const auto before = text_or_null(day);
  const bool found = db::run(
      tx,
      "select a.currency, coalesce(sum(p.amount_minor) filter (where e.entry_id is not null), "
      "  0)::bigint "
      "from ledger.account a "
      "left join ledger.posting p on p.fund = a.fund and p.account = a.code "
      "left join ledger.entry e on e.entry_id = p.entry_id "
      "  and (:all::date is null or e.booked_on < :day::date) "
      "where a.fund = :fund and a.code = :account group by a.currency",
      use(before), use(before), use(fund), use(account), into(currency), into(minor));
  if (!found) return {};
  return Money{minor, currency};
}

std::vector<StatementLine> next_lines(db::Transaction& tx, const JournalQuery& query,
                                      JournalPlace& place, int limit) {
  std::vector<StatementLine> lines;
  StatementLine row;
  Currency currency;
  std::int64_t minor = 0;
  const auto from = text_or_null(query.from), to = text_or_null(query.to);
  db::each(
      tx, lines_sql,
      [&] {
        row.amount = {minor, currency};
        lines.push_back(row);
      },
      use(query.fund), use(from), use(to), use(query.cause), use(query.account), use(query.kind),
      use(query.claim), use(place.booked_on), use(place.entry_id), use(limit), into(row.entry),
      into(row.booked_on), into(row.kind), into(row.cause), into(currency), into(minor));
  if (!lines.empty()) place = {lines.back().booked_on, lines.back().entry.text()};
  return lines;
}

}  // namespace haven::ledger::store
