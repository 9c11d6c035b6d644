#include "services/claims/store/members.hpp"

#include "common/db/sql.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

bool upsert_member(db::Transaction& tx, const MemberCopy& copy) {
  return db::change(tx,
                    "insert into claims.member (fund, member_id, number, version, merged_into, "
                    "snapshot) values (:fund, :id, :number, :version, :merged, :snapshot) "
                    "on conflict (fund, member_id) do update set number = excluded.number, "
                    "version = excluded.version, snapshot = excluded.snapshot, "
                    "merged_into = coalesce(excluded.merged_into, member.merged_into) "
                    "where member.version < excluded.version",
                    use(copy.fund), use(copy.id), use(copy.number), use(copy.version),
                    use(copy.merged_into), use(db::Bytes{copy.snapshot})) == 1;
}

std::optional<MemberForClaim> find_member_for_claim(db::Transaction& tx, const std::string& fund,
                                                    const std::string& number) {
  MemberForClaim member;
  db::Bytes snapshot;
  const bool found =
      db::run(tx,
              "select s.member_id::text, s.snapshot, nextval('claims.reference_number') "
              "from claims.member m join claims.member s on s.fund = m.fund and "
              "s.member_id = coalesce(m.merged_into, m.member_id) "
              "where m.fund = :fund and m.number = :number and s.version > 0 "
              "order by m.version desc limit 1 for share of s",
              use(fund), use(number), into(member.id), into(snapshot), into(member.next_number));
  if (!found) return {};
  member.snapshot = snapshot.data;
  return member;
}

std::string find_snapshot(db::Transaction& tx, const std::string& fund, const MemberId& id) {
  db::Bytes snapshot;
  db::run(tx,
          "select s.snapshot from claims.member m join claims.member s on s.fund = m.fund and "
          "s.member_id = coalesce(m.merged_into, m.member_id) "
          "where m.fund = :fund and m.member_id = :id",
          use(fund), use(id), into(snapshot));
  return snapshot.data;
}

void merge_members(db::Transaction& tx, const MemberCopy& stays, const MemberId& merged,
                   const std::string& merged_number) {
  // The merged record may not have reached us yet: version 0 holds its place.
  db::run(tx,
          "insert into claims.member (fund, member_id, number, version, merged_into, snapshot) "
          "values (:fund, :merged, :number, 0, :stays, '') "
          "on conflict (fund, member_id) do update set merged_into = excluded.merged_into",
          use(stays.fund), use(merged), use(merged_number), use(stays.id));
  db::run(
      tx,
      "update claims.member set merged_into = :stays where fund = :fund and merged_into = :merged",
      use(stays.id), use(stays.fund), use(merged));
  db::run(tx,
          "with pair as (select c.claim_id, o.claim_id as other from claims.claim c "
          "left join claims.claim o on o.fund = c.fund and o.member_id = :stays::uuid and "
          "o.kind = c.kind and o.incident_on = c.incident_on and "
          "o.state not in ('closed', 'withdrawn') and c.state not in ('closed', 'withdrawn') "
          "where c.fund = :fund and c.member_id = :merged), "
          "moved as (update claims.claim c set member_id = :stays_too, version = c.version + 1 "
          "from pair where c.claim_id = pair.claim_id and pair.other is null) "
          "update claims.claim c set attention = coalesce(c.attention, 'same_incident_twice'), "
          "version = c.version + 1 from pair "
          "where pair.other is not null and c.claim_id in (pair.claim_id, pair.other)",
          use(stays.id), use(stays.fund), use(merged), use(stays.id));
}

std::vector<ClaimId> list_filed_claims(db::Transaction& tx, const std::string& fund,
                                       const MemberId& id) {
  std::vector<ClaimId> claims;
  ClaimId claim;
  db::each(
      tx,
      "select claim_id::text from claims.claim where fund = :fund and member_id = :member "
      "and state = 'filed' order by claim_id",
      [&] { claims.push_back(claim); }, use(fund), use(id), into(claim));
  return claims;
}

}  // namespace haven::claims::store
