#include "services/enrolment/app/add_registration.hpp"

#include "services/enrolment/app/change_member.hpp"
#include "services/enrolment/app/registered_cover.hpp"
#include "services/enrolment/app/say.hpp"
#include "services/enrolment/domain/check.hpp"
#include "services/enrolment/store/members.hpp"
#include "services/enrolment/store/parts.hpp"

namespace haven::enrolment {

Member start_cover(db::Transaction& tx, const Occasion& occasion, Member member,
                   const Cover& cover) {
  Member added;  // only the new cover is written
  added.id = member.id;
  added.covers = {cover};
  member.covers.push_back(cover);
  ++member.version;

  const std::string what = "registered " + cover.registration.scheme;
  store::save_version(tx, member, {what, occasion.by, occasion.now});
  store::insert_covers(tx, {&added}, occasion.now);
  say(tx, occasion, {cover_started(member, cover)});
  return member;
}

Result<Registered> add_registration(db::Transaction& tx, const Occasion& occasion,
                                    const AddRegistration& command) {
  auto problems = problems_of(command.registration, "", occasion.today);
  if (!problems.empty()) return tl::unexpected{refusal_of(std::move(problems))};
  const auto member = store::find_member_for_update(tx, occasion.fund, command.member);
  if (!member) return tl::unexpected{no_member()};
  if (member->state == MemberState::merged) return tl::unexpected{merged_refusal(*member)};
  if (store::has_registration(tx, member->id, command.registration)) {
    return refuse(ErrorKind::conflict, "registration_already_there",
                  "The member is registered with this scheme for these days already.");
  }

  const auto cover = registered_cover(occasion, command.registration, "");
  if (!cover) return pass(cover);

  return Registered{start_cover(tx, occasion, *member, *cover), *cover};
}

}  // namespace haven::enrolment
