#include "services/disbursement/store/checks.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

// Name of the rule and the number of things that break it.
constexpr const char* rules_sql = R"sql(
  select 'nothing is with the bank or paid without two approvals and a third person', count(*)
    from disbursement.payment
   where state in ('released', 'settled', 'returned', 'unknown')
     and (batch_approved_by is null or released_by is null
          or released_by in (filed_by, decided_by, decision_approved_by, batch_approved_by)
          or batch_approved_by in (filed_by, decided_by)
          or decision_approved_by in (filed_by, decided_by))
  union all
  select 'nobody acts twice in a chain of a payment', count(*)
    from disbursement.payment p join disbursement.batch_signature s using (batch_id)
   where p.sent_at is not null
     and s.subject in (p.filed_by, p.decided_by, p.decision_approved_by)
  union all
  select 'as many people signed a released batch as its band asks for', count(*)
    from disbursement.batch b
   where b.state = 'released'
     and (select count(*) from disbursement.batch_signature s where s.batch_id = b.batch_id)
         < 1 + b.approve_signers + b.authorise_signers + b.release_signers
  union all
  select 'nothing leaves while held', count(*)
    from disbursement.payment p join disbursement.hold h using (payment_id)
   where h.lifted_at is null and p.is_latest
     and (p.state in ('payable', 'batched')
          or (p.state in ('released', 'unknown') and h.placed_at < p.sent_at))
  union all
  select 'a share is paid by one attempt at most', count(*) from (
      select from disbursement.payment where state not in ('returned', 'cancelled')
       group by entitlement_id, party, instalment having count(*) > 1) broken
  union all
  select 'an attempt settles by a statement or by two people', count(*)
    from disbursement.payment
   where state = 'settled' and not was_debited and resolved_by is null
  union all
  select 'an attempt settles by one line', count(*) from (
      select from disbursement.statement_line where result = 'settled' and payment_id is not null
       group by bank_reference having count(*) > 1) broken
  union all
  select 'every booked line is of an order or a bank line', count(*)
    from disbursement.statement_line
   where status = 'booked' and line_id is null and amount_minor > 0
     and result in ('unmatched', 'amount_differs', 'currency_differs', 'not_released',
                    'contradicts')
     and line_key is not null
  union all
  select 'a settled line has the amount and currency of its payment', count(*)
    from disbursement.statement_line l
    join disbursement.payment p on p.bank_reference = l.bank_reference
   where l.result = 'settled' and l.matched_by <> 'batch' and (l.amount_minor <> p.amount_minor or l.currency <> p.currency)
  union all
  select 'a released batch sent what it says', count(*)
    from disbursement.batch b
   where b.state = 'released'
     and not exists (
         select from disbursement.payment p where p.batch_id = b.batch_id
         having count(*) = b.released_count and sum(p.amount_minor) = b.released_total_minor)
  union all
  select 'what is in a batch stands in its lines', count(*)
    from disbursement.payment p
    left join disbursement.batch_line l
      on l.batch_id = p.batch_id and l.payment_id = p.payment_id and l.attempt = p.attempt
   where p.batch_id is not null
     and l.result is distinct from
         case when p.state = 'batched' then 'waiting' else 'released' end)sql";

}  // namespace

std::vector<std::string> broken_rules(db::Transaction& tx) {
  std::vector<std::string> broken;
  std::string rule;
  std::int64_t count = 0;
  db::each(
      tx, rules_sql,
      [&] {
        if (count > 0) broken.push_back(rule + ": broken " + std::to_string(count) + " times");
      },
      db::into(rule), db::into(count));
  return broken;
}

}  // namespace haven::disbursement::store
