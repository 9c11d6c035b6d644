#include "services/haven/store/month.hpp"

#include "common/db/sql.hpp"

namespace haven::store {

using db::into;
using db::use;

std::vector<KindCount> claims_by_kind(db::Transaction& tx, const std::string& fund) {
  std::vector<KindCount> list;
  KindCount row;
  db::each(
      tx,
      "select c.kind, count(c.filed_on), "
      "count(*) filter (where d.by_system), count(*) filter (where w.referred), "
      "count(*) filter (where d.approved), "
      "count(*) filter (where c.outcome = 'paid'), "
      "count(*) filter (where c.outcome = 'refused'), "
      "count(*) filter (where c.outcome = 'withdrawn'), "
      "count(*) filter (where c.outcome is null) "
      "from claims.claim c "
      "left join lateral (select bool_or(decided_by = 'system') by_system, "
      "    bool_or(approved_by is not null) approved "
      "    from adjudication.decision where claim_id = c.claim_id) d on true "
      "left join lateral (select true referred from adjudication.work_item "
      "    where claim_id = c.claim_id and kind = 'decide' limit 1) w on true "
      "where c.fund = :fund group by c.kind order by c.kind",
      [&] { list.push_back(row); }, use(fund), into(row.kind), into(row.filed),
      into(row.straight_through), into(row.referred), into(row.approved), into(row.paid),
      into(row.refused), into(row.withdrawn), into(row.open));
  return list;
}

std::vector<RefusalCount> refusals_by_reason(db::Transaction& tx, const std::string& fund) {
  std::vector<RefusalCount> list;
  RefusalCount row;
  db::each(
      tx,
      "select l.scheme, l.benefit, l.reason, count(*) "
      "from adjudication.decision d join adjudication.decision_line l using (decision_id) "
      "where d.fund = :fund and d.state = 'approved' and l.outcome = 'refuse' "
      "group by 1, 2, 3 order by 4 desc, 1, 2, 3",
      [&] { list.push_back(row); }, use(fund), into(row.scheme), into(row.benefit),
      into(row.reason), into(row.lines));
  return list;
}

std::vector<PaidCount> paid_by_benefit(db::Transaction& tx, const std::string& fund) {
  std::vector<PaidCount> list;
  PaidCount row;
  db::each(
      tx,
      "select p.layer, r.scheme, r.benefit, r.currency, count(*), "
      "sum(r.amount_minor - r.voided_minor)::bigint, sum(r.settled_minor)::bigint "
      "from ledger.reservation r join ledger.purse p on p.fund = r.fund and p.purse = r.purse "
      "where r.fund = :fund group by 1, 2, 3, 4 order by 1, 2, 3, 4",
      [&] { list.push_back(row); }, use(fund), into(row.layer), into(row.scheme), into(row.benefit),
      into(row.currency), into(row.entitlements), into(row.awarded_minor), into(row.settled_minor));
  return list;
}

std::vector<StageTime> times_by_stage(db::Transaction& tx, const std::string& fund) {
  std::vector<StageTime> list;
  StageTime row;
  // The first time that a claim reached each state, and from one to the next.
  db::each(
      tx,
      "with reached as (select h.claim_id, h.to_state, min(h.at) as at from claims.history h "
      "    join claims.claim c using (claim_id) where c.fund = :fund group by 1, 2), "
      "stage (place, name, from_state, to_state) as (values "
      "    (1, 'filed to papers complete', 'filed', 'ready'), "
      "    (2, 'papers complete to decided', 'ready', 'decided'), "
      "    (3, 'decided to approved', 'decided', 'approved'), "
      "    (4, 'approved to released', 'approved', 'paying'), "
      "    (5, 'released to all settled', 'paying', 'closed'), "
      "    (6, 'filed to closed', 'filed', 'closed')), "
      "took as (select s.place, s.name, extract(epoch from b.at - a.at) * 1000 as ms from stage s "
      "    join reached a on a.to_state = s.from_state "
      "    join reached b on b.to_state = s.to_state and b.claim_id = a.claim_id "
      "    where b.at >= a.at) "
      "select name, count(*), round(percentile_cont(0.5) within group (order by ms))::bigint, "
      "round(percentile_cont(0.95) within group (order by ms))::bigint, round(max(ms))::bigint "
      "from took group by place, name order by place",
      [&] { list.push_back(row); }, use(fund), into(row.stage), into(row.claims),
      into(row.median_ms), into(row.p95_ms), into(row.longest_ms));
  return list;
}

std::vector<WaitingCount> open_claims_by_turn(db::Transaction& tx, const std::string& fund,
                                              Instant now) {
  std::vector<WaitingCount> list;
  WaitingCount row;
  db::each(
      tx,
      "select waiting_for, next_step, count(*), count(*) filter (where due_at < :now) "
      "from claims.claim where fund = :fund and outcome is null group by 1, 2 order by 3 desc, 1, "
      "2",
      [&] { list.push_back(row); }, use(now), use(fund), into(row.waiting_for), into(row.next_step),
      into(row.claims), into(row.overdue));
  return list;
}

std::vector<AccountBalance> account_balances(db::Transaction& tx, const std::string& fund) {
  std::vector<AccountBalance> list;
  AccountBalance row;
  db::each(
      tx,
      "select a.code, a.kind, a.currency, "
      "coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0)::bigint, "
      "coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0)::bigint "
      "from ledger.account a left join ledger.posting p on p.fund = a.fund and p.account = a.code "
      "where a.fund = :fund group by 1, 2, 3 order by a.currency, a.code",
      [&] { list.push_back(row); }, use(fund), into(row.account), into(row.kind),
      into(row.currency), into(row.debit_minor), into(row.credit_minor));
  return list;
}

}  // namespace haven::store
