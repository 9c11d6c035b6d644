#pragma once
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

/// What is known of an award's payees when its funds are reserved.
struct Payees {
  Accounts accounts;
  bool is_withdrawn = false;
};
Payees find_payees(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                   const EntitlementId& entitlement);

/// The newest word about each party's account counts.
void save_accounts(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                   const Accounts& accounts, Instant told_at);
std::optional<Account> find_account(db::Transaction& tx, const std::string& fund,
                                    const ClaimId& claim, const std::string& party);

}  // namespace haven::disbursement::store
