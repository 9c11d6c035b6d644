#include "services/adjudication/store/claim_files.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

namespace {

const std::string select_file =
    "select claim_id, fund, reference, member_id, filed_by, incident_kind, incident_on::text, why, "
    "version, file, ready_at::text, withdrawn from adjudication.claim_file "
    "where claim_id = :claim and fund = :fund";

std::optional<ClaimFile> find(db::Transaction& tx, const std::string& query,
                              const std::string& fund, const ClaimId& claim) {
  ClaimFile file;
  db::Bytes bytes;
  if (!db::run(tx, query, use(claim), use(fund), into(file.id), into(file.fund),
               into(file.reference), into(file.member), into(file.filed_by),
               into(file.incident_kind), into(file.incident_on), into(file.why), into(file.version),
               into(bytes), into(file.ready), into(file.withdrawn))) {
    return {};
  }
  file.file = std::move(bytes.data);
  return file;
}

}  // namespace

Saved save_claim_file(db::Transaction& tx, const ClaimFile& file) {
  bool first = false;
  // A row that was inserted, not updated, has no xmax.
  const bool saved = db::run(
      tx,
      "insert into adjudication.claim_file as f (claim_id, fund, reference, member_id, filed_by, "
      "incident_kind, incident_on, why, version, file, ready_at) values (:claim, :fund, "
      ":reference, "
      ":member, :filed_by, :kind, :on_day, :why, :version, :file, :ready) "
      "on conflict (claim_id) do update set reference = excluded.reference, "
      "member_id = excluded.member_id, filed_by = excluded.filed_by, "
      "incident_kind = excluded.incident_kind, incident_on = excluded.incident_on, "
      "why = excluded.why, version = excluded.version, file = excluded.file, "
      "ready_at = excluded.ready_at, withdrawn = false "
      "where f.version < excluded.version and f.fund = excluded.fund returning f.xmax = 0",
      use(file.id), use(file.fund), use(file.reference), use(file.member), use(file.filed_by),
      use(file.incident_kind), use(file.incident_on), use(file.why), use(file.version),
      use(db::Bytes{file.file}), use(file.ready), into(first));
  if (!saved) return Saved::stale;
  return first ? Saved::first : Saved::newer;
}

std::optional<ClaimFile> find_claim_file(db::Transaction& tx, const std::string& fund,
                                         const ClaimId& claim) {
  return find(tx, select_file, fund, claim);
}

std::optional<ClaimFile> find_claim_file_for_update(db::Transaction& tx, const std::string& fund,
                                                    const ClaimId& claim) {
  return find(tx, select_file + " for update", fund, claim);
}

bool save_withdrawal(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                     Instant at) {
  return db::change(tx,
                    "update adjudication.claim_file set withdrawn = true where claim_id = :claim "
                    "and fund = :fund and ready_at <= :at and not withdrawn",
                    use(claim), use(fund), use(at)) == 1;
}

PersonHistory history_beside(db::Transaction& tx, const ClaimFile& file) {
  PersonHistory history;
  std::optional<std::string> scheme, benefit, currency;
  std::optional<Date> paid_on;
  std::optional<std::int64_t> minor;
  db::each(
      tx,
      "with other as materialized ("
      "  select claim_id, incident_kind, incident_on, withdrawn from adjudication.claim_file"
      "   where member_id in (select adjudication.records_of(:member::uuid)) and fund = :fund"
      "     and claim_id <> :claim), "
      "same as (select exists (select from other where incident_kind = :kind"
      "   and incident_on = :on_day and not withdrawn) as claimed), "
      "paid as (select e.entitlement_id, e.scheme, e.benefit, e.currency,"
      "    min(p.settled_on) as paid_on, sum(p.amount_minor)::bigint as minor"
      "   from other join adjudication.entitlement e using (claim_id)"
      "   join adjudication.payment p using (entitlement_id)"
      "  where p.settled_on is not null group by e.entitlement_id) "
      "select same.claimed, paid.scheme, paid.benefit, paid.currency, paid.paid_on::text, "
      "paid.minor "
      "from same left join paid on true order by paid.paid_on, paid.entitlement_id",
      [&] {
        if (!scheme) return;
        history.payments.push_back({*scheme, *benefit, *paid_on, money(*minor, *currency), false});
      },
      use(file.member), use(file.fund), use(file.id), use(file.incident_kind),
      use(file.incident_on), into(history.incident_claimed_before), into(scheme), into(benefit),
      into(currency), into(paid_on), into(minor));
  return history;
}

}  // namespace haven::adjudication::store
