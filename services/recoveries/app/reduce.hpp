#pragma once
#include "common/db/transaction.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/reduction.hpp"
#include "services/recoveries/store/reductions.hpp"

namespace haven::recoveries {

/// Writes what reduced a receivable that the caller holds, and says it: ReceivableReduced for each
/// reduction, and SetOffAgreed with what is left where a set-off was agreed. A plan's last day
/// moves with what is paid.
void apply(db::Transaction& tx, const Occasion& occasion, const Reduced& reduced,
           const store::ReductionCause& cause);

/// Money came for a receivable that the caller holds: apply(), and what was written off is raised
/// anew as far as the money reaches, and paid with it. What was never owed, because the payment of
/// which it was too much came back, is the payee's credit instead, with a doubt.
void take_money(db::Transaction& tx, const Occasion& occasion, const Receivable& receivable,
                How how, const Money& amount, const store::ReductionCause& cause);

/// Disbursement kept a part of an award back. Once for each set-off.
Result<void> take_set_off(db::Transaction& tx, const Occasion& occasion,
                          const disbursement::v1::SetOffMade& event);

tl::unexpected<Error> no_receivable();

}  // namespace haven::recoveries
