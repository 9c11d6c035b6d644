#pragma once
#include <cstddef>
#include <string>

#include "common/core/fund.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// Keeps payments as unclaimed whose payee was waited for policy.unclaimed_after_days, and says
/// PaymentUnclaimed for each; at most 500 at once. Returns how many. What the fund, a court or the
/// law keeps back is not unclaimed.
std::size_t keep_unclaimed(db::Transaction& tx, const Fund& fund, const PaymentPolicy& policy,
                           Instant now);

/// The payee's account is known after all: the money is reserved again, and says so, before the
/// payment goes on. Nothing happens when the payment was never kept as unclaimed.
void take_as_found(db::Transaction& tx, const Payment& payment, const std::string& cause,
                   Instant now);

/// The entitlement was withdrawn: what is unclaimed of it goes back to its purse.
void end_withdrawn_unclaimed(db::Transaction& tx, const std::string& fund,
                             const EntitlementId& entitlement, const std::string& cause,
                             Instant now);

}  // namespace haven::disbursement
