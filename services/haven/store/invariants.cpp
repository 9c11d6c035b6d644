#include "services/haven/store/invariants.hpp"

#include "common/db/sql.hpp"
#include "services/haven/store/money_invariants.hpp"

namespace haven::store {
namespace {

// Each query selects one column: the ids of what breaks the sentence.
struct Rule {
  const char* name;
  const char* broken;
};

// In the order of a claim's way, then the books, then the bus.
const Rule rules[] = {
    {"every acknowledged claim is there, once",
     "select k.body::jsonb ->> 'claim' from edge.idempotency_key k "
     "where k.status = 201 and k.headers like '%\"/v1/claims/%' and k.body::jsonb ? 'checklist' "
     "and (select count(*) from claims.claim c "
     "     where c.claim_id = (k.body::jsonb ->> 'claim')::uuid) <> 1"},
    {"no two open claims for one incident of one member",
     "select min(claim_id::text) from claims.claim where outcome is null "
     "group by fund, member_id, kind, incident_on having count(*) > 1"},
    {"every open claim has an owner, a next step, a due time and somebody it waits for",
     "select claim_id::text from claims.claim where outcome is null "
     "and num_nulls(owner, next_step, due_at, waiting_for) > 0"},
    {"every claim came to its state by legal moves, without a gap",
     "select h.claim_id::text from (select claim_id, version, from_state, move, to_state, "
     "    lag(to_state, 1, 'new') over w as before, "
     "    row_number() over w as number from claims.history "
     "    window w as (partition by claim_id order by version)) h "
     "where h.before <> h.from_state "
     "   or not exists (select from claims.transition t where t.from_state = h.from_state "
     "                  and t.move = h.move and t.to_state = h.to_state) "
     "union select c.claim_id::text from claims.claim c where c.state is distinct from "
     "    (select to_state from claims.history h where h.claim_id = c.claim_id "
     "     order by version desc limit 1)"},
    {"every ready claim is in adjudication",
     "select c.claim_id::text from claims.claim c "
     "where c.state in ('ready', 'in_review', 'decided', 'approved', 'paying') "
     "and not exists (select from adjudication.claim_file f where f.claim_id = c.claim_id)"},
    {"no decision is approved by who filed or decided it",
     "select decision_id::text from adjudication.decision where state = 'approved' "
     "and (approved_by is null or approved_by in (filed_by, decided_by))"},
    {"every approved award has its reservation",
     "select e.entitlement_id::text from adjudication.entitlement e where e.state = 'awarded' "
     "and not exists (select from ledger.reservation r where r.entitlement_id = e.entitlement_id)"},
    {"no reservation without an award of the same amount",
     "select r.entitlement_id::text from ledger.reservation r "
     "left join lateral (select sum(s.amount_minor) as awarded from adjudication.entitlement_share "
     "s "
     "    where s.entitlement_id = r.entitlement_id) a on true "
     "where a.awarded is distinct from r.amount_minor and r.benefit <> 'contribution_refund'"},
    {"every reservation that is funded has payments of its amount",
     "select r.entitlement_id::text from ledger.reservation r "
     "where r.state in ('reserved', 'paid') and not r.withdrawn and r.amount_minor <> "
     "    coalesce((select sum(p.amount_minor) from disbursement.payment p "
     "     where p.entitlement_id = r.entitlement_id and p.is_latest), 0) "
     "  + coalesce((select sum(s.amount_minor) from disbursement.set_off s "
     "     where s.entitlement_id = r.entitlement_id), 0)"},
    {"what is kept back and paid of a share is never more than the share",
     "select min(s.entitlement_id::text) from disbursement.set_off s "
     "join lateral (select coalesce(sum(p.amount_minor), 0) as planned from disbursement.payment p "
     "    where p.entitlement_id = s.entitlement_id and p.party = s.party and p.is_latest) p on "
     "true "
     "group by s.entitlement_id, s.party, s.share_minor, p.planned "
     "having sum(s.amount_minor) + p.planned > s.share_minor"},
    {"no more is set off than was agreed for the debt",
     "select a.receivable_id::text from disbursement.set_off_agreement a where a.left_minor < "
     "    coalesce((select sum(s.amount_minor) from disbursement.set_off s "
     "     where s.receivable_id = a.receivable_id and s.counted_by is null "
     "     and s.undone_at is null), 0)"},
    {"what is unclaimed is neither with the bank nor paid",
     "select u.payment_id::text from disbursement.unclaimed u where u.state = 'unclaimed' "
     "and not exists (select from disbursement.payment p where p.payment_id = u.payment_id "
     "    and p.attempt = u.attempt and p.is_latest and p.state in ('held', 'returned'))"},
    {"what was unclaimed and ended is not paid",
     "select u.payment_id::text from disbursement.unclaimed u where u.state = 'ended' "
     "and not exists (select from disbursement.payment p where p.payment_id = u.payment_id "
     "    and p.is_latest and p.state = 'cancelled')"},
    {"every dispute of a receipt has its inquiry",
     "select c.payment_id::text from disbursement.receipt_confirmation c where c.state = "
     "'disputed' "
     "and not exists (select from disbursement.inquiry i where i.payment_id = c.payment_id "
     "    and i.attempt = c.attempt)"},
    {"nothing is paid without two approvals by different people",
     "select p.payment_id::text from disbursement.payment p "
     "left join adjudication.entitlement e using (entitlement_id) "
     "left join adjudication.decision d using (decision_id) "
     "left join disbursement.batch b using (batch_id) "
     "left join contributions.refund r on r.refund_id = p.entitlement_id and r.state <> 'refused' "
     "cross join lateral (select coalesce(d.approved_by, r.decided_by) as by) first "
     "where p.state in ('released', 'settled', 'returned', 'unknown') and ("
     "    first.by is null or b.approved_by is null or b.released_by is null "
     "    or b.released_by in (b.approved_by, first.by) "
     "    or p.filed_by in (first.by, b.approved_by, b.released_by) "
     "    or p.decided_by in (first.by, b.approved_by, b.released_by))"},
    {"nobody acts twice in a chain of a payment",
     "select p.payment_id::text from disbursement.payment p "
     "join disbursement.batch_signature s using (batch_id) where p.sent_at is not null "
     "and s.subject in (p.filed_by, p.decided_by, p.decision_approved_by) "
     "union select b.batch_id::text from disbursement.batch b where b.state = 'released' "
     "and (select count(distinct s.subject) from disbursement.batch_signature s "
     "     where s.batch_id = b.batch_id) "
     "    < 1 + b.approve_signers + b.authorise_signers + b.release_signers"},
    {"nothing leaves while held",
     "select p.payment_id::text from disbursement.payment p join disbursement.hold h "
     "using (payment_id) where h.lifted_at is null and p.is_latest "
     "and (p.state in ('payable', 'batched') "
     "     or (p.state in ('released', 'unknown') and h.placed_at < p.sent_at))"},
    {"no share is paid twice",
     "select min(payment_id::text) from disbursement.payment where state = 'settled' "
     "group by entitlement_id, party, instalment having count(*) > 1"},
    {"no more is settled than was awarded",
     "select p.entitlement_id::text from disbursement.payment p join ledger.reservation r "
     "using (entitlement_id) where p.state = 'settled' group by p.entitlement_id, r.amount_minor "
     "having sum(p.amount_minor) > r.amount_minor"},
    {"a claim is closed as paid only when all of its payments are settled",
     "select c.claim_id::text from claims.claim c where c.outcome = 'paid' and exists ("
     "    select from disbursement.payment p where p.claim_id = c.claim_id and p.is_latest "
     "    and p.state not in ('settled', 'cancelled'))"},
    {"every entry balances in every currency",
     "select min(entry_id::text) from ledger.posting group by entry_id, currency "
     "having sum(amount_minor) <> 0"},
    {"the trial balance is zero in every fund and currency",
     "select fund || ' ' || currency from ledger.posting group by fund, currency "
     "having sum(amount_minor) <> 0"},
    {"one cause makes one entry",
     "select cause from ledger.entry group by fund, cause, kind having count(*) > 1"},
    {"no purse is below its floor, and its slices are what the books say",
     "select p.purse from ledger.purse p "
     "left join lateral (select coalesce(sum(available_minor), 0) as slices from "
     "ledger.purse_slice s "
     "    where s.fund = p.fund and s.purse = p.purse) s on true "
     "left join lateral (select coalesce(-sum(amount_minor), 0) as booked from ledger.posting b "
     "    where b.fund = p.fund and b.account in (p.purse || ':funded', p.purse || ':granted', "
     "        p.purse || ':lent', 'exchange:' || p.currency || ':' || p.purse)) b "
     "on true "
     "where s.slices < least(p.floor_minor, b.booked) or s.slices <> b.booked"},
    {"reserved = awarded less released, returned and voided",
     "select p.purse from ledger.purse p "
     "left join lateral (select coalesce(-sum(amount_minor), 0) as booked from ledger.posting b "
     "    where b.fund = p.fund and b.account = p.purse || ':reserved') b on true "
     "left join lateral (select coalesce(sum(case when r.state = 'short' then set_aside_minor "
     "    else amount_minor - voided_minor - released_minor + returned_minor - unclaimed_minor "
     "        - discharged_minor end), 0) as open from ledger.reservation r "
     "    where r.fund = p.fund and r.purse = p.purse) r on true "
     "where b.booked <> r.open"},
    {"what disbursement settled is what the books settled",
     "select d.fund || ' ' || d.currency from (select fund, currency, sum(amount_minor) as settled "
     "    from disbursement.payment where state = 'settled' group by 1, 2) d "
     "full join (select fund, currency, sum(settled_minor) as settled from ledger.reservation "
     "    group by 1, 2) l using (fund, currency) "
     "where coalesce(d.settled, 0) <> coalesce(l.settled, 0)"},
    {"the books' bank account is what the bank states, and what it has not stated yet",
     bank_apart_sql},
    {"deposits in transit are what partners collected and the bank has not shown",
     transit_apart_sql},
    {"suspense is the bank's lines that nobody has assigned", suspense_apart_sql},
    {"every matched contribution is in the books and gives cover",
     "select r.receipt_id::text from contributions.receipt r where r.state = 'matched' and ("
     "    not exists (select from ledger.entry e where e.fund = r.fund "
     "        and e.cause = r.receipt_id::text and e.kind = 'contribution') "
     "    or not exists (select from enrolment.registration g where g.receipt_id = r.receipt_id))"},
    {"what is left of a debt to the fund is its amount less what reduced it, never below nothing",
     "select r.receivable_id::text from recoveries.receivable r where r.left_minor < 0 "
     "or (r.left_minor = 0) <> (r.state in ('settled', 'written_off', 'withdrawn')) "
     "or r.left_minor <> r.amount_minor - (select coalesce(sum(d.amount_minor), 0) "
     "    from recoveries.reduction d where d.receivable_id = r.receivable_id) "
     "  + (select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u "
     "    where u.receivable_id = r.receivable_id)"},
    {"nothing stays kept back of an award that was withdrawn",
     "select s.set_off_id::text from disbursement.set_off s "
     "join disbursement.withdrawal w using (entitlement_id) "
     "where s.undone_at is null or exists (select from recoveries.reduction d "
     "    where d.reduction_id = s.set_off_id and d.amount_minor > ("
     "        select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u "
     "        where u.reduction_id = d.reduction_id))"},
    {"nothing is owed of a payment that came back",
     "select r.receivable_id::text from recoveries.receivable r "
     "join recoveries.returned_payment b using (entitlement_id, party) "
     "where r.kind = 'overpayment' and not b.is_paid_again and r.left_minor > 0"},
    {"a line of a statement pays debts with what it brought, to the last cent, and once",
     "select l.line_id::text from recoveries.bank_line l where l.state = 'ours' and l.amount_minor "
     "<> (select coalesce(sum(d.amount_minor), 0) from recoveries.reduction d "
     "    where d.line_id = l.line_id) "
     "  - (select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u "
     "    join recoveries.reduction d using (reduction_id) where d.line_id = l.line_id) "
     "  + (select coalesce(sum(c.amount_minor - c.used_minor), 0) from recoveries.credit c "
     "    where c.line_id = l.line_id)"},
    {"every debt of an insurer is an award that its deposit could not pay",
     "select r.receivable_id::text from recoveries.receivable r where r.kind = 'insurer_share' "
     "and not exists (select from ledger.reservation v "
     "    where v.entitlement_id = r.entitlement_id and v.purse = r.purse)"},
    {"what is advanced, written off, set off or called was agreed by as many people as it takes",
     "select p.proposal_id::text from recoveries.proposal p where p.state = 'agreed' "
     "and p.people - 1 > (select count(distinct a.agreed_by) from recoveries.agreement a "
     "    where a.proposal_id = p.proposal_id and a.agreed_by <> p.proposed_by) "
     "union all select receivable_id::text from recoveries.advance a where not exists ("
     "    select from recoveries.proposal p where p.proposal_id = a.proposal_id "
     "    and p.state = 'agreed')"},
    {"claims and adjudication know every member as enrolment does",
     "select m.member_id::text from enrolment.member m "
     "left join claims.member c on c.member_id = m.member_id "
     "left join adjudication.member_copy a on a.member_id = m.member_id "
     "where m.state = 'active' and (c.version is distinct from m.version "
     "    or a.version is distinct from m.version)"},
    {"no event is parked, waits for a retry or is held", "select event_id::text from bus.retry"},
    {"every consumer has read the log to its head",
     "select distinct s.consumer || ' shard ' || s.shard from bus.standing s where exists ("
     "    select from bus.event e where e.shard = s.shard and e.type = any(s.types) "
     "    and (e.tx, e.position) > (s.tx, s.position))"},
};

}  // namespace

std::vector<Invariant> check_invariants(db::Transaction& tx) {
  // One snapshot for all of them: sums of different tables must belong to the same moment.
  tx.connection().execute(
      "set transaction isolation level repeatable read, read only;"
      "set local statement_timeout to '10min'");
  std::vector<Invariant> list;
  for (const Rule& rule : rules) {
    Invariant invariant{rule.name, 0, {}};
    std::optional<std::string> id;
    db::each(
        tx, rule.broken,
        [&] {
          ++invariant.broken;
          if (invariant.examples.size() < 5) invariant.examples.push_back(id.value_or("?"));
        },
        db::into(id));
    list.push_back(std::move(invariant));
  }
  return list;
}

}  // namespace haven::store
