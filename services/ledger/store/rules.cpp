// What must hold between the postings and the rows that they are about.
#include "common/db/sql.hpp"
#include "services/ledger/store/books.hpp"

namespace haven::ledger::store {
namespace {

using db::into;

// Name of the rule and the number of things that break it.
constexpr const char* purses_sql = R"sql(
  with balance as (
      select fund, account, sum(amount_minor) as minor from ledger.posting group by fund, account),
  purse as (
      select p.fund, p.purse, p.floor_minor,
             -coalesce(f.minor, 0) - coalesce(g.minor, 0) - coalesce(l.minor, 0)
             - coalesce(x.minor, 0) as available,
             -coalesce(r.minor, 0) as reserved, -coalesce(t.minor, 0) as in_transit,
             -coalesce(u.minor, 0) as unclaimed, coalesce(l.minor, 0) as lent,
             (select sum(available_minor) from ledger.purse_slice s
               where s.fund = p.fund and s.purse = p.purse) as sliced
        from ledger.purse p
        left join balance f on f.fund = p.fund and f.account = p.purse || ':funded'
        left join balance g on g.fund = p.fund and g.account = p.purse || ':granted'
        left join balance x on x.fund = p.fund
          and x.account = 'exchange:' || p.currency || ':' || p.purse
        left join balance r on r.fund = p.fund and r.account = p.purse || ':reserved'
        left join balance t on t.fund = p.fund and t.account = p.purse || ':in_transit'
        left join balance u on u.fund = p.fund and u.account = p.purse || ':unclaimed'
        left join balance l on l.fund = p.fund and l.account = p.purse || ':lent'),
  held as (
      select fund, purse,
             sum(case when state = 'short' then set_aside_minor
                      else amount_minor - voided_minor - released_minor + returned_minor
                           - unclaimed_minor - discharged_minor end) as unsent,
             sum(released_minor - returned_minor - settled_minor) as away,
             sum(unclaimed_minor) as unclaimed
        from ledger.reservation group by fund, purse),
  ordered as (
      select o.entitlement_id, sum(o.amount_minor) filter (where e.kind = 'release') as released,
             sum(o.amount_minor) filter (where e.kind = 'settlement') as settled,
             sum(o.amount_minor) filter (where e.kind = 'return') as returned,
             sum(o.amount_minor) filter (where e.kind = 'late_return') as undone
        from ledger.reservation_payment o
        join ledger.entry e on e.fund = o.fund and e.cause = o.bank_reference
       group by o.entitlement_id),
  advanced as (
      select fund, lender, sum(lent_minor - ended_minor) as outstanding
        from ledger.advance group by fund, lender)
  select 'every entry balances in every currency', count(*) from (
      select from ledger.posting group by entry_id, currency having sum(amount_minor) <> 0) broken
  union all
  select 'every entry has postings', count(*) from ledger.entry e
   where not exists (select from ledger.posting p where p.entry_id = e.entry_id)
  union all
  select 'a purse''s slices add up to its balance in the books', count(*) from purse
   where sliced <> available
  union all
  select 'no purse is below zero', count(*) from purse where available < 0
  union all
  select 'what is reserved is what was awarded and is not released, voided, unclaimed or discharged',
         count(*)
    from purse p left join held h using (fund, purse) where p.reserved <> coalesce(h.unsent, 0)
  union all
  select 'what is in transit was released and has neither settled nor come back', count(*)
    from purse p left join held h using (fund, purse) where p.in_transit <> coalesce(h.away, 0)
  union all
  select 'what is unclaimed was kept and is neither found nor ended', count(*)
    from purse p left join held h using (fund, purse) where p.unclaimed <> coalesce(h.unclaimed, 0)
  union all
  select 'what a purse has lent is what its advances have and nobody has repaid', count(*)
    from purse p left join advanced a on a.fund = p.fund and a.lender = p.purse
   where p.lent <> coalesce(a.outstanding, 0) or p.lent < 0
  union all
  select 'a reservation''s orders add up to what it released and settled', count(*)
    from ledger.reservation r
    left join ordered o using (entitlement_id)
   where r.released_minor <> coalesce(o.released, 0)
      or r.returned_minor <> coalesce(o.returned, 0) + coalesce(o.undone, 0)
      or r.settled_minor <> coalesce(o.settled, 0) - coalesce(o.undone, 0))sql";

constexpr const char* others_sql = R"sql(
  with balance as (
      select fund, account, currency, sum(amount_minor) as minor
        from ledger.posting group by fund, account, currency),
  suspended as (
      select fund, currency,
             sum(case when is_credit then amount_minor else -amount_minor end
                 * (is_taken::int - (assigned_as is not null)::int)) as minor
        from ledger.bank_line group by fund, currency),
  owed_part as (
      select fund, debtor, currency, amount_minor as minor from ledger.receivable where is_raised
      union all
      select l.fund, substring(l.account from '^receivables:(.*):...$'), l.currency,
             case when is_credit then -amount_minor else amount_minor end
        from ledger.bank_line l where l.assigned_as = 'receivable'
      union all
      select r.fund, r.debtor, r.currency, -d.amount_minor
        from ledger.reduction d join ledger.receivable r using (receivable_id)
       where d.how in ('written_off', 'withdrawn', 'paid_direct')
      union all
      select fund, 'payee', currency, -amount_minor from ledger.set_off where not is_undone),
  owed as (
      select fund, 'receivables:' || debtor || ':' || currency as account, sum(minor) as minor
        from owed_part group by 1, 2),
  overpaid as (
      select fund, currency,
             sum(case when is_raised then amount_minor else 0 end - reduced_minor) as minor
        from ledger.receivable where kind = 'overpayment' group by fund, currency),
  moved as (
      select fund, currency,
             case when is_credit then amount_minor else -amount_minor end as minor
        from ledger.bank_line where is_taken
      union all
      select o.fund, r.currency, -o.amount_minor
        from ledger.reservation_payment o join ledger.reservation r using (entitlement_id)
       where o.state = 'settled'),
  banked as (select fund, currency, sum(minor) as minor from moved group by fund, currency)
  select 'suspense holds the lines that were taken and are for nothing yet', count(*)
    from suspended s full join (select * from balance where account like 'suspense:%') b
      using (fund, currency)
   where coalesce(s.minor, 0) <> -coalesce(b.minor, 0)
  union all
  select 'the bank holds the lines that were taken, less the orders that settled', count(*)
    from banked s full join (select * from balance where account like 'bank:%') b
      using (fund, currency)
   where coalesce(s.minor, 0) <> coalesce(b.minor, 0)
  union all
  select 'what is receivable was raised and is neither paid, set off nor given up', count(*)
    from owed o full join (select * from balance where account like 'receivables:%') b
      using (fund, account)
   where coalesce(o.minor, 0) <> coalesce(b.minor, 0)
  union all
  select 'what payees must give back was raised and is not reduced', count(*)
    from overpaid o full join (select * from balance where account like 'overpayments:%') b
      using (fund, currency)
   where coalesce(o.minor, 0) <> -coalesce(b.minor, 0)
  union all
  select 'a receivable is less by its reductions', count(*)
    from ledger.receivable r
    left join (select receivable_id, sum(minor) as reduced from (
                 select receivable_id, amount_minor as minor from ledger.reduction union all
                 select receivable_id, -amount_minor from ledger.undoing) part
                group by receivable_id) d using (receivable_id)
   where r.reduced_minor <> coalesce(d.reduced, 0)
  union all
  select 'what was lent stands against the purses that lent it', count(*)
    from (select fund, currency, sum(minor) as minor from balance
           where account like 'lent:%' or account like '%:lent' group by fund, currency) b
   where minor <> 0)sql";

}  // namespace

std::vector<std::string> broken_rules(db::Transaction& tx) {
  std::vector<std::string> broken;
  for (const char* query : {purses_sql, others_sql}) {
    std::string rule;
    std::int64_t count = 0;
    db::each(
        tx, query,
        [&] {
          if (count > 0) broken.push_back(rule + ": broken " + std::to_string(count) + " times");
        },
        into(rule), into(count));
  }
  return broken;
}

}  // namespace haven::ledger::store
