#pragma once
#include "common/db/transaction.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

/// The award was withdrawn of which a part had been kept back: what that had paid is owed again, by
/// the same receivable. Says ReductionUndone. Nothing follows where nothing had been counted.
Result<void> take_set_off_undone(db::Transaction& tx, const Occasion& occasion,
                                 const disbursement::v1::SetOffUndone& event);

/// The bank gave a payment back that it had settled: what was too much of it was never owed. Kept
/// for an overpayment that is told of later. Other returns change nothing: nobody had that money.
Result<void> follow_return(db::Transaction& tx, const Occasion& occasion,
                           const disbursement::v1::PaymentReturned& event);

/// A later attempt of a payment that came back reached its payee.
Result<void> follow_settlement(db::Transaction& tx, const Occasion& occasion,
                               const disbursement::v1::PaymentSettled& event);

/// Withdraws what a payee owes of an entitlement as far as its payment came back, and notes the
/// doubt where the fund owes its payee something now, also on a debt that was written off in full.
/// Nothing follows where no payment came back.
void follow_what_came_back(db::Transaction& tx, const Occasion& occasion,
                           const EntitlementId& entitlement, const std::string& party);

}  // namespace haven::recoveries
