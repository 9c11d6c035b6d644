#pragma once
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/earmark.hpp"
#include "services/ledger/domain/period.hpp"

namespace haven::ledger {

/// Keeps the fund's earmarks as they are written down. Refused: what check_earmarks() refuses.
Result<void> ensure_earmarks(db::Transaction& tx, const std::string& fund,
                             const std::vector<Earmark>& earmarks,
                             const std::vector<PurseTerms>& purses);

/// The fund's earmarks of a year in figures, by name. Income in another currency than the purse's
/// is counted at the last rate of an exchange in the books before that year.
std::vector<EarmarkFigures> measure_earmarks(db::Transaction& tx, const std::string& fund,
                                             int year);

/// Refused when a funding that counts towards the year would exceed an earmark of its purse. The
/// purse must be locked, or two fundings could pass together.
Result<void> check_ceilings(db::Transaction& tx, const std::string& fund, const std::string& purse,
                            int year, const Money& funding);

/// Refused (earmark_is_short) when the month is the last of a year in which a purse got less than
/// its earmark asks for.
Result<void> check_earmarks_of(db::Transaction& tx, const std::string& fund, Month month);

}  // namespace haven::ledger
