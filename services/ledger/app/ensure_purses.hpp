#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger {

/// Makes the fund's purses as they are written down, and takes over changed floors and purposes;
/// what they hold stays. Run at every start. Refused: a purse changed its layer or currency, or two
/// purses are for the same benefit.
Result<void> ensure_purses(db::Transaction& tx, const std::string& fund,
                           const std::vector<PurseTerms>& terms, Date today, Instant now);

}  // namespace haven::ledger
