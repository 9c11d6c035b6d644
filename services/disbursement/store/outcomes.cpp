#include "services/disbursement/store/outcomes.hpp"

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {

using db::array_of;
using db::into;
using db::use;

namespace {

constexpr const char* save_orders_sql = R"sql(
  with g as (select * from unnest(:references::text[], :states::text[], :settled::text[],
      :returned::text[], :codes::text[], :reasons::text[], :debited::boolean[],
      :credited::boolean[], :debits::text[], :credits::text[])
      as g (bank_reference, state, settled_on, returned_on, return_code, return_reason,
            was_debited, was_credited, debit_entry, credit_entry)),
  p as (update disbursement.payment t
      set state = g.state, settled_on = nullif(g.settled_on, '')::date,
          returned_on = nullif(g.returned_on, '')::date,
          return_code = nullif(g.return_code, ''), return_reason = nullif(g.return_reason, ''),
          was_debited = g.was_debited, was_credited = g.was_credited,
          debit_entry = g.debit_entry, credit_entry = g.credit_entry, version = t.version + 1
      from g where t.fund = :fund and t.bank_reference = g.bank_reference returning t.*)
  )sql";

// The changed orders' column with this content, as an array.
template <class Content>
std::string column(const Orders& orders, Content content) {
  std::vector<std::string> values;
  for (const auto& [reference, order] : orders) {
    if (order.is_changed) values.push_back(content(reference, order));
  }
  return array_of(values);
}

std::string text_or_nothing(const std::optional<Date>& day) {
  return day ? text_of(*day) : "";
}

}  // namespace

Orders orders_for_update(db::Transaction& tx, const std::string& fund,
                         const std::vector<std::string>& references) {
  Orders orders;
  Order order;
  std::string reference, state;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select bank_reference, payment_id, state, currency, amount_minor, was_debited, "
      "was_credited, debit_entry, credit_entry, settled_on::text, returned_on::text, "
      "coalesce(return_code, ''), coalesce(return_reason, '') "
      "from disbursement.payment where fund = :fund "
      "and bank_reference = any(:references::text[]) order by bank_reference for update",
      [&] {
        order.state = payment_state_from(state).value();
        order.amount = {minor, currency};
        orders[reference] = order;
      },
      use(fund), use(array_of(references)), into(reference), into(order.payment), into(state),
      into(currency), into(minor), into(order.was_debited), into(order.was_credited),
      into(order.debit_entry), into(order.credit_entry), into(order.settled_on),
      into(order.returned_on), into(order.return_code), into(order.return_reason));
  return orders;
}

std::vector<Payment> save_orders(db::Transaction& tx, const std::string& fund,
                                 const Orders& orders) {
  using R = const std::string&;
  using O = const Order&;
  const auto of = [&](auto content) { return column(orders, content); };
  return payments_from(tx, save_orders_sql + select_payment + "from p order by p.bank_reference",
                       use(of([](R reference, O) { return reference; })),
                       use(of([](R, O order) { return name_of(order.state); })),
                       use(of([](R, O order) { return text_or_nothing(order.settled_on); })),
                       use(of([](R, O order) { return text_or_nothing(order.returned_on); })),
                       use(of([](R, O order) { return order.return_code; })),
                       use(of([](R, O order) { return order.return_reason; })),
                       use(of([](R, O order) { return order.was_debited ? "t" : "f"; })),
                       use(of([](R, O order) { return order.was_credited ? "t" : "f"; })),
                       use(of([](R, O order) { return order.debit_entry; })),
                       use(of([](R, O order) { return order.credit_entry; })), use(fund));
}

void note_statuses(db::Transaction& tx, const std::string& fund, const StatementId& report,
                   const std::vector<std::pair<std::string, std::string>>& statuses, Instant now) {
  std::vector<std::string> references, codes;
  for (const auto& [reference, code] : statuses) {
    references.push_back(reference);
    codes.push_back(code);
  }
  db::run(tx,
          "update disbursement.payment t set bank_status = g.code, bank_status_at = :now, "
          "bank_status_in = :report::uuid, version = t.version + 1 "
          "from unnest(:references::text[], :codes::text[]) as g (bank_reference, code) "
          "where t.fund = :fund and t.bank_reference = g.bank_reference",
          use(now), use(report), use(array_of(references)), use(array_of(codes)), use(fund));
}

Standing standing_of_batch(db::Transaction& tx, const BatchId& batch) {
  Standing standing;
  db::run(tx,
          "with locked as (select state, was_debited from disbursement.payment "
          "  where batch_id = :batch order by bank_reference for update) "
          "select count(*) filter (where not was_debited and state in ('released', 'unknown', "
          "'settled')), count(*) filter (where was_debited and state = 'settled'), "
          "count(*) filter (where state not in ('released', 'unknown', 'settled') "
          "or (was_debited and state <> 'settled')) from locked",
          use(batch), into(standing.open), into(standing.debited), into(standing.other));
  return standing;
}

std::vector<std::string> references_in_file(db::Transaction& tx, const OrderFile& file,
                                            const StatementId& report, const std::string& after,
                                            int limit) {
  std::vector<std::string> references;
  std::string reference;
  db::each(
      tx,
      "select bank_reference from disbursement.payment where batch_id = :batch "
      "and (:single::uuid is null or (payment_id = :payment::uuid and attempt = :attempt)) "
      "and bank_reference > :after collate \"C\" "
      "and (bank_status_in is null or bank_status_in is distinct from :report::uuid) order by "
      "bank_reference collate \"C\" limit :limit",
      [&] { references.push_back(reference); }, use(file.batch), use(file.payment),
      use(file.payment), use(file.attempt), use(after), use(report), use(limit), into(reference));
  return references;
}

Payment save_resolution(db::Transaction& tx, const Payment& payment, const Ending& ending,
                        const std::string& first, const std::string& second) {
  const bool is_settled = ending.state == PaymentState::settled;
  const auto saved = payments_from(
      tx,
      "with p as (update disbursement.payment set state = :state, settled_on = :settled_on, "
      "  returned_on = :returned_on, return_reason = :reason, resolved_by = :first, "
      "  resolution_agreed_by = :second, version = version + 1 "
      "  where payment_id = :id and attempt = :attempt and state = 'unknown' returning *) " +
          select_payment + "from p",
      use(name_of(ending.state)), use(is_settled ? std::optional{ending.on} : std::nullopt),
      use(is_settled ? std::nullopt : std::optional{ending.on}),
      use(is_settled ? std::nullopt : std::optional{ending.reason}), use(first), use(second),
      use(payment.id), use(payment.attempt));
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
                       "  where state = 'released' and sent_at < :limit "
                       "  and coalesce(bank_status_at, sent_at) < :silent order by sent_at "
                       "  limit :most for update skip locked), "
                       "p as (update disbursement.payment t set state = 'unknown', "
                       "  version = t.version + 1 from silent s where t.payment_id = s.payment_id "
                       "  and t.attempt = s.attempt returning t.*) " +
                           select_payment + "from p order by p.fund, p.bank_reference",
                       use(limit), use(limit), use(most));
}

}  // namespace haven::disbursement::store
