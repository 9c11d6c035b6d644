#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

/// A payment that the bank returned, and that nobody has attempted again.
struct PaymentRepair {
  Payment payment;
  bool is_withdrawn = false;  // its entitlement: there is nothing left to pay
};
/// Longest waiting first, after the payment with this key.
std::vector<PaymentRepair> payments_to_repair(db::Transaction& tx, const std::string& fund,
                                              const std::string& after, int limit);
/// The place of a payment in payments_to_repair().
std::string key_of(const PaymentRepair& repair);
bool is_repair_key(const std::string& text);

}  // namespace haven::disbursement::store
