#include "services/recoveries/store/awards.hpp"

#include "common/db/sql.hpp"

namespace haven::recoveries::store {

using db::into;
using db::use;

Award find_award_for_update(db::Transaction& tx, const std::string& fund,
                            const EntitlementId& entitlement) {
  db::run(tx,
          "insert into recoveries.award (entitlement_id, fund) values (:id, :fund) "
          "on conflict (entitlement_id) do nothing",
          use(entitlement), use(fund));
  Award award;
  db::run(tx,
          "select reserved, withdrawn from recoveries.award where entitlement_id = :id for update",
          use(entitlement), into(award.reserved), into(award.withdrawn));
  return award;
}

Award find_award(db::Transaction& tx, const EntitlementId& entitlement) {
  Award award;
  db::run(tx, "select reserved, withdrawn from recoveries.award where entitlement_id = :id",
          use(entitlement), into(award.reserved), into(award.withdrawn));
  return award;
}

void note_reserved(db::Transaction& tx, const EntitlementId& entitlement) {
  db::run(tx, "update recoveries.award set reserved = true where entitlement_id = :id",
          use(entitlement));
}

void note_withdrawn(db::Transaction& tx, const EntitlementId& entitlement) {
  db::run(tx, "update recoveries.award set withdrawn = true where entitlement_id = :id",
          use(entitlement));
}

void hold_deposit(db::Transaction& tx, const std::string& fund, const std::string& purse) {
  std::string done;
  db::run(tx,
          "select pg_advisory_xact_lock(hashtext('recoveries deposit ' || :fund), "
          "hashtext(:purse))::text",
          use(fund), use(purse), into(done));
}

std::int64_t given_by_deposit(db::Transaction& tx, const std::string& fund,
                              const std::string& purse) {
  std::int64_t given = 0;
  // What is recovered after an advance goes to the lender; everything that was paid to the fund
  // before went into the deposit, as the advance did, which covered all that was left.
  db::run(tx,
          "select coalesce(sum(case "
          "  when a.receivable_id is not null then case when w.reserved then 0 else "
          "-r.amount_minor end "
          "  when w.reserved then r.amount_minor - r.withdrawn_minor - coalesce(p.received, 0) "
          "  else -coalesce(p.received, 0) end), 0)::bigint "
          "from recoveries.receivable r "
          "left join recoveries.award w using (entitlement_id) "
          "left join recoveries.advance a using (receivable_id) "
          "left join lateral (select sum(d.amount_minor) as received from recoveries.reduction d "
          "    where d.receivable_id = r.receivable_id and d.how in ('paid', 'bond')) p on true "
          "where r.fund = :fund and r.purse = :purse and r.cause like 'entitlement/%'",
          use(fund), use(purse), into(given));
  return given;
}

}  // namespace haven::recoveries::store
