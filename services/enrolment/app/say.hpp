#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

/// What enrolment tells the world. Each event carries the member's whole record.
namespace haven::enrolment {

/// The record as others keep it: registrations are those whose cover stands, with the cover's days.
v1::Member snapshot_of(const Member& member);

void say_enrolled(db::Transaction& tx, const Occasion& occasion, const Member& member);
void say_changed(db::Transaction& tx, const Occasion& occasion, const Member& member,
                 const std::string& reason);
void say_cover_started(db::Transaction& tx, const Occasion& occasion, const Member& member,
                       const Cover& cover);
void say_cover_ended(db::Transaction& tx, const Occasion& occasion, const Member& member,
                     const Cover& cover);
void say_merged(db::Transaction& tx, const Occasion& occasion, const Member& kept,
                const Member& merged, const std::string& reason);

}  // namespace haven::enrolment
