#pragma once
// How the stores of this folder read payments: one list of columns, one struct that takes them.
#include "common/db/sql.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

inline const std::string select_payment =
    "select p.payment_id, p.attempt::int, p.fund, p.claim_id, p.claim_reference, p.entitlement_id, "
    "p.party, p.instalment::int, p.payee_name, p.currency, p.amount_minor, p.due_on::text, "
    "p.bank_reference, p.owner_name, p.bank, p.account, p.state, p.batch_id, p.filed_by, "
    "p.decided_by, p.decision_approved_by, p.batch_approved_by, p.released_by, p.created_at::text, "
    "p.sent_at::text, p.sendings, p.settled_on::text, p.return_reason, p.corrected_because, "
    "p.member_id, p.stop_asked_by, p.stop_asked_at::text, p.stop_because, p.returned_on::text, "
    "p.return_code, p.bank_status, p.bank_status_at::text, p.was_debited, p.was_credited ";

struct PaymentRow {
  Payment payment;
  std::string state;
  Currency currency;
  std::int64_t minor = 0;

  Payment take() {
    payment.amount = {minor, currency};
    const auto known = payment_state_from(state);
    ensure(known.has_value(), "a stored payment is in a known state");
    payment.state = *known;
    return payment;
  }
};

/// Calls `take` with each payment that `sql` gives; `sql` yields the columns of select_payment.
template <class... Uses>
void each_payment(db::Transaction& tx, const std::string& sql,
                  const std::function<void(Payment)>& take, Uses&&... uses) {
  using db::into;
  PaymentRow row;
  Payment& p = row.payment;
  db::each(
      tx, sql, [&] { take(row.take()); }, into(p.id), into(p.attempt), into(p.fund), into(p.claim),
      into(p.claim_reference), into(p.entitlement), into(p.party), into(p.instalment),
      into(p.payee_name), into(row.currency), into(row.minor), into(p.due_on),
      into(p.bank_reference), into(p.account.owner_name), into(p.account.bank),
      into(p.account.number), into(row.state), into(p.batch), into(p.hands.filed_by),
      into(p.hands.decided_by), into(p.hands.decision_approved_by), into(p.batch_approved_by),
      into(p.released_by), into(p.created_at), into(p.sent_at), into(p.sendings),
      into(p.settled_on), into(p.return_reason), into(p.corrected_because), into(p.member),
      into(p.stop_asked_by), into(p.stop_asked_at), into(p.stop_because), into(p.returned_on),
      into(p.return_code), into(p.bank_status), into(p.bank_status_at), into(p.was_debited),
      into(p.was_credited), std::forward<Uses>(uses)...);
}

template <class... Uses>
std::vector<Payment> payments_from(db::Transaction& tx, const std::string& sql, Uses&&... uses) {
  std::vector<Payment> payments;
  each_payment(
      tx, sql, [&](Payment payment) { payments.push_back(std::move(payment)); },
      std::forward<Uses>(uses)...);
  return payments;
}

}  // namespace haven::disbursement::store
