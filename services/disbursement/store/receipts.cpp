#include "services/disbursement/store/receipts.hpp"

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::into;
using db::use;

const std::string select_confirmation =
    "select c.payment_id, c.attempt::int, c.fund, c.claim_id, p.claim_reference, p.party, "
    "p.currency, p.amount_minor, c.is_asked, c.asked_on::text, c.due_on::text, c.state, "
    "a.received, a.received_minor, a.note, a.said_by, a.is_family, a.said_at::text "
    "from disbursement.receipt_confirmation c "
    "join disbursement.payment p on p.payment_id = c.payment_id and p.attempt = c.attempt "
    "left join lateral (select * from disbursement.receipt_answer a "
    "  where a.payment_id = c.payment_id and a.attempt = c.attempt "
    "  order by a.said_at desc, a.answer_id desc limit 1) a on true ";

struct AnswerColumns {
  std::optional<std::string> received, note, by;
  std::optional<std::int64_t> minor;
  std::optional<bool> is_family;
  std::optional<Instant> at;

  [[nodiscard]] std::optional<Answer> answer(const Currency& currency) const {
    if (!received) return {};
    Answer answer;
    answer.received = received_from(*received).value();
    if (minor) answer.amount = Money{*minor, currency};
    answer.note = *note;
    answer.by = *by;
    answer.is_family = *is_family;
    answer.at = *at;
    return answer;
  }
};

template <class... Uses>
std::vector<Confirmation> confirmations_from(db::Transaction& tx, const std::string& tail,
                                             Uses&&... uses) {
  std::vector<Confirmation> confirmations;
  Confirmation c;
  AnswerColumns a;
  Currency currency;
  std::int64_t minor = 0;
  std::string state;
  db::each(
      tx, select_confirmation + tail,
      [&] {
        c.amount = {minor, currency};
        c.state = confirmation_state_from(state).value();
        c.last_answer = a.answer(currency);
        confirmations.push_back(c);
      },
      into(c.payment), into(c.attempt), into(c.fund), into(c.claim), into(c.claim_reference),
      into(c.party), into(currency), into(minor), into(c.is_asked), into(c.asked_on),
      into(c.due_on), into(state), into(a.received), into(a.minor), into(a.note), into(a.by),
      into(a.is_family), into(a.at), std::forward<Uses>(uses)...);
  return confirmations;
}

}  // namespace

std::optional<Payment> find_attempt(db::Transaction& tx, const std::string& fund,
                                    const std::string& bank_reference) {
  auto found = payments_from(tx,
                             select_payment +
                                 "from disbursement.payment p where p.fund = :fund "
                                 "and p.bank_reference = :reference",
                             use(fund), use(bank_reference));
  if (found.empty()) return {};
  return found.front();
}

std::set<std::string> signers_of(db::Transaction& tx, const BatchId& batch) {
  std::set<std::string> signers;
  std::string subject;
  db::each(
      tx, "select subject from disbursement.batch_signature where batch_id = :id",
      [&] { signers.insert(subject); }, use(batch), into(subject));
  return signers;
}

void insert_asked(db::Transaction& tx, const Confirmation& c) {
  db::run(tx,
          "insert into disbursement.receipt_confirmation (payment_id, attempt, fund, claim_id, "
          "is_asked, asked_on, due_on, state) values (:payment, :attempt, :fund, :claim, true, "
          ":asked, :due, 'asked') on conflict do nothing",
          use(c.payment), use(c.attempt), use(c.fund), use(c.claim), use(c.asked_on),
          use(c.due_on));
}

void save_cancelled(db::Transaction& tx, const Payment& payment, Date today, Date due_on) {
  db::run(tx,
          "insert into disbursement.receipt_confirmation as c (payment_id, attempt, fund, "
          "claim_id, is_asked, asked_on, due_on, state) values (:payment, :attempt, :fund, :claim, "
          "true, :today, :due, 'cancelled') on conflict (payment_id, attempt) do update set "
          "state = 'cancelled' where c.state = 'asked'",
          use(payment.id), use(payment.attempt), use(payment.fund), use(payment.claim), use(today),
          use(due_on));
}

std::optional<Confirmation> find_confirmation(db::Transaction& tx, const std::string& fund,
                                              const PaymentId& payment, int attempt) {
  const auto found = confirmations_from(
      tx, "where c.fund = :fund and c.payment_id = :payment and c.attempt = :attempt", use(fund),
      use(payment), use(attempt));
  if (found.empty()) return {};
  return found.front();
}

void save_answer(db::Transaction& tx, const Confirmation& c, const Answer& answer) {
  db::run(
      tx,
      "insert into disbursement.receipt_confirmation (payment_id, attempt, fund, claim_id, "
      "is_asked, asked_on, due_on, state) values (:payment, :attempt, :fund, :claim, :is_asked, "
      ":asked, :due, :state) on conflict (payment_id, attempt) do update set "
      "state = excluded.state",
      use(c.payment), use(c.attempt), use(c.fund), use(c.claim), use(c.is_asked), use(c.asked_on),
      use(c.due_on), use(name_of(c.state)));
  const auto minor = answer.amount ? std::optional{answer.amount->minor()} : std::nullopt;
  db::run(tx,
          "insert into disbursement.receipt_answer (answer_id, payment_id, attempt, received, "
          "received_minor, note, said_by, is_family, said_at) values (:id, :payment, :attempt, "
          ":received, :minor, :note, :by, :is_family, :at)",
          use(answer.id), use(c.payment), use(c.attempt), use(name_of(answer.received)), use(minor),
          use(answer.note), use(answer.by), use(answer.is_family), use(answer.at));
}

std::vector<Confirmation> confirmations_by(db::Transaction& tx, const std::string& fund,
                                           const ConfirmationFilter& filter,
                                           const std::string& after, int limit) {
  const std::string key =
      after.empty() ? "0001-01-01/00000000-0000-0000-0000-000000000000/0" : after;
  return confirmations_from(
      tx,
      "where c.fund = :fund and c.state = coalesce(nullif(:state, ''), c.state) "
      "and (:due::date is null or (c.state = 'asked' and c.due_on < :same_due::date)) "
      "and (c.asked_on, c.payment_id, c.attempt) > (split_part(:key, '/', 1)::date, "
      "split_part(:same_key, '/', 2)::uuid, split_part(:last_key, '/', 3)::int) "
      "order by c.asked_on, c.payment_id, c.attempt limit :limit",
      use(fund), use(filter.state), use(filter.due_before), use(filter.due_before), use(key),
      use(key), use(key), use(limit));
}

std::string key_of(const Confirmation& confirmation) {
  return text_of(confirmation.asked_on) + "/" + confirmation.payment.text() + "/" +
         std::to_string(confirmation.attempt);
}

ConfirmationTotals confirmation_totals(db::Transaction& tx, const std::string& fund, Date today) {
  ConfirmationTotals t;
  db::run(tx,
          "select count(*) filter (where is_asked), "
          "count(*) filter (where is_asked and state = 'confirmed'), "
          "count(*) filter (where is_asked and state = 'disputed'), "
          "count(*) filter (where is_asked and state = 'cancelled'), "
          "count(*) filter (where state = 'asked'), "
          "count(*) filter (where state = 'asked' and due_on < :today), "
          "count(*) filter (where not is_asked), "
          "(select count(*) from disbursement.inquiry where fund = :same and state = 'open') "
          "from disbursement.receipt_confirmation where fund = :fund",
          use(today), use(fund), use(fund), into(t.asked), into(t.confirmed), into(t.disputed),
          into(t.cancelled), into(t.waiting), into(t.overdue), into(t.unasked), into(t.inquiries));
  return t;
}

}  // namespace haven::disbursement::store
