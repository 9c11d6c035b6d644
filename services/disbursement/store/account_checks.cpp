#include "services/disbursement/store/account_checks.hpp"

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

template <class Row, class Content>
std::string column(const std::vector<Row>& rows, Content content) {
  std::vector<std::string> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(content(row));
  return array_of(values);
}

std::string ids_of(const std::vector<Payment>& payments) {
  return column(payments, [](const Payment& p) { return p.id.text(); });
}

}  // namespace

void save_confirmations(db::Transaction& tx, const std::string& fund,
                        const std::vector<AccountConfirmation>& confirmations,
                        const std::string& told_by, Instant now) {
  using C = const AccountConfirmation&;
  const auto of = [&](auto content) { return column(confirmations, content); };
  db::run(tx,
          "insert into disbursement.account_confirmation as c (fund, told_by, told_at, bank, "
          "account, owner_name, status, currency, confirmed_on) "
          "select :fund::text, :by::text, :at::timestamptz, g.* from unnest(:banks::text[], "
          ":numbers::text[], :owners::text[], :statuses::text[], :currencies::text[], "
          ":days::date[]) as g on conflict (fund, bank, account) do update set "
          "owner_name = excluded.owner_name, status = excluded.status, "
          "currency = excluded.currency, confirmed_on = excluded.confirmed_on, "
          "told_by = excluded.told_by, told_at = excluded.told_at "
          "where c.confirmed_on <= excluded.confirmed_on",
          use(fund), use(told_by), use(now), use(of([](C c) { return c.bank; })),
          use(of([](C c) { return c.number; })), use(of([](C c) { return c.owner_name; })),
          use(of([](C c) { return name_of(c.status); })),
          use(of([](C c) { return c.currency.code(); })),
          use(of([](C c) { return text_of(c.confirmed_on); })));
}

std::map<AccountKey, AccountConfirmation> confirmations_of(db::Transaction& tx,
                                                           const std::string& fund,
                                                           const std::vector<Payment>& payments) {
  std::map<AccountKey, AccountConfirmation> found;
  AccountConfirmation c;
  std::string status;
  db::each(
      tx,
      "select c.bank, c.account, c.owner_name, c.status, c.currency, c.confirmed_on::text "
      "from disbursement.account_confirmation c join (select distinct bank, account "
      "  from unnest(:banks::text[], :numbers::text[]) as g (bank, account)) g "
      "using (bank, account) where c.fund = :fund",
      [&] {
        c.status = account_status_from(status).value();
        found[{c.bank, c.number}] = c;
      },
      use(column(payments, [](const Payment& p) { return p.account.bank; })),
      use(column(payments, [](const Payment& p) { return p.account.number; })), use(fund),
      into(c.bank), into(c.number), into(c.owner_name), into(status), into(c.currency),
      into(c.confirmed_on));
  return found;
}

std::vector<Payment> paid_into_for_update(db::Transaction& tx, const std::string& fund,
                                          const std::vector<AccountConfirmation>& confirmations) {
  return payments_from(
      tx,
      select_payment +
          "from disbursement.payment p where p.fund = :fund and p.is_latest "
          "and p.state in ('held', 'payable', 'batched') and (p.bank, p.account) in "
          "(select * from unnest(:banks::text[], :numbers::text[])) "
          "order by p.payment_id for update",
      use(fund), use(column(confirmations, [](const AccountConfirmation& c) { return c.bank; })),
      use(column(confirmations, [](const AccountConfirmation& c) { return c.number; })));
}

AcceptedNames accepted_names(db::Transaction& tx, const std::vector<Payment>& payments) {
  AcceptedNames names;
  std::pair<std::string, std::string> row;
  db::each(
      tx,
      "select payment_id::text, owner_name from disbursement.accepted_name "
      "where payment_id = any(:ids::uuid[])",
      [&] { names.insert(row); }, use(ids_of(payments)), into(row.first), into(row.second));
  return names;
}

void accept_name(db::Transaction& tx, const PaymentId& payment, const std::string& owner_name,
                 const std::string& by, const std::string& why, Instant now) {
  db::run(tx,
          "insert into disbursement.accepted_name (payment_id, owner_name, accepted_by, "
          "accepted_at, why) values (:id, :name, :by, :at, :why) on conflict do nothing",
          use(payment), use(owner_name), use(by), use(now), use(why));
}

std::set<std::string> with_blocked_account(db::Transaction& tx,
                                           const std::vector<Payment>& payments) {
  std::set<std::string> found;
  std::string id;
  db::each(
      tx,
      "select payment_id::text from disbursement.hold where payment_id = any(:ids::uuid[]) "
      "and lifted_ground = 'blocked_account'",
      [&] { found.insert(id); }, use(ids_of(payments)), into(id));
  return found;
}

std::vector<Payment> unconfirmed(db::Transaction& tx, const std::string& fund, Date since,
                                 const std::string& after, int limit) {
  const auto slash = after.find('/');
  const std::string at = after.empty() ? "-infinity" : after.substr(0, slash);
  const std::string id =
      after.empty() ? "00000000-0000-0000-0000-000000000000" : after.substr(slash + 1);
  return payments_from(
      tx,
      select_payment +
          "from disbursement.payment p left join disbursement.account_confirmation c "
          "on c.fund = p.fund and c.bank = p.bank and c.account = p.account "
          "where p.fund = :fund and p.is_latest and p.state in ('held', 'payable', 'batched') "
          "and p.account <> '' and (c.confirmed_on is null or c.confirmed_on < :since::date) "
          "and (p.created_at, p.payment_id) > (:at::timestamptz, :id::uuid) "
          "order by p.created_at, p.payment_id limit :limit",
      use(fund), use(since), use(at), use(id), use(limit));
}

std::int64_t count_unconfirmed(db::Transaction& tx, const BatchId& batch, Date since) {
  std::int64_t count = 0;
  db::run(tx,
          "select count(*) from disbursement.payment p "
          "left join disbursement.account_confirmation c "
          "on c.fund = p.fund and c.bank = p.bank and c.account = p.account "
          "where p.batch_id = :batch and p.state = 'batched' "
          "and (c.confirmed_on is null or c.confirmed_on < :since::date)",
          use(batch), use(since), into(count));
  return count;
}

}  // namespace haven::disbursement::store
