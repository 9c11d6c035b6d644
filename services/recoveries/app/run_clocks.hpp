#pragma once
#include "common/db/transaction.hpp"
#include "services/recoveries/app/occasion.hpp"

namespace haven::recoveries {

/// Demands, reminds and finds overdue what it is time for. Returns how many receivables it looked
/// at, at most a thousand; the rest comes with the next call.
std::size_t run_clocks(db::Transaction& tx, const std::string& fund, const RecoveryTerms& terms,
                       Date today);

}  // namespace haven::recoveries
