#include "services/enrolment/app/say.hpp"

#include "common/core/ensure.hpp"
#include "common/scheme/wire.hpp"

namespace haven::enrolment {
namespace {

void add_registrations(v1::Member& record, const std::vector<Cover>& covers) {
  for (const Cover& cover : covers) {
    if (cover.state != CoverState::standing) continue;
    scheme::Registration registration = cover.registration;
    registration.starts = cover.starts;
    registration.ends = cover.ends;
    *record.add_registrations() = scheme::wire_of(registration);
  }
}

}  // namespace

v1::Member snapshot_of(const Member& member) {
  const Particulars& who = member.particulars;
  v1::Member record;
  record.set_member_id(member.id.text());
  record.set_version(member.version);
  record.set_number(member.number);
  record.set_given_names(who.given_names);
  record.set_family_name(who.family_name);
  *record.mutable_person() = scheme::wire_of(who.person);
  add_registrations(record, member.covers);
  if (who.contract) *record.mutable_contract() = scheme::wire_of(*who.contract);
  *record.mutable_stay() = scheme::wire_of(who.stay);
  for (const Relative& relative : who.family) {
    *record.add_family() = scheme::wire_of(relative.facts, relative.name);
  }
  for (const Nominee& nominee : who.nominees) {
    *record.add_nominees() = scheme::wire_of(nominee.facts, nominee.name);
  }
  record.set_merged_into(member.merged_into.text());
  record.set_identity_in_review(member.identity_in_review);
  return record;
}

messaging::Saying member_enrolled(const Member& member) {
  v1::MemberEnrolled event;
  *event.mutable_member() = snapshot_of(member);
  return messaging::saying_of(member.id.text(), event);
}

messaging::Saying family_changed(const Member& member, const std::string& reason) {
  v1::FamilyChanged event;
  *event.mutable_member() = snapshot_of(member);
  event.set_reason(reason);
  return messaging::saying_of(member.id.text(), event);
}

messaging::Saying cover_started(const Member& member, const Cover& cover) {
  v1::CoverStarted event;
  *event.mutable_member() = snapshot_of(member);
  event.set_cover_id(cover.id.text());
  event.set_scheme(cover.registration.scheme);
  event.set_starts(text_of(cover.starts));
  event.set_ends(text_of(cover.ends));
  return messaging::saying_of(member.id.text(), event);
}

messaging::Saying cover_ended(const Member& member, const Cover& cover) {
  ensure(cover.ended.has_value(), "a cover that ended has a day on which it did");
  v1::CoverEnded event;
  *event.mutable_member() = snapshot_of(member);
  event.set_cover_id(cover.id.text());
  event.set_scheme(cover.registration.scheme);
  event.set_ended(text_of(*cover.ended));
  event.set_reason(cover.ended_reason);
  return messaging::saying_of(member.id.text(), event);
}

messaging::Saying members_merged(const Member& kept, const Member& merged,
                                 const std::string& reason) {
  v1::MembersMerged event;
  *event.mutable_member() = snapshot_of(kept);
  event.set_merged_member_id(merged.id.text());
  event.set_merged_number(merged.number);
  event.set_reason(reason);
  return messaging::saying_of(kept.id.text(), event);
}

void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings) {
  messaging::append_all(tx, {"enrolment", occasion.fund, occasion.cause}, sayings, occasion.now);
}

}  // namespace haven::enrolment
