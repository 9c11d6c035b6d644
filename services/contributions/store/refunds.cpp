#include "services/contributions/store/refunds.hpp"

#include "common/db/sql.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

template <class... Parameters>
std::vector<Refund> refunds_where(db::Transaction& tx, const std::string& condition,
                                  Parameters&&... parameters) {
  std::vector<Refund> refunds;
  Refund row;
  std::int64_t minor = 0;
  Currency currency;
  std::string state;
  db::each(
      tx,
      "select refund_id, receipt_id, amount_minor, currency, reason, payer_name, owner_name, bank, "
      "account, state, ends_cover::text, asked_by, asked_on::text, decided_by, decided_on::text, "
      "refused_because, paid_on::text from contributions.refund where " +
          condition,
      [&] {
        row.amount = Money{minor, currency};
        row.state = state_named<RefundState>(state);
        refunds.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(row.id), into(row.receipt), into(minor),
      into(currency), into(row.reason), into(row.payer_name), into(row.account.owner_name),
      into(row.account.bank), into(row.account.number), into(state), into(row.ends_cover),
      into(row.asked_by), into(row.asked), into(row.decided_by), into(row.decided),
      into(row.refused_because), into(row.paid));
  return refunds;
}

std::optional<Refund> only(std::vector<Refund> refunds) {
  if (refunds.empty()) return {};
  return std::move(refunds.front());
}

Money sum_of(db::Transaction& tx, const Receipt& receipt, const std::string& states) {
  std::int64_t minor = 0;
  db::run(tx,
          "select coalesce(sum(amount_minor), 0)::bigint from contributions.refund "
          "where receipt_id = :id and state " +
              states,
          use(receipt.id), into(minor));
  return {minor, receipt.payment.amount.currency()};
}

}  // namespace

void insert_refund(db::Transaction& tx, const std::string& fund, const Refund& refund,
                   Instant now) {
  db::run(tx,
          "insert into contributions.refund (refund_id, fund, receipt_id, amount_minor, currency, "
          "reason, payer_name, owner_name, bank, account, state, asked_by, asked_on, asked_at) "
          "values (:id, :fund, :receipt, :minor, :currency, :reason, :payer, :owner, :bank, "
          ":account, 'asked', :by, :on, :at)",
          use(refund.id), use(fund), use(refund.receipt), use(refund.amount.minor()),
          use(refund.amount.currency()), use(refund.reason), use(refund.payer_name),
          use(refund.account.owner_name), use(refund.account.bank), use(refund.account.number),
          use(refund.asked_by), use(refund.asked), use(now));
}

std::optional<Refund> find_refund(db::Transaction& tx, const std::string& fund,
                                  const RefundId& id) {
  return only(refunds_where(tx, "fund = :fund and refund_id = :id", use(fund), use(id)));
}

std::optional<Refund> find_refund_for_update(db::Transaction& tx, const std::string& fund,
                                             const RefundId& id) {
  return only(refunds_where(tx, "fund = :fund and refund_id = :id for update", use(fund), use(id)));
}

std::vector<Refund> page_of_refunds(db::Transaction& tx, const std::string& fund,
                                    const std::string& state, const std::string& after, int limit) {
  return refunds_where(tx,
                       "fund = :fund and (:any = '' or state = :state) "
                       "and refund_id > :after::uuid order by refund_id limit :limit",
                       use(fund), use(state), use(state),
                       use(after.empty() ? std::string{nil_uuid} : after), use(limit));
}

Money promised_of(db::Transaction& tx, const Receipt& receipt) {
  return sum_of(tx, receipt, "<> 'refused'");
}

Money approved_of(db::Transaction& tx, const Receipt& receipt) {
  return sum_of(tx, receipt, "not in ('asked', 'refused')");
}

void save_decision(db::Transaction& tx, const Refund& refund, Instant now) {
  db::run(tx,
          "update contributions.refund set state = :state, decided_by = :by, decided_on = :on, "
          "decided_at = :at, refused_because = :why, ends_cover = :ends where refund_id = :id",
          use(name_of(refund.state)), use(refund.decided_by), use(refund.decided), use(now),
          use(refund.refused_because), use(refund.ends_cover), use(refund.id));
}

void save_payment_news(db::Transaction& tx, const Refund& refund, Instant said_at) {
  db::run(tx,
          "update contributions.refund set state = :state, paid_on = :paid, payment_said_at = :at "
          "where refund_id = :id and coalesce(payment_said_at <= :same_at::timestamptz, true)",
          use(name_of(refund.state)), use(refund.paid), use(said_at), use(refund.id), use(said_at));
}

}  // namespace haven::contributions::store
