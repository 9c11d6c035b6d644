#include "services/disbursement/app/hold_payment.hpp"

#include "services/disbursement/app/find_hits.hpp"
#include "services/disbursement/app/screen_payments.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

Result<Payment> payment_for_update(db::Transaction& tx, const RepairPayment& command) {
  const auto payment = store::find_payment_for_update(tx, command.fund, command.payment);
  if (payment) return *payment;
  return refuse(ErrorKind::not_found, "payment_unknown", "The fund has no such payment.");
}

// What a person said with the lifting stands for later looks at the same payee.
void remember(db::Transaction& tx, const Payment& payment, const Hold& hold, Instant now) {
  const std::string &by = *hold.lifted_by, &why = *hold.lifted_because;
  if (hold.kind == HoldKind::account_check) {
    store::accept_name(tx, payment.id, payment.account.owner_name, by, why, now);
    for (const auto& [key, said] : store::confirmations_of(tx, payment.fund, {payment})) {
      store::accept_name(tx, payment.id, said.owner_name, by, why, now);
    }
  } else if (hold.kind == HoldKind::sanctions_hit) {
    for (const std::string& name : {payment.payee_name, payment.account.owner_name}) {
      const std::string payee = payee_key(payment, plain_name(name));
      store::clear_entry(tx, payment.fund, payee, hold.about, by, why, now);
    }
  }
}

// As it is after what was done: the payment's state may have changed with it.
Hold read_again(db::Transaction& tx, const Hold& hold) {
  return store::find_hold_for_update(tx, hold.fund, hold.id).value();
}

Lifter lifter_of(db::Transaction& tx, const Payment& payment, const LiftHold& command) {
  const Hands& hands = payment.hands;
  const bool had_part = command.by == hands.filed_by || command.by == hands.decided_by ||
                        command.by == hands.decision_approved_by;
  return {command.by, command.is_approver, had_part, store::has_interest(tx, payment, command.by)};
}

}  // namespace

Result<Hold> hold_payment(db::Transaction& tx, const RepairPayment& command, HoldKind kind,
                          Instant now) {
  const auto payment = payment_for_update(tx, command);
  if (!payment) return pass(payment);
  if (const auto may = may_place(kind, payment->state); !may) return pass(may);
  for (const Hold& there : store::holds_in_force(tx, {*payment})) {
    if (there.kind == kind && there.about.empty()) {
      return refuse(ErrorKind::conflict, "hold_is_placed_once",
                    "The payment has such a hold already.");
    }
  }
  Hold hold;
  hold.id = new_id<HoldId>(now);
  hold.fund = command.fund;
  hold.payment = command.payment;
  hold.kind = kind;
  hold.reason = command.reason;
  hold.placed_by = command.by;
  hold.placed_at = now;

  say_hits(tx, {*payment}, store::place_holds(tx, {hold}), now);
  return read_again(tx, hold);
}

Result<Payment> cancel_payment(db::Transaction& tx, const RepairPayment& command, Instant now) {
  auto payment = payment_for_update(tx, command);
  if (!payment) return payment;
  if (payment->state != PaymentState::payable && payment->state != PaymentState::batched) {
    return refuse(ErrorKind::conflict, "payment_not_waiting",
                  "The payment is " + name_of(payment->state) + ", not payable or batched.");
  }
  const auto hold = hold_payment(tx, command, HoldKind::stopped, now);
  if (!hold) return pass(hold);
  return store::find_payment_for_update(tx, command.fund, command.payment).value();
}

Result<Payment> stop_payment(db::Transaction& tx, const RepairPayment& command, Instant now) {
  auto payment = payment_for_update(tx, command);
  if (!payment) return payment;
  if (payment->state != PaymentState::released && payment->state != PaymentState::unknown) {
    return refuse(ErrorKind::conflict, "payment_not_with_the_bank",
                  "The payment is " + name_of(payment->state) + ", not with the bank.");
  }
  if (payment->stop_asked_by) {
    return refuse(ErrorKind::conflict, "stop_was_asked", "The stop was asked for before.");
  }
  payment->stop_asked_by = command.by;
  payment->stop_asked_at = now;
  payment->stop_because = command.reason;

  store::save_stop(tx, *payment);
  return payment;
}

Result<Hold> lift_hold(db::Transaction& tx, const LiftHold& command, Instant now) {
  auto hold = store::find_hold_for_update(tx, command.fund, command.hold);
  if (!hold) return refuse(ErrorKind::not_found, "hold_unknown", "The fund has no such hold.");
  const auto payment = store::find_payment_for_update(tx, command.fund, hold->payment).value();

  const auto may = may_lift(*hold, lifter_of(tx, payment, command), command.ground);
  if (!may) return pass(may);
  hold->lifted_by = command.by;
  hold->lifted_at = now;
  hold->lifted_because = command.reason;
  hold->lifted_ground = command.ground;

  store::save_lifting(tx, *hold);
  remember(tx, payment, *hold, now);
  say_cleared(tx, payment, *hold, now);
  free_payments(tx, {payment}, now);
  return read_again(tx, *hold);
}

Result<Hold> escalate_hit(db::Transaction& tx, const EscalateHit& command, Instant now) {
  auto hold = store::find_hold_for_update(tx, command.fund, command.hold);
  if (!hold) return refuse(ErrorKind::not_found, "hold_unknown", "The fund has no such hold.");
  if (const auto may = may_escalate(*hold); !may) return pass(may);
  const auto payment = store::find_payment_for_update(tx, command.fund, hold->payment).value();
  hold->escalated_by = command.by;
  hold->escalated_at = now;
  hold->escalated_because = command.reason;

  store::save_escalation(tx, *hold);
  say_escalated(tx, payment, *hold, now);
  return *hold;
}

}  // namespace haven::disbursement
