#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/claims/app/rules.hpp"

namespace haven::claims {

/// Keeps the member's record when it is newer than ours, and looks again at the papers of the
/// member's claims that wait for some: a new child may need a guardian, a death makes one needless.
Result<void> follow_member(db::Transaction& tx, const FundRules& rules,
                           const enrolment::v1::Member& member, const Actor& actor, Instant now);

/// Two records were found to be one person: the merged record's claims go over to `event.member`.
Result<void> follow_merge(db::Transaction& tx, const FundRules& rules,
                          const enrolment::v1::MembersMerged& event, const Actor& actor,
                          Instant now);

}  // namespace haven::claims
