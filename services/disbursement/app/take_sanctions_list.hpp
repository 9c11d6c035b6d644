#pragma once
#include <functional>
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/app/screen_payments.hpp"
#include "services/disbursement/domain/sanctions.hpp"

namespace haven::disbursement {

struct TakeSanctionsList {
  std::string fund;
  std::string taken_by;
  std::string sha256;  // of the file
  /// Gives the next line of the file without its end; false after the last.
  std::function<bool(std::string&)> next_line;
};

/// Replaces the fund's list by the file and screens every payment that has not left. What matches
/// of those that the bank has, or that were settled within the policy's days, is reported. Memory
/// does not grow with the names of the file or with the payments, only with the entries' ids.
/// Refused with the line: unreadable, an id twice; the same file as the current list's.
Result<SanctionsList> take_sanctions_list(db::Transaction& tx, const TakeSanctionsList& command,
                                          const PayingRules& rules, Instant now);

}  // namespace haven::disbursement
