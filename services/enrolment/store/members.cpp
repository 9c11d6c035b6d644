#include "services/enrolment/store/members.hpp"

#include "services/enrolment/domain/states.hpp"
#include "services/enrolment/store/columns.hpp"
#include "services/enrolment/store/read_parts.hpp"

namespace haven::enrolment::store {
namespace {

using db::each;
using db::into;
using db::use;

using Members = std::map<MemberId, Member>;

void read_records(db::Transaction& tx, const std::string& fund, const std::string& ids,
                  const char* lock, Members& members) {
  Member row;
  std::string state;
  std::optional<std::string> merged_into, merged_into_number;
  Particulars& who = row.particulars;
  Date born{};
  each(
      tx,
      "select m.member_id, m.number, m.version, m.state, m.merged_into, k.number, m.given_names, "
      "m.family_name, m.born_on::text, m.sex, m.preferred_hand, m.married, m.country, "
      "m.departed_on::text, m.returned_on::text, m.leave_from_on::text, m.leave_to_on::text, "
      "exists (select from enrolment.identity_review r "
      "where r.state = 'open' and (r.member_id = m.member_id or r.other_id = m.member_id)) "
      "from enrolment.member m "
      "left join enrolment.member k on k.member_id = m.merged_into "
      "where m.fund = :fund and m.member_id = any(:ids::uuid[]) order by m.member_id" +
          std::string{lock},
      [&] {
        row.state = member_state_named(state);
        row.merged_into = MemberId{merged_into.value_or("")};
        row.merged_into_number = merged_into_number.value_or("");
        who.person.born = born;
        members.insert_or_assign(row.id, row);
      },
      use(fund), use(ids), into(row.id), into(row.number), into(row.version), into(state),
      into(merged_into), into(merged_into_number), into(who.given_names), into(who.family_name),
      into(born), into(who.person.sex), into(who.person.preferred_hand), into(who.person.married),
      into(who.person.country), into(who.stay.departed), into(who.stay.returned),
      into(who.stay.home_leave.from), into(who.stay.home_leave.to), into(row.identity_in_review));
}

Members read_all(db::Transaction& tx, const std::string& fund, const std::vector<MemberId>& ids,
                 const char* lock) {
  const std::string keys = column_of(ids, [](const MemberId& id) { return id.text(); });
  Members members;
  read_records(tx, fund, keys, lock, members);
  if (!members.empty()) read_parts(tx, keys, members);
  return members;
}

std::optional<Member> only(Members members) {
  if (members.empty()) return {};
  return std::move(members.begin()->second);
}

}  // namespace

std::optional<Member> find_member(db::Transaction& tx, const std::string& fund,
                                  const MemberId& id) {
  return only(read_all(tx, fund, {id}, ""));
}

std::optional<Member> find_member_for_update(db::Transaction& tx, const std::string& fund,
                                             const MemberId& id) {
  return only(find_members_for_update(tx, fund, {id}));
}

Members find_members_for_update(db::Transaction& tx, const std::string& fund,
                                const std::vector<MemberId>& ids) {
  return read_all(tx, fund, ids, " for update of m");
}

std::vector<MemberLine> page_of_members(db::Transaction& tx, const std::string& fund,
                                        const std::string& number, const std::string& after,
                                        int limit) {
  std::vector<MemberLine> lines;
  MemberLine row;
  std::optional<std::string> merged_into;
  each(
      tx,
      "select member_id, number, state, given_names, family_name, born_on::text, country, "
      "merged_into from enrolment.member where fund = :fund and (:any = '' or number = :number) "
      "and member_id > :after::uuid order by member_id limit :limit",
      [&] {
        row.merged_into = merged_into.value_or("");
        lines.push_back(row);
      },
      use(fund), use(number), use(number),
      use(after.empty() ? std::string{"00000000-0000-0000-0000-000000000000"} : after), use(limit),
      into(row.id), into(row.number), into(row.state), into(row.given_names), into(row.family_name),
      into(row.born), into(row.country), into(merged_into));
  return lines;
}

std::vector<MemberId> doubted_with(db::Transaction& tx, const std::vector<MemberId>& ids) {
  std::vector<MemberId> others;
  MemberId other;
  const std::string keys = column_of(ids, [](const MemberId& id) { return id.text(); });
  each(
      tx,
      "select distinct other_id from enrolment.identity_review where state = 'open' "
      "and member_id = any(:ids::uuid[]) and other_id <> all(:ids2::uuid[])",
      [&] { others.push_back(other); }, use(keys), use(keys), into(other));
  return others;
}

std::vector<std::string> open_reviews_of(db::Transaction& tx, const MemberId& id) {
  std::vector<std::string> reviews;
  std::string review;
  each(
      tx,
      "select review_id::text from enrolment.identity_review where state = 'open' "
      "and (member_id = :id or other_id = :id2) order by opened_at, review_id",
      [&] { reviews.push_back(review); }, use(id), use(id), into(review));
  return reviews;
}

void save_version(db::Transaction& tx, const Member& member, const Change& change) {
  const auto saved = db::change(
      tx,
      "with saved as (update enrolment.member set version = :version where member_id = :id "
      "and version = :version2 - 1 and state = 'active' returning member_id, version) "
      "insert into enrolment.member_change (member_id, version, what, changed_by, changed_at) "
      "select member_id, version, :what, :by, :at::timestamptz from saved",
      use(member.version), use(member.id), use(member.version), use(change.what), use(change.by),
      use(change.at));
  ensure(saved == 1, "a record that is changed is active and was read for update");
}

void save_particulars(db::Transaction& tx, const Member& member, bool contract_changed) {
  const Particulars& who = member.particulars;
  db::run(tx,
          "update enrolment.member set married = :married, departed_on = :departed, "
          "returned_on = :returned, leave_from_on = :leave_from, leave_to_on = :leave_to "
          "where member_id = :id",
          use(who.person.married), use(who.stay.departed), use(who.stay.returned),
          use(who.stay.home_leave.from), use(who.stay.home_leave.to), use(member.id));
  db::run(tx, "delete from enrolment.relative where member_id = :id", use(member.id));
  db::run(tx, "delete from enrolment.nominee where member_id = :id", use(member.id));
  insert_relatives(tx, {&member});
  insert_nominees(tx, {&member});
  if (!contract_changed) return;
  db::run(tx, "update enrolment.contract set current = false where member_id = :id and current",
          use(member.id));
  insert_contracts(tx, {&member});
}

bool has_registration(db::Transaction& tx, const MemberId& id, const scheme::Registration& given) {
  int there = 0;
  return db::run(tx,
                 "select 1 from enrolment.registration where member_id = :id and scheme = :scheme "
                 "and receipt_id is null and starts_on is not distinct from :starts::date "
                 "and ends_on is not distinct from :ends::date "
                 "and registered_on is not distinct from :registered::date "
                 "and paid_on is not distinct from :paid::date "
                 "and last_paid_on is not distinct from :last_paid::date "
                 "and paid_months = :paid_months::date[] limit 1",
                 use(id), use(given.scheme), use(given.starts), use(given.ends),
                 use(given.registered), use(given.paid), use(given.last_paid),
                 use(cell(given.paid_months)), into(there));
}

}  // namespace haven::enrolment::store
