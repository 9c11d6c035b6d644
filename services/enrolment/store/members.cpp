#include "services/enrolment/store/members.hpp"

#include "services/enrolment/domain/identity.hpp"
#include "services/enrolment/domain/states.hpp"
#include "services/enrolment/store/columns.hpp"
#include "services/enrolment/store/parts.hpp"

namespace haven::enrolment::store {
namespace {

using db::each;
using db::into;
using db::use;

using Members = std::map<MemberId, Member>;

void read_records(db::Transaction& tx, const std::string& fund, const std::string& ids,
                  Members& members) {
  Member row;
  std::string state;
  std::optional<std::string> merged_into, merged_into_number;
  Particulars& who = row.particulars;
  Date born{};
  each(
      tx,
      "select m.member_id, m.number, m.version, m.state, m.merged_into, k.number, m.given_names, "
      "m.family_name, m.born_on::text, m.sex, m.preferred_hand, m.married, m.country, "
      "m.departed_on::text, m.returned_on::text from enrolment.member m "
      "left join enrolment.member k on k.member_id = m.merged_into "
      "where m.fund = :fund and m.member_id = any(:ids::uuid[])",
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
      into(who.person.country), into(who.stay.departed), into(who.stay.returned));
}

void read_relatives(db::Transaction& tx, const std::string& ids, Members& members) {
  MemberId id;
  Relative row;
  scheme::Relative& facts = row.facts;
  each(
      tx,
      "select member_id, relative_id, name, relation, sex, born_on::text, alive, married, dependent, "
      "disabled, school, barred from enrolment.relative where member_id = any(:ids::uuid[]) "
      "order by member_id, position",
      [&] {
        if (members.contains(id)) members[id].particulars.family.push_back(row);
      },
      use(ids), into(id), into(facts.id), into(row.name), into(facts.relation), into(facts.sex),
      into(facts.born), into(facts.alive), into(facts.married), into(facts.dependent),
      into(facts.disabled), into(facts.school), into(facts.barred));
}

void read_nominees(db::Transaction& tx, const std::string& ids, Members& members) {
  MemberId id;
  Nominee row;
  each(
      tx,
      "select member_id, nominee_id, name, share_percent::int from enrolment.nominee "
      "where member_id = any(:ids::uuid[]) order by member_id, position",
      [&] {
        if (members.contains(id)) members[id].particulars.nominees.push_back(row);
      },
      use(ids), into(id), into(row.facts.id), into(row.name), into(row.facts.share_percent));
}

void read_contracts(db::Transaction& tx, const std::string& ids, Members& members) {
  MemberId id;
  scheme::Contract row;
  std::optional<std::int64_t> salary_minor;
  std::optional<Currency> salary_currency;
  each(
      tx,
      "select member_id, starts_on::text, ends_on::text, hire, occupation, sector, salary_minor, "
      "salary_currency from enrolment.contract where member_id = any(:ids::uuid[]) and current",
      [&] {
        row.salary.reset();
        if (salary_minor) row.salary = Money{*salary_minor, *salary_currency};
        if (members.contains(id)) members[id].particulars.contract = row;
      },
      use(ids), into(id), into(row.start), into(row.end), into(row.hire), into(row.occupation),
      into(row.sector), into(salary_minor), into(salary_currency));
}

void read_covers(db::Transaction& tx, const std::string& ids, Members& members) {
  MemberId id;
  Cover row;
  std::string state;
  std::optional<std::string> receipt, reason;
  scheme::Registration& given = row.registration;
  each(
      tx,
      "select r.member_id, r.registration_id, r.scheme, r.kind, r.channel, r.registered_on::text, "
      "r.paid_on::text, r.starts_on::text, r.ends_on::text, r.premium_charged_to_worker, "
      "r.receipt_id, c.cover_id, c.starts_on::text, c.ends_on::text, c.state, c.ended_on::text, "
      "c.ended_reason from enrolment.registration r join enrolment.cover c using (registration_id) "
      "where r.member_id = any(:ids::uuid[]) order by c.starts_on, c.cover_id",
      [&] {
        row.state = cover_state_named(state);
        row.receipt_id = receipt.value_or("");
        row.ended_reason = reason.value_or("");
        if (members.contains(id)) members[id].covers.push_back(row);
      },
      use(ids), into(id), into(row.registration_id), into(given.scheme), into(given.kind),
      into(given.channel), into(given.registered), into(given.paid), into(given.starts),
      into(given.ends), into(given.premium_charged_to_worker), into(receipt), into(row.id),
      into(row.starts), into(row.ends), into(state), into(row.ended), into(reason));
}

Members read_all(db::Transaction& tx, const std::string& fund, const std::vector<MemberId>& ids) {
  const std::string keys = column_of(ids, [](const MemberId& id) { return id.text(); });
  Members members;
  read_records(tx, fund, keys, members);
  if (members.empty()) return members;
  read_relatives(tx, keys, members);
  read_nominees(tx, keys, members);
  read_contracts(tx, keys, members);
  read_covers(tx, keys, members);
  return members;
}

std::optional<Member> only(Members members) {
  if (members.empty()) return {};
  return std::move(members.begin()->second);
}

}  // namespace

std::optional<Member> find_member(db::Transaction& tx, const std::string& fund,
                                  const MemberId& id) {
  return only(read_all(tx, fund, {id}));
}

std::optional<Member> find_member_for_update(db::Transaction& tx, const std::string& fund,
                                             const MemberId& id) {
  return only(find_members_for_update(tx, fund, {id}));
}

Members find_members_for_update(db::Transaction& tx, const std::string& fund,
                                const std::vector<MemberId>& ids) {
  const std::string keys = column_of(ids, [](const MemberId& id) { return id.text(); });
  int held = 0;
  db::run(tx,
          "select count(*)::int from (select from enrolment.member where fund = :fund "
          "and member_id = any(:ids::uuid[]) order by member_id for update) m",
          use(fund), use(keys), into(held));
  return read_all(tx, fund, ids);
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
      into(row.id), into(row.number), into(row.state), into(row.given_names),
      into(row.family_name), into(row.born), into(row.country), into(merged_into));
  return lines;
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

void save_particulars(db::Transaction& tx, const Member& member, bool contract_changed) {
  const Particulars& who = member.particulars;
  const auto changed = db::change(
      tx,
      "update enrolment.member set version = :version, married = :married, "
      "departed_on = :departed, returned_on = :returned "
      "where member_id = :id and state = 'active' and version = :version2 - 1",
      use(member.version), use(who.person.married), use(who.stay.departed), use(who.stay.returned),
      use(member.id), use(member.version));
  ensure(changed == 1, "a record that is saved was read for update");
  db::run(tx, "delete from enrolment.relative where member_id = :id", use(member.id));
  db::run(tx, "delete from enrolment.nominee where member_id = :id", use(member.id));
  insert_relatives(tx, {&member});
  insert_nominees(tx, {&member});
  if (!contract_changed) return;
  db::run(tx, "update enrolment.contract set current = false where member_id = :id and current",
          use(member.id));
  insert_contracts(tx, {&member});
}

void save_version(db::Transaction& tx, const Member& member) {
  const auto changed = db::change(
      tx, "update enrolment.member set version = :version where member_id = :id "
          "and version = :version2 - 1",
      use(member.version), use(member.id), use(member.version));
  ensure(changed == 1, "a record that gets a new version was read for update");
}

bool has_registration(db::Transaction& tx, const MemberId& id, const scheme::Registration& given) {
  int there = 0;
  return db::run(tx,
                 "select 1 from enrolment.registration where member_id = :id and scheme = :scheme "
                 "and receipt_id is null and starts_on is not distinct from :starts::date "
                 "and ends_on is not distinct from :ends::date limit 1",
                 use(id), use(given.scheme), use(given.starts), use(given.ends), into(there));
}

}  // namespace haven::enrolment::store
