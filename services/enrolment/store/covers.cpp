#include "services/enrolment/store/covers.hpp"

#include "common/db/sql.hpp"
#include "services/enrolment/store/members.hpp"

namespace haven::enrolment::store {

using db::change;
using db::into;
using db::run;
using db::use;

std::optional<Member> find_kept_member_for_update(db::Transaction& tx, const std::string& fund,
                                                  const MemberId& id) {
  auto member = find_member_for_update(tx, fund, id);
  // One step is enough, because nothing points to a merged record; a merge that commits while we
  // wait for the first record only adds a step.
  while (member && !member->merged_into.empty()) {
    member = find_member_for_update(tx, fund, member->merged_into);
  }
  return member;
}

bool insert_reversal(db::Transaction& tx, const std::string& receipt_id, Date reversed_on) {
  return change(tx,
                "insert into enrolment.contribution_reversal (receipt_id, reversed_on) "
                "values (:receipt, :day) on conflict do nothing",
                use(receipt_id), use(reversed_on)) == 1;
}

std::optional<Date> find_reversal(db::Transaction& tx, const std::string& receipt_id) {
  std::optional<Date> day;
  run(tx,
      "select reversed_on::text from enrolment.contribution_reversal where receipt_id = :receipt",
      use(receipt_id), into(day));
  return day;
}

bool end_cover(db::Transaction& tx, const CoverId& id, Date ended_on, const std::string& reason) {
  return change(
             tx,
             "update enrolment.cover set state = 'ended', ended_on = :day, ended_reason = :reason "
             "where cover_id = :id and state = 'standing'",
             use(ended_on), use(reason), use(id)) == 1;
}

}  // namespace haven::enrolment::store
