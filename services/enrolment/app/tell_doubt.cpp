#include "services/enrolment/app/tell_doubt.hpp"

#include "services/enrolment/store/members.hpp"

namespace haven::enrolment {

void tell_doubt(db::Transaction& tx, const Occasion& occasion, const std::vector<MemberId>& ids,
                const std::string& what) {
  if (ids.empty()) return;
  std::vector<messaging::Saying> sayings;
  for (auto& [id, member] : store::find_members_for_update(tx, occasion.fund, ids)) {
    if (member.state == MemberState::merged) continue;
    ++member.version;
    store::save_version(tx, member, {what, occasion.by, occasion.now});
    sayings.push_back(family_changed(member, what));
  }
  say(tx, occasion, sayings);
}

}  // namespace haven::enrolment
