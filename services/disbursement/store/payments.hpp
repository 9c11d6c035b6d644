#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

/// Writes attempts of one fund that are new by payment and attempt; any number at once. Returns how
/// many were new. A sanctions list that is being taken waits for the transaction, or it for the
/// list, so that no payment is screened against a list that is no longer the current one.
std::int64_t insert_payments(db::Transaction& tx, const std::vector<Payment>& payments);

/// The claim's payments whose account still matters: latest attempts that have not left, and
/// returned ones; locked.
std::vector<Payment> correctable_of_for_update(db::Transaction& tx, const std::string& fund,
                                               const ClaimId& claim);
/// Saves account, state and batch of a payment that has not left; a batch that it was in keeps a
/// line that says so.
void save_account_change(db::Transaction& tx, const Payment& payment, const BatchId& left_batch);
/// Writes the next attempt and marks the one before as superseded.
void save_next_attempt(db::Transaction& tx, const Payment& next);

/// Remembers the withdrawal and cancels the entitlement's payments that have not left.
void cancel_payments(db::Transaction& tx, const std::string& fund, const EntitlementId& entitlement,
                     Instant now);
/// Cancels one held attempt.
void cancel_payment(db::Transaction& tx, const Payment& held);
bool is_withdrawn(db::Transaction& tx, const EntitlementId& entitlement);

/// The payment's attempts, latest first; empty when the fund has no such payment.
std::vector<Payment> find_attempts(db::Transaction& tx, const std::string& fund,
                                   const PaymentId& id);
/// The latest attempt, locked.
std::optional<Payment> find_payment_for_update(db::Transaction& tx, const std::string& fund,
                                               const PaymentId& id);

/// Which payments to show; empty texts ask for all. Only latest attempts.
struct PaymentFilter {
  std::string state;
  std::string claim;
  std::string currency;
};
/// Oldest first, after the payment with this key.
std::vector<Payment> payments_by(db::Transaction& tx, const std::string& fund,
                                 const PaymentFilter& filter, const std::string& after, int limit);
/// The place of a payment in payments_by().
std::string key_of(const Payment& payment);
bool is_key(const std::string& text);

/// Count and total of the latest attempts by state and currency.
struct PaymentTotal {
  std::string state;
  std::int64_t count = 0;
  Money total;
};
std::vector<PaymentTotal> payment_totals(db::Transaction& tx, const std::string& fund);

}  // namespace haven::disbursement::store
