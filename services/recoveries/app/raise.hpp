#pragma once
#include "common/db/transaction.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"

namespace haven::recoveries {

/// Completes a draft (its cause, debtor, subject, amount and last day are known), starts its clock,
/// tells the debtor what it is time for, and says ReceivableRaised. What the same cause raised
/// before is returned instead, as it is now.
Receivable raise(db::Transaction& tx, const Occasion& occasion, Receivable draft);

/// An insurer's deposit is short: the whole award is owed by the insurer, once. Nothing follows for
/// other layers, or when the award was reserved or withdrawn already.
Result<void> raise_insurer_share(db::Transaction& tx, const Occasion& occasion,
                                 const ledger::v1::FundsShort& event);

/// One debt for each payee who has too much.
Result<void> raise_overpayment(db::Transaction& tx, const Occasion& occasion,
                               const adjudication::v1::OverpaymentFound& event);

}  // namespace haven::recoveries
