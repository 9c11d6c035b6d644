#include "services/ledger/store/refunds.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/domain/receipt.hpp"

namespace haven::ledger::store {

using db::use;

bool ensure_refunds_purse(db::Transaction& tx, const std::string& fund, const std::string& scheme,
                          const Currency& currency) {
  const std::string purse = refunds_purse(currency), benefit = refund_benefit;
  const PurseTerms terms{purse, "fund", currency, {0, currency}, {{scheme, benefit}}};
  if (!save_purse(tx, fund, terms)) return false;
  return db::change(tx,
                    "insert into ledger.purse_purpose as p (fund, scheme, benefit, currency, "
                    "purse) values (:fund, :scheme, :benefit, :currency, :purse) "
                    "on conflict (fund, scheme, benefit, currency) do update set active = true "
                    "where p.purse = excluded.purse",
                    use(fund), use(scheme), use(benefit), use(currency), use(purse)) == 1;
}

}  // namespace haven::ledger::store
