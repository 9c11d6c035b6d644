#include "services/ledger/store/books.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/store/rate_row.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

const std::string entries_sql = R"sql(
  with given as (select :fund::text as fund, :cause::text as cause, :account::text as account),
  page as (
      select e.* from ledger.entry e join given g on g.fund = e.fund
       where e.entry_id > coalesce(nullif(:after, ''), '00000000-0000-0000-0000-000000000000')::uuid
         and (g.cause = '' or e.cause = g.cause)
         and (g.account = '' or exists (
              select from ledger.posting p
               where p.fund = e.fund and p.account = g.account and p.entry_id = e.entry_id))
       order by e.entry_id limit :limit)
  select e.entry_id, e.cause, e.kind, e.led_by, e.claim_id, e.caused_on::text,
         e.booked_on::text, e.recorded_at::text,
         p.account, a.kind, p.currency, p.amount_minor, )sql" +
                                rate_columns +
                                R"sql(
    from page e join ledger.posting p using (entry_id)
    join ledger.account a on a.fund = p.fund and a.code = p.account )sql" +
                                rate_join + "order by e.entry_id, p.line";

// `postings` joins the postings p that count to the accounts a of the fund.
std::string balances_sql(const std::string& postings) {
  return "select a.code, a.kind, a.currency, "
         "coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0)::bigint, "
         "coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0)::bigint "
         "from ledger.account a " +
         postings +
         "where a.fund = :fund group by a.code, a.kind, a.currency order by a.currency, a.code";
}

template <class... Uses>
std::vector<AccountBalance> select_balances(db::Transaction& tx, const std::string& query,
                                            Uses&&... uses) {
  std::vector<AccountBalance> accounts;
  AccountBalance row;
  Currency currency;
  std::int64_t debit = 0, credit = 0;
  db::each(
      tx, query,
      [&] {
        row.debit = {debit, currency};
        row.credit = {credit, currency};
        accounts.push_back(row);
      },
      std::forward<Uses>(uses)..., into(row.account), into(row.kind), into(currency), into(debit),
      into(credit));
  return accounts;
}

}  // namespace

std::vector<AccountBalance> trial_balance(db::Transaction& tx, const std::string& fund) {
  return select_balances(
      tx, balances_sql("left join ledger.posting p on p.fund = a.fund and p.account = a.code "),
      use(fund));
}

std::vector<AccountBalance> trial_balance(db::Transaction& tx, const std::string& fund,
                                          const AsOf& as_of) {
  if (!as_of.day && !as_of.moment) return trial_balance(tx, fund);
  std::optional<std::string> day, moment;
  if (as_of.day) day = text_of(*as_of.day);
  if (as_of.moment) moment = text_of(*as_of.moment);
  return select_balances(
      tx,
      balances_sql("left join (ledger.posting p join ledger.entry e on e.entry_id = p.entry_id "
                   "  and (:any_day::date is null or e.booked_on <= :day::date) "
                   "  and (:ever::timestamptz is null or e.recorded_at <= :moment::timestamptz)) "
                   "on p.fund = a.fund and p.account = a.code "),
      use(day), use(day), use(moment), use(moment), use(fund));
}

std::vector<EntryView> entries_of(db::Transaction& tx, const std::string& fund,
                                  const EntryFilter& filter, const std::string& after, int limit) {
  std::vector<EntryView> entries;
  EntryView row;
  Cause& cause = row.entry.cause;
  cause.fund = fund;
  Posting posting;
  Currency currency;
  std::int64_t minor = 0;
  RateRow rate;
  db::each(
      tx, entries_sql,
      [&] {
        row.rate = rate.take();
        if (entries.empty() || entries.back().id != row.id) entries.push_back(row);
        posting.amount = {minor, currency};
        entries.back().entry.postings.push_back(posting);
      },
      use(fund), use(filter.cause), use(filter.account), use(after), use(limit), into(row.id),
      into(cause.cause), into(row.entry.kind), into(cause.led_by), into(cause.claim),
      into(cause.caused_on), into(row.booked_on), into(row.recorded_at), into(posting.account.code),
      into(posting.account.kind), into(currency), into(minor), into(rate.sold), into(rate.bought),
      into(rate.rate), into(rate.source), into(rate.on));
  return entries;
}

}  // namespace haven::ledger::store
