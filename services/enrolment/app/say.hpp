#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/log.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

/// What enrolment tells the world. Each event carries the member's whole record.
namespace haven::enrolment {

/// The record as others keep it: registrations are those whose cover stands, with the cover's days.
v1::Member snapshot_of(const Member& member);

messaging::Saying member_enrolled(const Member& member);
messaging::Saying family_changed(const Member& member, const std::string& reason);
messaging::Saying cover_started(const Member& member, const Cover& cover);
messaging::Saying cover_ended(const Member& member, const Cover& cover);
messaging::Saying members_merged(const Member& kept, const Member& merged,
                                 const std::string& reason);

/// Says these in their order; call it last.
void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings);

}  // namespace haven::enrolment
