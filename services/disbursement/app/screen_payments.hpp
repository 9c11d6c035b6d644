#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// How the fund pays, on which of its days.
struct PayingRules {
  const PaymentPolicy& policy;
  Date today;
};

/// Looks at payments that have not left, and that the caller has locked: at their accounts and at
/// the fund's sanctions list. What speaks against paying becomes a hold; an account's hold is
/// lifted when its finding is gone; a held payment that nothing keeps back becomes payable.
/// Payments that have left are passed over. Says SanctionsHitFound for each new hit.
void screen_payments(db::Transaction& tx, const std::string& fund,
                     const std::vector<Payment>& payments, const PayingRules& rules, Instant now);

/// What nothing keeps back any more is payable; what was unclaimed meanwhile is found.
void free_payments(db::Transaction& tx, const std::vector<Payment>& payments, Instant now);

/// Writes the next attempt of a payment and screens it.
void save_screened_attempt(db::Transaction& tx, Payment next, const PayingRules& rules,
                           Instant now);

}  // namespace haven::disbursement
