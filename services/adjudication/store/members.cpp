#include "services/adjudication/store/members.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

bool save_member_copy(db::Transaction& tx, const std::string& fund, const MemberId& member,
                      std::int64_t version, const std::string& snapshot) {
  return db::change(
             tx,
             "insert into adjudication.member_copy as m (member_id, fund, version, snapshot) "
             "values (:member, :fund, :version, :snapshot) "
             "on conflict (member_id) do update set version = excluded.version, "
             "snapshot = excluded.snapshot "
             "where m.version < excluded.version and m.fund = excluded.fund",
             use(member), use(fund), use(version), use(db::Bytes{snapshot})) == 1;
}

void insert_merge(db::Transaction& tx, const std::string& fund, const MemberId& merged,
                  const MemberId& into_member) {
  db::run(tx,
          "insert into adjudication.member_merge (member_id, fund, into_id) "
          "values (:merged, :fund, :into_id) on conflict (member_id) do nothing",
          use(merged), use(fund), use(into_member));
}

std::optional<std::string> find_person_for_update(db::Transaction& tx, const std::string& fund,
                                                  const MemberId& member) {
  db::Bytes snapshot;
  if (!db::run(tx,
               "select snapshot from adjudication.member_copy "
               "where member_id = adjudication.person_of(:member::uuid) and fund = :fund "
               "for no key update",
               use(member), use(fund), into(snapshot))) {
    return {};
  }
  return std::move(snapshot.data);
}

std::optional<std::string> find_person(db::Transaction& tx, const std::string& fund,
                                       const MemberId& member) {
  db::Bytes snapshot;
  if (!db::run(tx,
               "select snapshot from adjudication.member_copy "
               "where member_id = adjudication.person_of(:member::uuid) and fund = :fund",
               use(member), use(fund), into(snapshot))) {
    return {};
  }
  return std::move(snapshot.data);
}

}  // namespace haven::adjudication::store
