#include "services/enrolment/app/say.hpp"

#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"

namespace haven::enrolment {
namespace {

void say(db::Transaction& tx, const Occasion& occasion, const Member& member,
         const google::protobuf::Message& event) {
  messaging::append(tx, {"enrolment", occasion.fund, occasion.cause}, member.id.text(), event,
                    occasion.now);
}

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
  return record;
}

void say_enrolled(db::Transaction& tx, const Occasion& occasion, const Member& member) {
  v1::MemberEnrolled event;
  *event.mutable_member() = snapshot_of(member);
  say(tx, occasion, member, event);
}

void say_changed(db::Transaction& tx, const Occasion& occasion, const Member& member,
                 const std::string& reason) {
  v1::FamilyChanged event;
  *event.mutable_member() = snapshot_of(member);
  event.set_reason(reason);
  say(tx, occasion, member, event);
}

void say_cover_started(db::Transaction& tx, const Occasion& occasion, const Member& member,
                       const Cover& cover) {
  v1::CoverStarted event;
  *event.mutable_member() = snapshot_of(member);
  event.set_cover_id(cover.id.text());
  event.set_scheme(cover.registration.scheme);
  event.set_starts(text_of(cover.starts));
  event.set_ends(text_of(cover.ends));
  say(tx, occasion, member, event);
}

void say_cover_ended(db::Transaction& tx, const Occasion& occasion, const Member& member,
                     const Cover& cover) {
  v1::CoverEnded event;
  *event.mutable_member() = snapshot_of(member);
  event.set_cover_id(cover.id.text());
  event.set_scheme(cover.registration.scheme);
  event.set_ended(text_of(cover.ended.value_or(occasion.today)));
  event.set_reason(cover.ended_reason);
  say(tx, occasion, member, event);
}

void say_merged(db::Transaction& tx, const Occasion& occasion, const Member& kept,
                const Member& merged, const std::string& reason) {
  v1::MembersMerged event;
  *event.mutable_member() = snapshot_of(kept);
  event.set_merged_member_id(merged.id.text());
  event.set_merged_number(merged.number);
  event.set_reason(reason);
  say(tx, occasion, kept, event);
}

}  // namespace haven::enrolment
