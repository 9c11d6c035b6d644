#include "services/contributions/store/assessments.hpp"

#include "services/contributions/domain/states.hpp"
#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {

using db::change;
using db::into;
using db::use;

std::int64_t insert_assessments(db::Transaction& tx, const std::string& fund,
                                const std::vector<Assessment>& assessments, const std::string& by) {
  if (assessments.empty()) return 0;
  const auto text = [&](auto read) { return column_of(assessments, read); };
  return change(
      tx,
      "insert into contributions.assessment (assessment_id, fund, member_id, scheme, kind, "
      "amount_minor, currency, state, assessed_on, assessed_by) select a.id, :fund, a.member, "
      "a.scheme, a.kind, a.minor, a.currency, a.state, a.assessed, :by from unnest(:ids::uuid[], "
      ":members::uuid[], :schemes::text[], :kinds::text[], :minors::bigint[], :currencies::text[], "
      ":states::text[], :assessed::date[]) as a(id, member, scheme, kind, minor, currency, state, "
      "assessed) on conflict do nothing",
      use(fund), use(by), use(text([](const Assessment& a) { return a.id.text(); })),
      use(text([](const Assessment& a) { return a.member.text(); })),
      use(text([](const Assessment& a) { return a.scheme; })),
      use(text([](const Assessment& a) { return a.kind; })),
      use(text([](const Assessment& a) { return std::to_string(a.amount.minor()); })),
      use(text([](const Assessment& a) { return a.amount.currency().code(); })),
      use(text([](const Assessment& a) { return name_of(a.state); })),
      use(text([](const Assessment& a) { return text_of(a.assessed); })));
}

void settle_assessments(db::Transaction& tx, const std::vector<AssessmentId>& ids) {
  if (ids.empty()) return;
  const auto settled =
      change(tx,
             "update contributions.assessment set state = 'settled', version = version + 1 "
             "where assessment_id = any(:ids::uuid[]) and state = 'due'",
             use(column_of(ids, [](const AssessmentId& id) { return id.text(); })));
  ensure(settled == static_cast<std::int64_t>(ids.size()),
         "assessments that are settled were read for update");
}

void reopen_assessment(db::Transaction& tx, const AssessmentId& id) {
  db::run(tx,
          "update contributions.assessment a set version = a.version + 1, member_id = who.kept, "
          "state = case when exists (select from contributions.assessment o "
          "where o.member_id = who.kept and o.scheme = a.scheme and o.kind = a.kind "
          "and o.assessment_id <> a.assessment_id "
          "and (o.state = 'due' or (o.state = 'settled' and a.kind = 'new'))) "
          "then 'withdrawn' else 'due' end "
          "from (select m.member_id, coalesce(m.merged_into, m.member_id) as kept "
          "from contributions.member m) who "
          "where a.assessment_id = :id and a.state = 'settled' and who.member_id = a.member_id",
          use(id));
}

void withdraw_assessment(db::Transaction& tx, const AssessmentId& id) {
  db::run(tx,
          "update contributions.assessment set state = 'withdrawn', version = version + 1 "
          "where assessment_id = :id and state = 'settled'",
          use(id));
}

std::vector<Assessment> page_of_assessments(db::Transaction& tx, const std::string& fund,
                                            const std::string& state, const std::string& number,
                                            const std::string& after, int limit) {
  std::vector<Assessment> assessments;
  Assessment row;
  std::int64_t minor = 0;
  Currency currency;
  std::string state_name;
  db::each(
      tx,
      "select a.assessment_id, a.member_id, m.number, a.scheme, a.kind, a.amount_minor, "
      "a.currency, "
      "a.state, a.assessed_on::text from contributions.assessment a "
      "join contributions.member m using (member_id) "
      "where a.fund = :fund and (:any_state = '' or a.state = :state) "
      "and (:any_number = '' or m.number = :number) and a.assessment_id > :after::uuid "
      "order by a.assessment_id limit :limit",
      [&] {
        row.amount = Money{minor, currency};
        row.state = assessment_state_named(state_name);
        assessments.push_back(row);
      },
      use(fund), use(state), use(state), use(number), use(number),
      use(after.empty() ? std::string{"00000000-0000-0000-0000-000000000000"} : after), use(limit),
      into(row.id), into(row.member), into(row.member_number), into(row.scheme), into(row.kind),
      into(minor), into(currency), into(state_name), into(row.assessed));
  return assessments;
}

}  // namespace haven::contributions::store
