#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/ledger/store/purses.hpp"

namespace haven::ledger::store {

/// Makes the purse of the refunds in this currency where it is missing, and lets it pay the
/// scheme's. False when the fund's purse file gave the name or the benefit to another purse.
bool ensure_refunds_purse(db::Transaction& tx, const std::string& fund, const std::string& scheme,
                          const Currency& currency);

}  // namespace haven::ledger::store
