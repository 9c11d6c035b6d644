#include "services/contributions/store/deposits.hpp"

#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {
namespace {

using db::change;
using db::into;
using db::use;

constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

template <class... Parameters>
std::vector<DepositView> deposits_where(db::Transaction& tx, const std::string& condition,
                                        Parameters&&... parameters) {
  std::vector<DepositView> views;
  DepositView row;
  Deposit& deposit = row.deposit;
  Currency currency;
  std::int64_t minor = 0, covered = 0, banked = 0;
  std::string state;
  db::each(
      tx,
      "select d.deposit_id, d.partner, d.reference, d.partner_reference, d.amount_minor, "
      "d.currency, d.paid_on::text, d.state, d.file_id, d.announced_at::text, "
      "d.cancelled_because, c.receipts, c.minor, b.minor from contributions.deposit d "
      "cross join lateral (select count(*) as receipts, "
      "coalesce(sum(r.amount_minor), 0)::bigint as minor from contributions.receipt r "
      "where r.deposit_id = d.deposit_id and r.state <> 'reversed') c "
      "cross join lateral (select coalesce(sum(l.amount_minor), 0)::bigint as minor "
      "from contributions.bank_line l where l.deposit_id = d.deposit_id "
      "and l.state = 'matched') b where " +
          condition,
      [&] {
        deposit.amount = Money{minor, currency};
        deposit.state = state_named<DepositState>(state);
        row.covered = Money{covered, currency};
        row.banked = Money{banked, currency};
        views.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(deposit.id), into(deposit.partner),
      into(deposit.reference), into(deposit.partner_reference), into(minor), into(currency),
      into(deposit.paid), into(state), into(deposit.file), into(deposit.announced_at),
      into(deposit.cancelled_because), into(row.receipts), into(covered), into(banked));
  return views;
}

}  // namespace

void insert_deposit(db::Transaction& tx, const std::string& fund, const Deposit& deposit,
                    const std::string& by) {
  db::run(tx,
          "insert into contributions.deposit (deposit_id, fund, partner, reference, "
          "partner_reference, amount_minor, currency, paid_on, state, file_id, announced_by, "
          "announced_at) values (:id, :fund, :partner, :reference, :theirs, :minor, :currency, "
          ":paid, :state, :file, :by, :now)",
          use(deposit.id), use(fund), use(deposit.partner), use(deposit.reference),
          use(deposit.partner_reference), use(deposit.amount.minor()),
          use(deposit.amount.currency()), use(deposit.paid), use(name_of(deposit.state)),
          use(deposit.file), use(by), use(deposit.announced_at));
}

std::optional<DepositView> find_deposit(db::Transaction& tx, const std::string& fund,
                                        const DepositId& id) {
  auto found = deposits_where(tx, "d.fund = :fund and d.deposit_id = :id", use(fund), use(id));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::optional<Deposit> find_deposit_for_update(db::Transaction& tx, const std::string& fund,
                                               const DepositId& id) {
  auto found = deposits_where(tx, "d.fund = :fund and d.deposit_id = :id for update of d",
                              use(fund), use(id));
  if (found.empty()) return {};
  return std::move(found.front().deposit);
}

std::vector<DepositView> page_of_deposits(db::Transaction& tx, const std::string& fund,
                                          const DepositFilter& filter, const std::string& after,
                                          int limit) {
  return deposits_where(tx,
                        "d.fund = :fund and (:any_state = '' or d.state = :state) "
                        "and (:any_partner = '' or d.partner = :partner) "
                        "and d.deposit_id > :after::uuid order by d.deposit_id limit :limit",
                        use(fund), use(filter.state), use(filter.state), use(filter.partner),
                        use(filter.partner), use(after.empty() ? std::string{nil_uuid} : after),
                        use(limit));
}

void save_deposit_state(db::Transaction& tx, const DepositId& id, DepositState state) {
  db::run(tx, "update contributions.deposit set state = :state where deposit_id = :id",
          use(name_of(state)), use(id));
}

void cancel_deposit(db::Transaction& tx, const DepositId& id, const std::string& reason,
                    const std::string& by, Instant now) {
  db::run(tx,
          "update contributions.deposit set state = 'cancelled', cancelled_because = :reason, "
          "cancelled_by = :by, cancelled_at = :now where deposit_id = :id",
          use(reason), use(by), use(now), use(id));
  db::run(tx, "update contributions.receipt set deposit_id = null where deposit_id = :id", use(id));
}

std::int64_t cover_file(db::Transaction& tx, const std::string& fund, const Deposit& deposit) {
  db::run(tx, "update contributions.deposit set file_id = :file where deposit_id = :id",
          use(deposit.file), use(deposit.id));
  return change(tx,
                "update contributions.receipt set deposit_id = :deposit where fund = :fund "
                "and partner = :partner and file_id = :file and currency = :currency "
                "and deposit_id is null and state <> 'reversed'",
                use(deposit.id), use(fund), use(deposit.partner), use(deposit.file),
                use(deposit.amount.currency()));
}

std::int64_t cover_receipts(db::Transaction& tx, const std::string& fund, const Deposit& deposit,
                            const std::vector<ReceiptId>& receipts) {
  return change(tx,
                "update contributions.receipt set deposit_id = :deposit where fund = :fund "
                "and partner = :partner and receipt_id = any(:ids::uuid[]) "
                "and currency = :currency and deposit_id is null and state <> 'reversed'",
                use(deposit.id), use(fund), use(deposit.partner),
                use(column_of(receipts, [](const ReceiptId& id) { return id.text(); })),
                use(deposit.amount.currency()));
}

}  // namespace haven::contributions::store
