#include "services/claims/app/follow_member.hpp"

#include "services/claims/app/settle_papers.hpp"
#include "services/claims/store/members.hpp"

namespace haven::claims {
namespace {

Result<store::MemberCopy> copy_of(const FundRules& rules, const enrolment::v1::Member& member) {
  const auto id = id_from<MemberId>(member.member_id());
  if (!id || member.number().empty() || member.version() <= 0) {
    return refuse(ErrorKind::invalid, "member_unreadable",
                  "a member's record has an id, a number and a version");
  }
  store::MemberCopy copy{rules.fund,       *id, member.number(),
                         member.version(), {},  member.SerializeAsString()};
  if (!member.merged_into().empty()) copy.merged_into = id_from<MemberId>(member.merged_into());
  return copy;
}

Result<void> recheck_claims(db::Transaction& tx, const FundRules& rules, const MemberId& member,
                            const Actor& actor, Instant now) {
  for (const ClaimId& claim : store::list_filed_claims(tx, rules.fund, member)) {
    if (const auto done = recheck_papers(tx, rules, claim, actor, now); !done) return done;
  }
  return {};
}

}  // namespace

Result<void> follow_member(db::Transaction& tx, const FundRules& rules,
                           const enrolment::v1::Member& member, const Actor& actor, Instant now) {
  const auto copy = copy_of(rules, member);
  if (!copy) return pass(copy);
  if (!store::upsert_member(tx, *copy)) return {};
  return recheck_claims(tx, rules, copy->id, actor, now);
}

Result<void> follow_merge(db::Transaction& tx, const FundRules& rules,
                          const enrolment::v1::MembersMerged& event, const Actor& actor,
                          Instant now) {
  const auto stays = copy_of(rules, event.member());
  if (!stays) return pass(stays);
  const auto merged = id_from<MemberId>(event.merged_member_id());
  if (!merged || *merged == stays->id) {
    return refuse(ErrorKind::invalid, "merge_unreadable", "a merge names another member's id");
  }
  store::upsert_member(tx, *stays);
  store::merge_members(tx, *stays, *merged, event.merged_number());
  return recheck_claims(tx, rules, stays->id, actor, now);
}

}  // namespace haven::claims
