#include "services/haven/store/money_invariants.hpp"

namespace haven::store {

const char* const bank_apart_sql = R"sql(
  with part as (
      select fund, book, currency, opening_minor, closing_minor, credits_minor - debits_minor as moved,
             lag(closing_minor) over way as before, row_number() over way as nth,
             lead(1) over way is null as is_last
        from disbursement.account_statement where kind = 'statement' and not is_copy
      window way as (partition by fund, book
                     order by closing_on, electronic_sequence, page, created, statement_id, number)),
  account as (
      select fund, currency,
             case when bool_and(coalesce(opening_minor = case nth when 1 then opening_minor
                                                              else before end, false)
                                and closing_minor is not null)
                  then sum(closing_minor) filter (where is_last)
                       - sum(opening_minor) filter (where nth = 1)
                  else sum(moved) end as minor
        from part group by fund, book, currency),
  stated as materialized (
      select l.bank_reference, l.is_credit, l.line_id, l.entry_key, l.payment_id, l.matched_by,
             l.result
        from disbursement.statement_line l
        join disbursement.account_statement a
          on a.statement_id = l.statement_id and a.number = l.part
       where a.kind = 'statement' and not a.is_copy and l.status = 'booked'),
  -- Entries without details whose details a notification has given.
  whole as (
      select distinct entry_key from stated
       where line_id is null and payment_id is null and entry_key is not null
         and matched_by <> 'batch' and result = 'already'),
  -- The side of an order that a statement has shown: by itself, in its file's sum, or in an entry's.
  shown as (
      select distinct reference, is_credit from (
          select bank_reference as reference, is_credit from stated
           where line_id is null and matched_by <> 'batch'
             and result in ('settled', 'returned', 'already')
          union all
          select p.bank_reference, false from stated s
            join disbursement.bank_file f on f.message_id = s.bank_reference
            join disbursement.payment p on p.batch_id = f.batch_id
           where s.matched_by = 'batch' and s.line_id is null
          union all
          select l.bank_reference, l.is_credit from whole
            join disbursement.statement_line l using (entry_key)
           where l.line_id is null and l.payment_id is not null) side),
  unstated as (
      select p.fund, p.currency,
             p.amount_minor * ((d.reference is not null)::int - (c.reference is not null)::int
                               - (p.state = 'settled')::int) as minor
        from disbursement.payment p
        left join shown d on d.reference = p.bank_reference and not d.is_credit
        left join shown c on c.reference = p.bank_reference and c.is_credit
       where p.sent_at is not null
      union all
      select b.fund, b.currency, case when b.is_credit then b.amount_minor else -b.amount_minor end
        from disbursement.bank_line b
        left join disbursement.statement_line l
          on l.statement_id = b.statement_id and l.line = b.line
       where not exists (select from stated s where s.line_id = b.line_id)
         and not exists (select from whole w where w.entry_key = l.entry_key)),
  expected as (
      select fund, currency, sum(minor) as minor
        from (select * from account union all select * from unstated) known group by fund, currency),
  booked as (
      select fund, currency, sum(amount_minor) as minor
        from ledger.posting where account like 'bank:%' group by fund, currency)
  select fund || ' ' || currency || ' by ' || coalesce(b.minor, 0) - coalesce(e.minor, 0)
    from booked b full join expected e using (fund, currency)
   where coalesce(b.minor, 0) <> coalesce(e.minor, 0))sql";

const char* const transit_apart_sql = R"sql(
  with collected as (
      select fund, 'deposits_in_transit:' || partner || ':' || currency as account,
             sum(minor) as minor
        from (select fund, partner, currency, amount_minor as minor from contributions.receipt
               where state <> 'reversed'
              union all
              select fund, partner, currency, -amount_minor from contributions.bank_line
               where state = 'matched') way
       group by 1, 2),
  booked as (
      select fund, account, sum(amount_minor) as minor
        from ledger.posting where account like 'deposits_in_transit:%' group by fund, account)
  select fund || ' ' || account || ' by ' || coalesce(b.minor, 0) - coalesce(c.minor, 0)
    from booked b full join collected c using (fund, account)
   where coalesce(b.minor, 0) <> coalesce(c.minor, 0))sql";

const char* const suspense_apart_sql = R"sql(
  with open as (
      select fund, currency,
             sum(case when is_credit then amount_minor else -amount_minor end) as minor
        from disbursement.bank_line where state = 'open' group by fund, currency),
  booked as (
      select fund, currency, -sum(amount_minor) as minor
        from ledger.posting where account like 'suspense:%' group by fund, currency)
  select fund || ' ' || currency || ' by ' || coalesce(b.minor, 0) - coalesce(o.minor, 0)
    from booked b full join open o using (fund, currency)
   where coalesce(b.minor, 0) <> coalesce(o.minor, 0))sql";

}  // namespace haven::store
