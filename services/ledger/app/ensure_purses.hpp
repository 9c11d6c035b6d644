#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger {

/// Makes the fund's purses as they are written down, and takes over changed floors and purposes;
/// what they hold stays. Of a purse that is divided by budget years, this year's and last year's.
/// Run at every start. Refused: a purse changed its layer or currency, two purses are for the same
/// benefit, or what check_purses() refuses.
Result<void> ensure_purses(db::Transaction& tx, const std::string& fund,
                           const std::vector<PurseTerms>& terms, Date today, Instant now);

}  // namespace haven::ledger
