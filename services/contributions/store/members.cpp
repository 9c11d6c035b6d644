#include "services/contributions/store/members.hpp"

#include "common/db/sql.hpp"

namespace haven::contributions::store {

using db::into;
using db::run;
using db::use;

KnownMember save_member(db::Transaction& tx, const std::string& fund, const KnownMember& member) {
  KnownMember kept = member;
  // An older copy changes nothing but still locks and returns the row.
  run(tx,
      "insert into contributions.member as m (member_id, fund, number, version, merged_into) "
      "values (:id, :fund, :number, :version, :merged_into) on conflict (member_id) do update set "
      "version = greatest(m.version, excluded.version), "
      "number = case when excluded.version > m.version then excluded.number else m.number end, "
      "merged_into = case when excluded.version > m.version then excluded.merged_into "
      "else m.merged_into end returning number, version, merged_into",
      use(member.id), use(fund), use(member.number), use(member.version), use(member.merged_into),
      into(kept.number), into(kept.version), into(kept.merged_into));
  return kept;
}

std::optional<MemberId> find_member(db::Transaction& tx, const std::string& fund,
                                    const std::string& number) {
  MemberId member;
  const bool found = run(tx,
                         "select coalesce(merged_into, member_id) from contributions.member "
                         "where fund = :fund and number = :number",
                         use(fund), use(number), into(member));
  if (!found) return {};
  return member;
}

std::vector<MemberId> merged_into(db::Transaction& tx, const MemberId& kept) {
  std::vector<MemberId> members;
  MemberId id;
  db::each(
      tx, "select member_id from contributions.member where merged_into = :kept",
      [&] { members.push_back(id); }, use(kept), into(id));
  return members;
}

void merge_assessments(db::Transaction& tx, const MemberId& merged, const MemberId& kept) {
  // Joining was paid under either record: nobody owes it any more.
  run(tx,
      "update contributions.assessment a set state = 'withdrawn', version = version + 1 "
      "where a.state = 'due' and a.kind = 'new' and a.member_id in (:merged, :kept) "
      "and exists (select from contributions.assessment o where o.member_id in (:merged2, :kept2) "
      "and o.member_id <> a.member_id and o.scheme = a.scheme and o.kind = 'new' "
      "and o.state = 'settled')",
      use(merged), use(kept), use(merged), use(kept));
  run(tx,
      "update contributions.assessment a set version = version + 1, "
      "member_id = case when asked.twice then a.member_id else :kept::uuid end, "
      "state = case when asked.twice then 'withdrawn' else 'due' end "
      "from (select d.assessment_id, exists (select from contributions.assessment o "
      "where o.member_id = :kept2::uuid and o.scheme = d.scheme and o.kind = d.kind "
      "and o.state = 'due') as twice from contributions.assessment d "
      "where d.member_id = :merged and d.state = 'due') asked "
      "where a.assessment_id = asked.assessment_id",
      use(kept), use(kept), use(merged));
}

}  // namespace haven::contributions::store
