#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "common/iso20022/reason_codes.hpp"
#include "services/disbursement/app/screen_payments.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// What a person does about a payment that did not simply settle.
struct RepairPayment {
  std::string fund;
  PaymentId payment;
  std::string by;
  std::string reason;
};

/// What has to be done before a returned payment goes again: what its reason asks for, and nothing
/// before somebody knows why a statement shows a debit of what the bank had rejected.
iso20022::Repair repair_of(const Payment& returned);
/// True when a corrected account is enough, without a person's word.
bool may_go_again_by_itself(const Payment& returned);

/// A returned payment is attempted again, with the account that is known now and a reference of its
/// own. Refused: not returned, or its entitlement was withdrawn.
Result<Payment> correct_payment(db::Transaction& tx, const RepairPayment& command,
                                const PayingRules& rules, Instant now);

/// An unknown payment is sent once more with the same reference, so that the bank can tell: writes
/// a file of this one order. Refused: not unknown, a stop was asked for, a hold is in force.
Result<Payment> resend_payment(db::Transaction& tx, const RepairPayment& command,
                               const PaymentPolicy& policy, Date today, Instant now);

/// One person says what became of an unknown payment (settled or returned); it ends that way when a
/// second person says the same. `ended` tells whether it has.
struct Resolution {
  Payment payment;
  bool ended = false;
};
Result<Resolution> resolve_payment(db::Transaction& tx, const RepairPayment& command,
                                   PaymentState outcome, Date today, Instant now);

}  // namespace haven::disbursement
