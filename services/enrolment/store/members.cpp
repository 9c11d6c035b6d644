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
      "m.departed_on::text, m.returned_on::text from enrolment.member m "
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
      into(who.person.country), into(who.stay.departed), into(who.stay.returned));
}

// One query for all parts of the records, because round trips are what a read costs: each row is
// one part, its cells joined by a control character that no stored text can hold.
constexpr char cell_end = '\x1f';
constexpr const char* parts_query =
    "select part, member_id, cells from ("
    "select 1 as part, member_id, position::text as place, concat_ws(E'\\x1f', relative_id, name, "
    "relation, sex, coalesce(born_on::text, ''), alive, married, dependent, disabled, school, "
    "barred) as cells from enrolment.relative where member_id = any(:ids1::uuid[]) "
    "union all select 2, member_id, position::text, concat_ws(E'\\x1f', nominee_id, name, "
    "coalesce(share_percent::text, '')) from enrolment.nominee where member_id = "
    "any(:ids2::uuid[]) "
    "union all select 3, member_id, '', concat_ws(E'\\x1f', starts_on, ends_on, hire, occupation, "
    "sector, coalesce(salary_minor::text, ''), coalesce(salary_currency, '')) "
    "from enrolment.contract where member_id = any(:ids3::uuid[]) and current "
    "union all select 4, r.member_id, c.starts_on || ' ' || c.cover_id, concat_ws(E'\\x1f', "
    "r.registration_id, r.scheme, r.kind, r.channel, coalesce(r.registered_on::text, ''), "
    "coalesce(r.paid_on::text, ''), coalesce(r.starts_on::text, ''), coalesce(r.ends_on::text, "
    "''), "
    "r.premium_charged_to_worker, coalesce(r.receipt_id::text, ''), c.cover_id, c.starts_on, "
    "c.ends_on, c.state, coalesce(c.ended_on::text, ''), coalesce(c.ended_reason, '')) "
    "from enrolment.registration r join enrolment.cover c using (registration_id) "
    "where r.member_id = any(:ids4::uuid[])) parts order by part, member_id, length(place), place";

// The cells of one part, read in their order.
class Cells {
 public:
  explicit Cells(std::string_view cells) : rest_(cells) {}
  std::string text() {
    const std::size_t end = std::min(rest_.find(cell_end), rest_.size());
    std::string cell{rest_.substr(0, end)};
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return cell;
  }
  std::optional<Date> date() { return date_from(text()); }
  bool yes() { return text() == "t"; }
  std::optional<std::int64_t> number() {
    const std::string cell = text();
    if (cell.empty()) return {};
    return std::stoll(cell);
  }

 private:
  std::string_view rest_;
};

Relative relative_from(Cells cells) {
  Relative relative;
  scheme::Relative& facts = relative.facts;
  facts.id = cells.text();
  relative.name = cells.text();
  facts.relation = cells.text();
  facts.sex = cells.text();
  facts.born = cells.date();
  facts.alive = cells.yes();
  facts.married = cells.yes();
  facts.dependent = cells.yes();
  facts.disabled = cells.yes();
  facts.school = cells.text();
  facts.barred = cells.yes();
  return relative;
}

Nominee nominee_from(Cells cells) {
  Nominee nominee;
  nominee.facts.id = cells.text();
  nominee.name = cells.text();
  if (const auto share = cells.number()) nominee.facts.share_percent = static_cast<int>(*share);
  return nominee;
}

scheme::Contract contract_from(Cells cells) {
  scheme::Contract contract;
  contract.start = cells.date();
  contract.end = cells.date();
  contract.hire = cells.text();
  contract.occupation = cells.text();
  contract.sector = cells.text();
  const auto salary_minor = cells.number();
  if (salary_minor) contract.salary = money(*salary_minor, cells.text());
  return contract;
}

scheme::Registration registration_from(Cells& cells) {
  scheme::Registration registration;
  registration.scheme = cells.text();
  registration.kind = cells.text();
  registration.channel = cells.text();
  registration.registered = cells.date();
  registration.paid = cells.date();
  registration.starts = cells.date();
  registration.ends = cells.date();
  registration.premium_charged_to_worker = cells.yes();
  return registration;
}

Cover cover_from(Cells cells) {
  Cover cover;
  cover.registration_id = RegistrationId{cells.text()};
  cover.registration = registration_from(cells);
  cover.receipt_id = cells.text();
  cover.id = CoverId{cells.text()};
  cover.starts = cells.date().value();
  cover.ends = cells.date().value();
  cover.state = cover_state_named(cells.text());
  cover.ended = cells.date();
  cover.ended_reason = cells.text();
  return cover;
}

void add_part(Member& member, int part, Cells cells) {
  Particulars& who = member.particulars;
  switch (part) {
    case 1:
      who.family.push_back(relative_from(cells));
      break;
    case 2:
      who.nominees.push_back(nominee_from(cells));
      break;
    case 3:
      who.contract = contract_from(cells);
      break;
    default:
      member.covers.push_back(cover_from(cells));
      break;
  }
}

void read_parts(db::Transaction& tx, const std::string& ids, Members& members) {
  int part = 0;
  MemberId id;
  std::string cells;
  each(
      tx, parts_query,
      [&] {
        if (members.contains(id)) add_part(members[id], part, Cells{cells});
      },
      use(ids), use(ids), use(ids), use(ids), into(part), into(id), into(cells));
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
          "returned_on = :returned where member_id = :id",
          use(who.person.married), use(who.stay.departed), use(who.stay.returned), use(member.id));
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
                 "and ends_on is not distinct from :ends::date limit 1",
                 use(id), use(given.scheme), use(given.starts), use(given.ends), into(there));
}

}  // namespace haven::enrolment::store
