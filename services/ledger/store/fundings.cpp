#include "services/ledger/store/fundings.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

const std::string select_funding =
    "select f.funding_id, f.purse, p.layer, f.currency, f.amount_minor, f.reference, f.reason, "
    "f.requested_by, f.requested_at::text, f.confirmed_by, f.confirmed_at::text, f.for_year, "
    "(select coalesce(sum(case when l.is_credit then l.amount_minor else -l.amount_minor end), 0) "
    "   from ledger.bank_line l where l.fund = f.fund and l.item_id = f.funding_id::text "
    "   and l.assigned_as = 'funding' and l.currency = f.currency)::bigint "
    "from ledger.funding f join ledger.purse p using (fund, purse) ";

template <class... Uses>
std::vector<Funding> select_with(db::Transaction& tx, const std::string& fund,
                                 const std::string& where, Uses&&... uses) {
  std::vector<Funding> found;
  Funding row;
  row.fund = fund;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx, select_funding + where,
      [&] {
        row.amount = {minor, currency};
        found.push_back(row);
      },
      into(row.id), into(row.purse), into(row.layer), into(currency), into(minor),
      into(row.reference), into(row.reason), into(row.requested_by), into(row.requested_at),
      into(row.confirmed_by), into(row.confirmed_at), into(row.for_year), into(row.banked_minor),
      use(fund), std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

std::optional<Currency> find_purse_currency(db::Transaction& tx, const std::string& fund,
                                            const std::string& purse) {
  Currency currency;
  const bool found =
      db::run(tx, "select currency from ledger.purse where fund = :fund and purse = :purse",
              use(fund), use(purse), into(currency));
  if (!found) return {};
  return currency;
}

bool insert_funding(db::Transaction& tx, const Funding& funding) {
  return db::change(tx,
                    "insert into ledger.funding (funding_id, fund, purse, currency, amount_minor, "
                    "reference, reason, requested_by, requested_at, for_year) values (:id, :fund, "
                    ":purse, :currency, :amount, :reference, :reason, :by, :at, :for_year) "
                    "on conflict (fund, purse, reference) do nothing",
                    use(funding.id), use(funding.fund), use(funding.purse),
                    use(funding.amount.currency()), use(funding.amount.minor()),
                    use(funding.reference), use(funding.reason), use(funding.requested_by),
                    use(funding.requested_at), use(funding.for_year)) == 1;
}

std::optional<Funding> find_funding_for_update(db::Transaction& tx, const std::string& fund,
                                               const FundingId& id) {
  auto found =
      select_with(tx, fund, "where f.fund = :fund and f.funding_id = :id for update of f", use(id));
  if (found.empty()) return {};
  return found.front();
}

void save_confirmation(db::Transaction& tx, const Funding& funding) {
  db::run(tx,
          "update ledger.funding set confirmed_by = :by, confirmed_at = :at "
          "where funding_id = :id and confirmed_by is null",
          use(funding.confirmed_by), use(funding.confirmed_at), use(funding.id));
}

std::vector<Funding> fundings_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                 const std::string& after, int limit) {
  return select_with(tx, fund,
                     "where f.fund = :fund and f.funding_id > coalesce(nullif(:after, ''), "
                     "'00000000-0000-0000-0000-000000000000')::uuid "
                     "and (not :only_waiting or f.confirmed_by is null) "
                     "order by f.funding_id limit :limit",
                     use(after), use(only_waiting), use(limit));
}

}  // namespace haven::ledger::store
