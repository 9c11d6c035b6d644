#include "services/disbursement/app/confirm_receipt.hpp"

#include "services/disbursement/store/inquiries.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/receipts.hpp"

namespace haven::disbursement {
namespace {

using std::chrono::days;

Result<Payment> payment_of(db::Transaction& tx, const ConfirmReceipt& command) {
  auto payment = store::find_payment_for_update(tx, command.fund, command.payment);
  const bool is_others =
      payment && !command.family_claim.empty() && payment->claim.text() != command.family_claim;
  if (!payment || is_others) {
    return refuse(ErrorKind::not_found, "payment_unknown", "The fund has no such payment.");
  }
  return std::move(*payment);
}

Confirmation unasked(const Payment& payment, Date today) {
  Confirmation confirmation;
  confirmation.payment = payment.id;
  confirmation.attempt = payment.attempt;
  confirmation.fund = payment.fund;
  confirmation.claim = payment.claim;
  confirmation.claim_reference = payment.claim_reference;
  confirmation.party = payment.party;
  confirmation.amount = payment.amount;
  confirmation.asked_on = today;
  return confirmation;
}

// Approvers sign payments, but not those of this batch; which of them sees to it is theirs to say.
Inquiry inquiry_about(const Payment& payment, const Answer& answer, Date today) {
  Inquiry inquiry;
  inquiry.id = new_uuid(answer.at);
  inquiry.payment = payment.id;
  inquiry.attempt = payment.attempt;
  inquiry.fund = payment.fund;
  inquiry.claim = payment.claim;
  inquiry.about = answer.received;
  inquiry.owner = "approver";
  inquiry.due_on = today + days{inquiry_days};
  inquiry.opened_by = answer.by;
  inquiry.opened_at = answer.at;
  return inquiry;
}

}  // namespace

void ask_about_receipt(db::Transaction& tx, const std::string& fund,
                       const std::string& bank_reference, const PaymentPolicy& policy, Date today) {
  const auto payment = store::find_attempt(tx, fund, bank_reference);
  if (!payment || !is_asked_about(payment->id, policy.confirm_every)) return;
  Confirmation asked = unasked(*payment, today);
  asked.is_asked = true;
  asked.due_on = today + days{policy.confirm_within_days};
  store::insert_asked(tx, asked);
}

void stop_asking(db::Transaction& tx, const std::string& fund, const std::string& bank_reference,
                 const PaymentPolicy& policy, Date today) {
  const auto payment = store::find_attempt(tx, fund, bank_reference);
  if (!payment || !is_asked_about(payment->id, policy.confirm_every)) return;
  store::save_cancelled(tx, *payment, today, today + days{policy.confirm_within_days});
}

Result<Confirmation> confirm_receipt(db::Transaction& tx, const ConfirmReceipt& command, Date today,
                                     Instant now) {
  const auto payment = payment_of(tx, command);
  if (!payment) return pass(payment);
  const auto known = store::find_confirmation(tx, command.fund, payment->id, payment->attempt);
  Answer answer = command.answer;
  answer.id = new_uuid(now);
  answer.at = now;
  answer.is_family = !command.family_claim.empty();

  if (const auto sound = answer_is_sound(*payment, answer); !sound) return pass(sound);
  if (!answer.is_family) {
    const auto signers = store::signers_of(tx, payment->batch);
    if (const auto may = may_answer(*payment, signers, answer.by); !may) return pass(may);
  }
  Confirmation confirmation = known.value_or(unasked(*payment, today));
  const auto before = known ? std::optional{known->state} : std::nullopt;
  confirmation.state = after_answer(before, answer.received);
  confirmation.last_answer = answer;

  store::save_answer(tx, confirmation, answer);
  if (answer.received != Received::yes) {
    store::insert_inquiry(tx, inquiry_about(*payment, answer, today));
  }
  return confirmation;
}

}  // namespace haven::disbursement
