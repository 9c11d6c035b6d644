#include "services/ledger/app/ensure_purses.hpp"

#include <set>
#include <tuple>

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/purses.hpp"

namespace haven::ledger {
namespace {

Result<void> one_purse_for_each_benefit(const std::vector<PurseTerms>& terms) {
  std::set<std::tuple<std::string, std::string, Currency>> taken;
  for (const PurseTerms& purse : terms) {
    for (const Purpose& purpose : purse.purposes) {
      if (taken.emplace(purpose.scheme, purpose.benefit, purse.currency).second) continue;
      return refuse(ErrorKind::conflict, "purpose_named_twice",
                    purse.purse + ": another purse is for " + purpose.scheme + " " +
                        purpose.benefit + " in " + purse.currency.code() + " already");
    }
  }
  return {};
}

}  // namespace

Result<void> ensure_purses(db::Transaction& tx, const std::string& fund,
                           const std::vector<PurseTerms>& terms, Date today, Instant now) {
  if (const auto clear = one_purse_for_each_benefit(terms); !clear) return clear;
  for (const PurseTerms& purse : terms) {
    if (store::save_purse(tx, fund, purse)) continue;
    return refuse(ErrorKind::conflict, "purse_differs",
                  purse.purse + " exists with another layer or currency; take a new name");
  }
  store::save_purposes(tx, fund, terms);
  for (const PurseTerms& purse : terms) {
    store::save_accounts(tx, fund, purse);
    const auto locked = store::lock_purse(tx, fund, purse.purse);
    store::save_balance(tx, *locked, locked->balance);  // a changed floor moves between slices
    const auto queue =
        pay_queue(tx, {"ledger", fund, "purse " + purse.purse}, purse.purse, 0, today, now);
    if (!queue) return pass(queue);
  }
  return {};
}

}  // namespace haven::ledger
