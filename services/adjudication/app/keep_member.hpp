#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/enrolment/v1/events.pb.h"

namespace haven::adjudication {

/// Keeps the newest record of a member; an older one, or the same again, changes nothing.
Result<void> keep_member(db::Transaction& tx, const messaging::Event& event,
                         const enrolment::v1::Member& member);

/// The same for the member that stays, and notes who became part of it: claims and payments of both
/// records are one person's from now on.
Result<void> follow_merge(db::Transaction& tx, const messaging::Event& event,
                          const enrolment::v1::MembersMerged& merged);

}  // namespace haven::adjudication
