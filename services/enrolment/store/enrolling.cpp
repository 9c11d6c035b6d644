#include "services/enrolment/store/enrolling.hpp"

#include "services/enrolment/store/columns.hpp"
#include "services/enrolment/store/parts.hpp"

namespace haven::enrolment::store {
namespace {

using db::each;
using db::into;
using db::use;

void insert_rows(db::Transaction& tx, const std::string& fund, const std::vector<NewMember>& rows,
                 Instant now) {
  const auto person = [](const NewMember& row) { return row.member.particulars.person; };
  const auto stay = [](const NewMember& row) { return row.member.particulars.stay; };
  db::run(
      tx,
      "insert into enrolment.member (member_id, fund, number, given_names, family_name, name_key, "
      "born_on, sex, preferred_hand, married, country, departed_on, returned_on, leave_from_on, "
      "leave_to_on, enrolled_at) "
      "select m.id, :fund, m.number, m.given_names, m.family_name, m.name_key, m.born, m.sex, "
      "m.hand, m.married, m.country, nullif(m.departed, '')::date, nullif(m.returned, '')::date, "
      "nullif(m.leave_from, '')::date, nullif(m.leave_to, '')::date, "
      ":now::timestamptz "
      "from unnest(:ids::uuid[], :numbers::text[], :given::text[], :family::text[], :keys::text[], "
      ":born::date[], :sexes::text[], :hands::text[], :married::boolean[], :countries::text[], "
      ":departed::text[], :returned::text[], :leave_from::text[], :leave_to::text[]) as m(id, "
      "number, given_names, family_name, name_key, born, sex, hand, married, country, departed, "
      "returned, leave_from, leave_to)",
      use(fund), use(now), use(column_of(rows, [](const auto& r) { return r.member.id.text(); })),
      use(column_of(rows, [](const auto& r) { return r.member.number; })),
      use(column_of(rows, [](const auto& r) { return r.member.particulars.given_names; })),
      use(column_of(rows, [](const auto& r) { return r.member.particulars.family_name; })),
      use(column_of(rows, [](const auto& r) { return r.name_key; })),
      use(column_of(rows, [&](const auto& r) { return cell(person(r).born); })),
      use(column_of(rows, [&](const auto& r) { return person(r).sex; })),
      use(column_of(rows, [&](const auto& r) { return person(r).preferred_hand; })),
      use(column_of(rows, [&](const auto& r) { return cell(person(r).married); })),
      use(column_of(rows, [&](const auto& r) { return person(r).country; })),
      use(column_of(rows, [&](const auto& r) { return cell(stay(r).departed); })),
      use(column_of(rows, [&](const auto& r) { return cell(stay(r).returned); })),
      use(column_of(rows, [&](const auto& r) { return cell(stay(r).home_leave.from); })),
      use(column_of(rows, [&](const auto& r) { return cell(stay(r).home_leave.to); })));
}

void insert_documents(db::Transaction& tx, const std::string& fund,
                      const std::vector<NewMember>& rows) {
  db::run(tx,
          "insert into enrolment.document (fund, type, country, number, member_id) "
          "select :fund, d.type, d.country, d.number, d.member_id from unnest(:types::text[], "
          ":countries::text[], :numbers::text[], :ids::uuid[]) as d(type, country, number, "
          "member_id)",
          use(fund), use(column_of(rows, [](const auto& r) { return r.document.type; })),
          use(column_of(rows, [](const auto& r) { return r.document.country; })),
          use(column_of(rows, [](const auto& r) { return r.document.number; })),
          use(column_of(rows, [](const auto& r) { return r.member.id.text(); })));
}

}  // namespace

void lock_identities(db::Transaction& tx, const std::vector<std::string>& keys) {
  int held = 0;
  // In one order for everybody, so that two batches never wait for each other.
  db::run(tx,
          "select count(pg_advisory_xact_lock(k.key)::text)::int from (select distinct "
          "hashtextextended(t.text, 0) as key from unnest(:keys::text[]) as t(text) order by 1) k",
          use(db::array_of(keys)), into(held));
}

Identities find_identities(db::Transaction& tx, const std::string& fund,
                           const std::vector<Document>& documents,
                           const std::vector<std::string>& numbers) {
  Identities found;
  Document document;
  std::string number;
  each(
      tx,
      "select d.type, d.country, d.number, m.number from unnest(:types::text[], "
      ":countries::text[], :numbers::text[]) as given(type, country, number) "
      "join enrolment.document d on d.fund = :fund and d.type = given.type "
      "and d.country = given.country and d.number = given.number "
      "join enrolment.member m on m.member_id = d.member_id",
      [&] { found.documents[document] = number; },
      use(column_of(documents, [](const Document& d) { return d.type; })),
      use(column_of(documents, [](const Document& d) { return d.country; })),
      use(column_of(documents, [](const Document& d) { return d.number; })), use(fund),
      into(document.type), into(document.country), into(document.number), into(number));
  if (numbers.empty()) return found;
  each(
      tx,
      "select number from enrolment.member where fund = :fund and number = any(:numbers::text[])",
      [&] { found.numbers.insert(number); }, use(fund), use(db::array_of(numbers)), into(number));
  return found;
}

std::vector<std::int64_t> next_serials(db::Transaction& tx, std::size_t count) {
  std::vector<std::int64_t> serials;
  std::int64_t serial = 0;
  each(
      tx, "select nextval('enrolment.member_serial') from generate_series(1, :count::int)",
      [&] { serials.push_back(serial); }, use(static_cast<std::int64_t>(count)), into(serial));
  return serials;
}

void insert_members(db::Transaction& tx, const std::string& fund,
                    const std::vector<NewMember>& members, const std::string& by, Instant now) {
  insert_rows(tx, fund, members, now);
  insert_documents(tx, fund, members);
  std::vector<const Member*> records;
  for (const NewMember& row : members) records.push_back(&row.member);
  insert_relatives(tx, records);
  insert_nominees(tx, records);
  insert_contracts(tx, records);
  insert_covers(tx, records, now);
  insert_changes(tx, records, {"enrolled", by, now});
}

std::map<MemberId, std::vector<std::string>> open_reviews(db::Transaction& tx,
                                                          const std::string& fund,
                                                          const std::vector<MemberId>& members,
                                                          Instant now) {
  std::map<MemberId, std::vector<std::string>> opened;
  MemberId member;
  std::string review;
  // Of two members of one batch the one with the lower id counts as the earlier.
  each(
      tx,
      "insert into enrolment.identity_review (fund, member_id, other_id, opened_at) "
      "select :fund, m.member_id, o.member_id, :now from enrolment.member m "
      "join enrolment.member o on o.fund = m.fund and o.name_key = m.name_key "
      "and o.born_on = m.born_on and o.member_id <> m.member_id and o.state = 'active' "
      "where m.member_id = any(:ids::uuid[]) "
      "and (o.member_id < m.member_id or o.member_id <> all(:ids2::uuid[])) "
      "on conflict do nothing returning member_id, review_id",
      [&] { opened[member].push_back(review); }, use(fund), use(now),
      use(column_of(members, [](const MemberId& id) { return id.text(); })),
      use(column_of(members, [](const MemberId& id) { return id.text(); })), into(member),
      into(review));
  return opened;
}

}  // namespace haven::enrolment::store
