#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment_policy.hpp"
#include "services/disbursement/domain/receipt.hpp"

namespace haven::disbursement {

/// A payment settled: one in policy.confirm_every is asked about. Safe to run twice.
void ask_about_receipt(db::Transaction& tx, const std::string& fund,
                       const std::string& bank_reference, const PaymentPolicy& policy, Date today);

/// The bank took the money back: nobody is asked about it any more, whichever news comes first.
void stop_asking(db::Transaction& tx, const std::string& fund, const std::string& bank_reference,
                 const PaymentPolicy& policy, Date today);

struct ConfirmReceipt {
  std::string fund;
  PaymentId payment;
  std::string family_claim;  // the claim of a family that speaks for itself; else empty
  Answer answer;
};
/// Somebody says whether the money came, asked or not. Anything but "yes" opens an inquiry, which a
/// person closes. Refused: see answer_is_sound() and may_answer(); another claim's payment does not
/// exist for a family.
Result<Confirmation> confirm_receipt(db::Transaction& tx, const ConfirmReceipt& command, Date today,
                                     Instant now);

}  // namespace haven::disbursement
