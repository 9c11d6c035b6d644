#include "services/ledger/store/expiries.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

const std::string select_expiry =
    "select x.expiry_id, x.purse, x.number, x.remainder_to, p.layer, p.currency, x.amount_minor, "
    "x.reason, x.requested_by, x.requested_at::text, x.confirmed_by, x.confirmed_at::text "
    "from ledger.expiry x join ledger.purse p using (fund, purse) ";

template <class... Uses>
std::vector<Expiry> select_with(db::Transaction& tx, const std::string& fund,
                                const std::string& where, Uses&&... uses) {
  std::vector<Expiry> found;
  Expiry row;
  row.fund = fund;
  Currency currency;
  std::optional<std::int64_t> minor;
  db::each(
      tx, select_expiry + where,
      [&] {
        row.amount.reset();
        if (minor) row.amount = Money{*minor, currency};
        found.push_back(row);
      },
      into(row.id), into(row.purse), into(row.number), into(row.remainder_to), into(row.layer),
      into(currency), into(minor), into(row.reason), into(row.requested_by), into(row.requested_at),
      into(row.confirmed_by), into(row.confirmed_at), use(fund), std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

std::optional<ExpiringPurse> find_expiring(db::Transaction& tx, const std::string& fund,
                                           const std::string& purse) {
  std::optional<std::string> remainder_to, closes_on;
  const bool found = db::run(tx,
                             "select y.remainder_to, p.closes_on::text from ledger.purse p "
                             "left join ledger.yearly_purse y using (fund, template) "
                             "where p.fund = :fund and p.purse = :purse",
                             use(fund), use(purse), into(remainder_to), into(closes_on));
  if (!found) return {};
  if (!remainder_to || !closes_on) return ExpiringPurse{};
  return ExpiringPurse{*remainder_to, date_from(*closes_on)};
}

std::optional<int> insert_expiry(db::Transaction& tx, const Expiry& expiry) {
  int number = 0;
  const bool inserted =
      db::run(tx,
              "with given as (select :fund::text as fund, :purse::text as purse) "
              "insert into ledger.expiry (expiry_id, fund, purse, number, remainder_to, reason, "
              "requested_by, requested_at) select :id::uuid, g.fund, g.purse, "
              "1 + (select count(*) from ledger.expiry x where x.fund = g.fund "
              "     and x.purse = g.purse), :remainder::text, :reason::text, :by::text, "
              ":at::timestamptz from given g on conflict do nothing returning number",
              use(expiry.fund), use(expiry.purse), use(expiry.id), use(expiry.remainder_to),
              use(expiry.reason), use(expiry.requested_by), use(expiry.requested_at), into(number));
  if (!inserted) return {};
  return number;
}

std::optional<Expiry> find_expiry_for_update(db::Transaction& tx, const std::string& fund,
                                             const ExpiryId& id) {
  auto found =
      select_with(tx, fund, "where x.fund = :fund and x.expiry_id = :id for update of x", use(id));
  if (found.empty()) return {};
  return found.front();
}

void save_expiry(db::Transaction& tx, const Expiry& expiry) {
  db::run(tx,
          "update ledger.expiry set amount_minor = :amount, confirmed_by = :by, "
          "confirmed_at = :at where expiry_id = :id and confirmed_by is null",
          use(expiry.amount->minor()), use(expiry.confirmed_by), use(expiry.confirmed_at),
          use(expiry.id));
}

std::vector<Expiry> expiries_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                const std::string& after, int limit) {
  return select_with(tx, fund,
                     "where x.fund = :fund and x.expiry_id > coalesce(nullif(:after, ''), "
                     "'00000000-0000-0000-0000-000000000000')::uuid "
                     "and (not :only_waiting or x.confirmed_by is null) "
                     "order by x.expiry_id limit :limit",
                     use(after), use(only_waiting), use(limit));
}

void end_floor(db::Transaction& tx, const std::string& fund, const std::string& purse) {
  db::run(tx, "update ledger.purse set floor_minor = 0 where fund = :fund and purse = :purse",
          use(fund), use(purse));
}

}  // namespace haven::ledger::store
