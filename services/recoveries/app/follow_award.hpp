#pragma once
#include "common/db/transaction.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"

namespace haven::recoveries {

/// An insurer's deposit holds an award's money by now. As far as the deposit itself gave it, and
/// not what the insurer paid or the fund advanced for these debts, so much is withdrawn, the oldest
/// first. An award that the insurer paid directly before is marked for a person to look at.
Result<void> follow_reserved(db::Transaction& tx, const Occasion& occasion,
                             const ledger::v1::FundsReserved& event);

/// An award was taken back before it was paid: the insurer owes it no more. One that was advanced
/// is marked for a person to look at.
Result<void> follow_withdrawn(db::Transaction& tx, const Occasion& occasion,
                              const adjudication::v1::EntitlementWithdrawn& event);

}  // namespace haven::recoveries
