#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/app/screen_payments.hpp"
#include "services/disbursement/domain/account_check.hpp"

namespace haven::disbursement {

constexpr int confirmations_max = 1000;

struct ConfirmAccounts {
  std::string fund;
  std::string told_by;
  std::vector<AccountConfirmation> confirmations;
};

/// Keeps what banks say of accounts, and looks again at every payment that waits for one of them.
/// Refused: a day that has not come, an account named twice. Returns how many payments were looked
/// at.
Result<std::size_t> confirm_accounts(db::Transaction& tx, const ConfirmAccounts& command,
                                     const PayingRules& rules, Instant now);

}  // namespace haven::disbursement
