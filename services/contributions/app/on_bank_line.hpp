#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/contributions/app/occasion.hpp"

/// What disbursement says of the fund's bank account. Safe to hear twice, late and in any order.
namespace haven::contributions {

/// Money came in that is no order of disbursement's: is it a deposit? Money out is none.
Result<void> on_line_taken(db::Transaction& tx, const Occasion& occasion,
                           const disbursement::v1::BankLineTaken& taken);

/// What the line was for. As a deposit of ours it proves that deposit; as anything else, what we
/// took it for is open again.
Result<void> on_line_assigned(db::Transaction& tx, const Occasion& occasion,
                              const disbursement::v1::BankLineAssigned& assigned);

}  // namespace haven::contributions
