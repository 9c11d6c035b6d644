#include "services/ledger/store/periods.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

const std::string select_change =
    "select p.change_id, p.fund, p.month::text, p.step, p.reason, p.requested_by, "
    "p.requested_at::text, p.confirmed_by, p.confirmed_at::text, p.withdrawn_at::text from "
    "ledger.period_change p ";

template <class... Uses>
std::vector<PeriodChange> select_with(db::Transaction& tx, const std::string& where,
                                      Uses&&... uses) {
  std::vector<PeriodChange> found;
  PeriodChange row;
  std::string step;
  db::each(
      tx, select_change + where,
      [&] {
        row.step = period_step_from(step);
        found.push_back(row);
      },
      into(row.id), into(row.fund), into(row.month), into(step), into(row.reason),
      into(row.requested_by), into(row.requested_at), into(row.confirmed_by),
      into(row.confirmed_at), into(row.withdrawn_at), std::forward<Uses>(uses)...);
  return found;
}

std::optional<PeriodChange> first_of(std::vector<PeriodChange> found) {
  if (found.empty()) return {};
  return found.front();
}

// The trial balance of `given` (fund, month) at the month's end.
constexpr const char* keep_balance_sql = R"sql(
  insert into ledger.closed_balance (fund, month, account, currency, debit_minor, credit_minor)
  select g.fund, g.month, p.account, p.currency,
         coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0),
         coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0)
    from (select :fund::text as fund, :month::date as month) g
    join ledger.entry e on e.fund = g.fund and e.booked_on < g.month + interval '1 month'
    join ledger.posting p on p.entry_id = e.entry_id
   group by g.fund, g.month, p.account, p.currency)sql";

// Accounts whose sums at the end of a closed month are not the kept ones, or that only one side
// has.
constexpr const char* altered_sql = R"sql(
  with closed as (select fund, month from ledger.closed_period where fund = :fund),
  booked as (
      select c.month, p.account, p.currency,
             coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0) as debit,
             coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0) as credit
        from closed c
        join ledger.entry e on e.fund = c.fund and e.booked_on < c.month + interval '1 month'
        join ledger.posting p on p.entry_id = e.entry_id
       group by c.month, p.account, p.currency),
  kept as (
      select b.month, b.account, b.currency, b.debit_minor as debit, b.credit_minor as credit
        from closed c join ledger.closed_balance b using (fund, month))
  select distinct month::text
    from booked b full join kept k using (month, account, currency)
   where b.debit is distinct from k.debit or b.credit is distinct from k.credit
   order by 1)sql";

}  // namespace

void lock_periods(db::Transaction& tx, const std::string& fund) {
  db::run(tx, "select 1 from pg_advisory_xact_lock(ledger.period_lock(:fund))", use(fund));
}

PeriodFacts period_facts(db::Transaction& tx, const std::string& fund) {
  PeriodFacts facts;
  std::optional<std::string> first, last;
  db::run(tx,
          "select (select min(booked_on)::text from ledger.entry where fund = :booked), "
          "(select max(month)::text from ledger.closed_period where fund = :closed)",
          use(fund), use(fund), into(first), into(last));
  if (first) facts.first_booked = month_of(date_from(*first).value());
  if (last) facts.last_closed = date_from(*last);
  return facts;
}

OpenItems open_items(db::Transaction& tx, const std::string& fund, Month month, Instant end) {
  OpenItems items;
  db::run(tx,
          "with given as (select :fund::text as fund, :month::date + interval '1 month' as after, "
          "  :end::timestamptz as until) "
          "select (select count(*) from ledger.entry e where e.fund = g.fund "
          "    and e.booked_on < g.after "
          "    and not exists (select from ledger.seal s where s.entry_id = e.entry_id)), "
          "  (select count(*) from ledger.funding f where f.fund = g.fund "
          "    and f.confirmed_by is null and f.requested_at < g.until), "
          "  (select count(*) from bus.retry r join bus.event e using (event_id) "
          "    where r.consumer = 'ledger' and r.state <> 'skipped' and e.fund = g.fund "
          "    and e.occurred_at < g.until), "
          "  (select count(*) from ledger.bank_line l join ledger.entry e "
          "    on e.fund = l.fund and e.cause = l.line_id::text "
          "    and e.kind in ('bank_credit', 'bank_debit', 'assignment') "
          "    where l.fund = g.fund and (not l.is_taken or l.assigned_as is null) "
          "    and e.booked_on < g.after) "
          "from given g",
          use(fund), use(month), use(end), into(items.unsealed), into(items.waiting_fundings),
          into(items.unbooked_events), into(items.unassigned_lines));
  return items;
}

bool insert_period_change(db::Transaction& tx, const PeriodChange& change) {
  return db::change(tx,
                    "insert into ledger.period_change (change_id, fund, month, step, reason, "
                    "requested_by, requested_at) values (:id, :fund, :month, :step, :reason, :by, "
                    ":at) on conflict (fund, month) where confirmed_by is null and withdrawn_at is "
                    "null do nothing",
                    use(change.id), use(change.fund), use(change.month), use(name_of(change.step)),
                    use(change.reason), use(change.requested_by), use(change.requested_at)) == 1;
}

std::optional<PeriodChange> find_period_change_for_update(db::Transaction& tx,
                                                          const std::string& fund,
                                                          const PeriodChangeId& id) {
  return first_of(
      select_with(tx, "where p.fund = :fund and p.change_id = :id for update", use(fund), use(id)));
}

void save_period_confirmation(db::Transaction& tx, const PeriodChange& change) {
  db::run(tx,
          "update ledger.period_change set confirmed_by = :by, confirmed_at = :at "
          "where change_id = :id and confirmed_by is null",
          use(change.confirmed_by), use(change.confirmed_at), use(change.id));
}

void save_period_withdrawal(db::Transaction& tx, const PeriodChange& change) {
  db::run(tx,
          "update ledger.period_change set withdrawn_at = :at "
          "where change_id = :id and confirmed_by is null",
          use(change.withdrawn_at), use(change.id));
}

std::vector<PeriodChange> period_changes_of(db::Transaction& tx, const std::string& fund,
                                            bool only_waiting, const std::string& after,
                                            int limit) {
  return select_with(
      tx,
      "where p.fund = :fund and p.change_id > coalesce(nullif(:after, ''), "
      "'00000000-0000-0000-0000-000000000000')::uuid "
      "and (not :only_waiting or (p.confirmed_by is null and p.withdrawn_at is null)) "
      "order by p.change_id limit :limit",
      use(fund), use(after), use(only_waiting), use(limit));
}

void insert_closed_period(db::Transaction& tx, const PeriodChange& change) {
  db::run(tx,
          "insert into ledger.closed_period (fund, month, change_id) "
          "values (:fund, :month, :change)",
          use(change.fund), use(change.month), use(change.id));
  db::run(tx, keep_balance_sql, use(change.fund), use(change.month));
}

void delete_closed_period(db::Transaction& tx, const std::string& fund, Month month) {
  db::run(tx, "delete from ledger.closed_period where fund = :fund and month = :month", use(fund),
          use(month));
}

std::optional<PeriodChange> find_closing(db::Transaction& tx, const std::string& fund,
                                         Month month) {
  return first_of(select_with(tx,
                              "join ledger.closed_period c using (change_id) "
                              "where c.fund = :fund and c.month = :month",
                              use(fund), use(month)));
}

std::vector<PeriodChange> closings_of(db::Transaction& tx, const std::string& fund) {
  return select_with(tx,
                     "join ledger.closed_period c using (change_id) where c.fund = :fund "
                     "order by c.month",
                     use(fund));
}

std::vector<Month> altered_periods(db::Transaction& tx, const std::string& fund) {
  std::vector<Month> months;
  Month month;
  db::each(
      tx, altered_sql, [&] { months.push_back(month); }, use(fund), into(month));
  return months;
}

}  // namespace haven::ledger::store
