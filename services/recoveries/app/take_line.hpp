#pragma once
#include "common/db/transaction.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/bank_line.hpp"

namespace haven::recoveries {

/// Money came in: when it is certain which receivable it pays, ReceivableMatched is said.
Result<void> take_line(db::Transaction& tx, const Occasion& occasion,
                       const disbursement::v1::BankLineTaken& event);

/// Disbursement believed us or another. Only now is a receivable paid, once for each line; what is
/// more than it needs is its debtor's credit.
Result<void> take_assignment(db::Transaction& tx, const Occasion& occasion,
                             const disbursement::v1::BankLineAssigned& event);

/// A person says that a line pays a receivable. Refused: a line that is not known, is matched or
/// assigned, or is in another currency.
Result<Receivable> match_line(db::Transaction& tx, const Occasion& occasion,
                              const ReceivableId& receivable, const LineId& line);

}  // namespace haven::recoveries
