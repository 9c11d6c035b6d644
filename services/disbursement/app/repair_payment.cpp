#include "services/disbursement/app/repair_payment.hpp"

#include <utility>

#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/app/write_order_file.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/outcomes.hpp"
#include "services/disbursement/store/payee_accounts.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {
namespace {

Result<Payment> payment_in(db::Transaction& tx, const RepairPayment& command, PaymentState state) {
  const auto payment = store::find_payment_for_update(tx, command.fund, command.payment);
  if (!payment) {
    return refuse(ErrorKind::not_found, "payment_unknown", "The fund has no such payment.");
  }
  if (payment->state != state) {
    return refuse(ErrorKind::conflict, "payment_not_" + name_of(state),
                  "The payment is " + name_of(payment->state) + ", not " + name_of(state) + ".");
  }
  return *payment;
}

// A file of one order, under the reference that the bank knows already.
Result<OrderFile> send_alone(db::Transaction& tx, const Payment& payment, const FundAccount& from,
                             Date today, Instant now) {
  OrderFile file;
  file.message_id = message_id_of(payment);
  file.batch = payment.batch;
  file.payment = payment.id;
  file.attempt = payment.attempt;
  file.transfers = 1;
  file.total = payment.amount;
  file.written_at = now;
  std::vector<Payment> left{payment};
  return write_order_file(tx, std::move(file), from, today,
                          [&] { return std::exchange(left, {}); });
}

}  // namespace

iso20022::Repair repair_of(const Payment& returned) {
  const bool debited_after_rejection = returned.was_debited && !returned.was_credited;
  if (debited_after_rejection) return iso20022::Repair::do_not_pay;
  return iso20022::meaning_of(returned.return_code.value_or("")).repair;
}

bool may_go_again_by_itself(const Payment& returned) {
  return repair_of(returned) != iso20022::Repair::do_not_pay;
}

Result<Payment> correct_payment(db::Transaction& tx, const RepairPayment& command,
                                const PayingRules& rules, Instant now) {
  const auto returned = payment_in(tx, command, PaymentState::returned);
  if (!returned) return returned;
  if (store::is_withdrawn(tx, returned->entitlement)) {
    return refuse(ErrorKind::conflict, "entitlement_withdrawn",
                  "The entitlement was withdrawn; there is nothing left to pay.");
  }
  const auto account = store::find_account(tx, command.fund, returned->claim, returned->party);

  const Payment next =
      next_attempt(*returned, account.value_or(returned->account), command.reason, now);

  take_as_found(tx, *returned, "correction " + returned->id.text(), now);
  save_screened_attempt(tx, next, rules, now);
  return store::find_payment_for_update(tx, command.fund, command.payment).value();
}

Result<Payment> resend_payment(db::Transaction& tx, const RepairPayment& command,
                               const PaymentPolicy& policy, Date today, Instant now) {
  auto payment = payment_in(tx, command, PaymentState::unknown);
  if (!payment) return payment;
  if (payment->stop_asked_by) {
    return refuse(ErrorKind::conflict, "stop_was_asked",
                  "The bank was asked to stop this payment; it is not sent again.");
  }
  if (const auto holds = store::holds_in_force(tx, {*payment}); !holds.empty()) {
    return refuse(ErrorKind::conflict, "payment_is_kept_back",
                  "A hold (" + name_of(holds.front().kind) +
                      ") keeps this payment back; it is not sent again before that is lifted.");
  }
  const FundAccount* from = account_for(policy, payment->amount.currency());
  if (from == nullptr) return no_account_for(payment->amount.currency());

  store::save_resend(tx, *payment, now);
  payment->state = PaymentState::released;
  payment->sent_at = now;
  ++payment->sendings;
  if (const auto sent = send_alone(tx, *payment, *from, today, now); !sent) return pass(sent);
  messaging::append_all(tx, {"disbursement", command.fund, "resend " + payment->id.text()},
                        released_sayings({*payment}), now);
  return payment;
}

Result<Resolution> resolve_payment(db::Transaction& tx, const RepairPayment& command,
                                   PaymentState outcome, Date today, Instant now) {
  const auto payment = payment_in(tx, command, PaymentState::unknown);
  if (!payment) return pass(payment);
  const auto other =
      store::save_opinion(tx, *payment, command.by, name_of(outcome), command.reason, now);
  if (!other) return Resolution{*payment, false};

  const Payment ended =
      store::save_resolution(tx, *payment, {outcome, today, command.reason}, *other, command.by);
  messaging::append_all(tx, {"disbursement", command.fund, "resolution " + payment->id.text()},
                        ended_sayings({ended}), now);
  return Resolution{ended, true};
}

}  // namespace haven::disbursement
