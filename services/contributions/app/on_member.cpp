#include "services/contributions/app/on_member.hpp"

#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/app/raise_charge.hpp"
#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/members.hpp"

namespace haven::contributions {
namespace {

std::vector<Assessment> joining_of(const Occasion& occasion, const MemberId& member) {
  std::vector<Assessment> due;
  for (const auto& info : scheme::schemes_of(occasion.pack)) {
    if (!info.collected) continue;
    const auto price = scheme::contribution_due(occasion.pack, info.name, "new", occasion.today);
    if (!price) continue;
    Assessment joining;
    joining.id = AssessmentId{named_uuid("joining:" + member.text() + ':' + info.name)};
    joining.member = member;
    joining.scheme = info.name;
    joining.kind = "new";
    joining.amount = *price;
    joining.assessed = occasion.today;
    due.push_back(joining);
  }
  return due;
}

Result<store::KnownMember> keep_copy(db::Transaction& tx, const Occasion& occasion,
                                     const enrolment::v1::Member& member) {
  const bool readable = is_uuid(member.member_id()) &&
                        (member.merged_into().empty() || is_uuid(member.merged_into()));
  if (!readable) return refuse_field("/member/member_id", "a UUID");
  return store::save_member(tx, occasion.fund,
                            {MemberId{member.member_id()}, member.number(), member.version(),
                             MemberId{member.merged_into()}});
}

}  // namespace

Result<void> on_member_enrolled(db::Transaction& tx, const Occasion& occasion,
                                const enrolment::v1::Member& member) {
  const auto known = keep_copy(tx, occasion, member);
  if (!known) return pass(known);
  raise_from_record(tx, occasion, member, "");
  if (!known->merged_into.empty()) return {};  // late news: the kept record owes by now
  store::insert_assessments(tx, occasion.fund, joining_of(occasion, known->id), occasion.by);
  match_waiting(tx, occasion, known->number, known->id);
  return {};
}

Result<void> on_member_changed(db::Transaction& tx, const Occasion& occasion,
                               const enrolment::v1::Member& member, const std::string& absorbed) {
  const auto known = keep_copy(tx, occasion, member);
  if (!known) return pass(known);
  raise_from_record(tx, occasion, member, absorbed);
  const bool merged = !known->merged_into.empty();
  if (merged) store::merge_assessments(tx, known->id, known->merged_into);
  match_waiting(tx, occasion, known->number, merged ? known->merged_into : known->id);
  return {};
}

}  // namespace haven::contributions
