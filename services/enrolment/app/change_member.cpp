#include "services/enrolment/app/change_member.hpp"

#include "services/enrolment/app/say.hpp"
#include "services/enrolment/domain/check.hpp"
#include "services/enrolment/store/members.hpp"

namespace haven::enrolment {
namespace {

std::string name_of_parts(const MemberChange& change) {
  std::string parts;
  const auto add = [&](bool given, const char* name) {
    if (given) parts += (parts.empty() ? "" : " ") + std::string{name};
  };
  add(change.married.has_value(), "married");
  add(change.family.has_value(), "family");
  add(change.nominees.has_value(), "nominees");
  add(change.contract.has_value(), "contract");
  add(change.stay.has_value(), "stay");
  return parts;
}

}  // namespace

Error merged_refusal(const Member& member) {
  return {
      ErrorKind::conflict,
      "member_merged",
      "This record was merged into member " + member.merged_into_number + "; change that record.",
      {}};
}

Error no_member() {
  return {ErrorKind::not_found, "member_not_found", "This fund has no such member.", {}};
}

Result<Member> change_member(db::Transaction& tx, const Occasion& occasion,
                             const ChangeMember& command) {
  const auto found = store::find_member_for_update(tx, occasion.fund, command.member);

  if (!found) return tl::unexpected{no_member()};
  if (found->state == MemberState::merged) return tl::unexpected{merged_refusal(*found)};
  if (found->version != command.version) {
    return refuse(ErrorKind::precondition_failed, "version_changed",
                  "The record was changed since you read it; read it again and decide anew.");
  }
  if (command.change.empty()) {
    return refuse(ErrorKind::invalid, "nothing_to_change",
                  "Send at least one of married, family, nominees, contract and stay.");
  }
  Member member = *found;
  member.particulars = changed(member.particulars, command.change);
  auto problems = problems_of(member.particulars, occasion.today);
  if (!problems.empty()) return tl::unexpected{refusal_of(std::move(problems))};
  ++member.version;

  const std::string parts = name_of_parts(command.change);
  store::save_version(tx, member, {parts, occasion.by, occasion.now});
  store::save_particulars(tx, member, command.change.contract.has_value());
  say(tx, occasion, {family_changed(member, parts)});
  return member;
}

}  // namespace haven::enrolment
