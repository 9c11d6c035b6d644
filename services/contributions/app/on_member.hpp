#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/contributions/app/occasion.hpp"

/// What enrolment says, kept as our copy of who is who. Safe to hear twice and late.
namespace haven::contributions {

/// A new member owes joining for every scheme that the fund collects for.
Result<void> on_member_enrolled(db::Transaction& tx, const Occasion& occasion,
                                const enrolment::v1::Member& member);

/// Any later news of a member: their record as it is now. Receipts that waited for its number are
/// matched; a merged record's debts go to the kept one. `absorbed`: the record that was just merged
/// into this one.
Result<void> on_member_changed(db::Transaction& tx, const Occasion& occasion,
                               const enrolment::v1::Member& member,
                               const std::string& absorbed = "");

}  // namespace haven::contributions
