#include "services/adjudication/app/keep_member.hpp"

#include "services/adjudication/store/members.hpp"

namespace haven::adjudication {

Result<void> keep_member(db::Transaction& tx, const messaging::Event& event,
                         const enrolment::v1::Member& member) {
  const auto id = id_from<MemberId>(member.member_id());
  if (!id) return refuse_field("/member/member_id", "must be a UUID");
  if (member.version() <= 0) return refuse_field("/member/version", "must be more than zero");
  store::save_member_copy(tx, event.fund, *id, member.version(), member.SerializeAsString());
  if (member.merged_into().empty()) return {};
  const auto into = id_from<MemberId>(member.merged_into());
  if (!into || *into == *id) return refuse_field("/member/merged_into", "must be another's UUID");
  store::insert_merge(tx, event.fund, *id, *into);
  return {};
}

Result<void> follow_merge(db::Transaction& tx, const messaging::Event& event,
                          const enrolment::v1::MembersMerged& merged) {
  const auto gone = id_from<MemberId>(merged.merged_member_id());
  const auto stays = id_from<MemberId>(merged.member().member_id());
  if (!gone || !stays || *gone == *stays) {
    return refuse_field("/merged_member_id", "must be another member's UUID");
  }
  store::insert_merge(tx, event.fund, *gone, *stays);
  return keep_member(tx, event, merged.member());
}

}  // namespace haven::adjudication
