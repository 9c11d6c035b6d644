#include "services/disbursement/store/outcomes.hpp"

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {

using db::array_of;
using db::into;
using db::use;

Orders orders_for_update(db::Transaction& tx, const std::string& fund,
                         const std::vector<std::string>& references) {
  Orders orders;
  Order order;
  std::string reference, state;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select bank_reference, payment_id, state, currency, amount_minor "
      "from disbursement.payment where fund = :fund "
      "and bank_reference = any(:references::text[]) order by bank_reference for update",
      [&] {
        order.state = payment_state_from(state).value();
        order.amount = {minor, currency};
        orders[reference] = order;
      },
      use(fund), use(array_of(references)), into(reference), into(order.payment), into(state),
      into(currency), into(minor));
  return orders;
}

std::vector<Payment> save_endings(db::Transaction& tx, const std::string& fund,
                                  const std::vector<Ending>& endings) {
  std::vector<std::string> references, states, days, reasons;
  for (const Ending& ending : endings) {
    references.push_back(ending.bank_reference);
    states.push_back(name_of(ending.state));
    days.push_back(text_of(ending.settled_on));
    reasons.push_back(ending.reason);
  }
  return payments_from(
      tx,
      "with g as (select * from unnest(:references::text[], :states::text[], :days::date[], "
      "  :reasons::text[]) as g (bank_reference, state, settled_on, reason)), "
      "p as (update disbursement.payment t set state = g.state, "
      "  settled_on = case when g.state = 'settled' then g.settled_on end, "
      "  return_reason = case when g.state = 'returned' then g.reason end, "
      "  version = t.version + 1 from g where t.fund = :fund "
      "  and t.bank_reference = g.bank_reference and t.state in ('released', 'unknown') "
      "  returning t.*) " +
          select_payment + "from p order by p.bank_reference",
      use(array_of(references)), use(array_of(states)), use(array_of(days)), use(array_of(reasons)),
      use(fund));
}

Payment save_resolution(db::Transaction& tx, const Payment& payment, const Ending& ending,
                        const std::string& first, const std::string& second) {
  const auto saved = payments_from(
      tx,
      "with p as (update disbursement.payment set state = :state, settled_on = :settled_on, "
      "  return_reason = :reason, resolved_by = :first, resolution_agreed_by = :second, "
      "  version = version + 1 where payment_id = :id and attempt = :attempt and state = 'unknown' "
      "  returning *) " +
          select_payment + "from p",
      use(name_of(ending.state)),
      use(ending.state == PaymentState::settled ? std::optional{ending.settled_on} : std::nullopt),
      use(ending.state == PaymentState::returned ? std::optional{ending.reason} : std::nullopt),
      use(first), use(second), use(payment.id), use(payment.attempt));
  ensure(saved.size() == 1, "a locked payment is still unknown");
  return saved.front();
}

std::optional<std::string> save_opinion(db::Transaction& tx, const Payment& payment,
                                        const std::string& subject, const std::string& outcome,
                                        const std::string& reason, Instant now) {
  db::run(tx,
          "insert into disbursement.resolution (payment_id, attempt, subject, outcome, reason, "
          "said_at) values (:id, :attempt, :subject, :outcome, :reason, :now) "
          "on conflict (payment_id, attempt, subject) do update set outcome = excluded.outcome, "
          "reason = excluded.reason, said_at = excluded.said_at",
          use(payment.id), use(payment.attempt), use(subject), use(outcome), use(reason), use(now));
  std::string other;
  const bool agreed =
      db::run(tx,
              "select subject from disbursement.resolution where payment_id = :id "
              "and attempt = :attempt and subject <> :subject and outcome = :outcome "
              "order by said_at limit 1",
              use(payment.id), use(payment.attempt), use(subject), use(outcome), into(other));
  if (!agreed) return {};
  return other;
}

void save_resend(db::Transaction& tx, const Payment& payment, Instant now) {
  db::run(tx,
          "update disbursement.payment set state = 'released', sent_at = :now, "
          "sendings = sendings + 1, version = version + 1 "
          "where payment_id = :id and attempt = :attempt and state = 'unknown'",
          use(now), use(payment.id), use(payment.attempt));
}

std::vector<Payment> mark_unknown(db::Transaction& tx, Instant limit, int most) {
  return payments_from(tx,
                       "with silent as (select payment_id, attempt from disbursement.payment "
                       "  where state = 'released' and sent_at < :limit order by sent_at "
                       "  limit :most for update skip locked), "
                       "p as (update disbursement.payment t set state = 'unknown', "
                       "  version = t.version + 1 from silent s where t.payment_id = s.payment_id "
                       "  and t.attempt = s.attempt returning t.*) " +
                           select_payment + "from p order by p.fund, p.bank_reference",
                       use(limit), use(most));
}

}  // namespace haven::disbursement::store
