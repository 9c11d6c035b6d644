#include "services/ledger/app/ensure_purses.hpp"

#include <set>
#include <tuple>

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"
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

tl::unexpected<Error> differs(const std::string& purse) {
  return refuse(ErrorKind::conflict, "purse_differs",
                purse + " exists with another layer or currency; take a new name");
}

// A changed floor moves between slices, and may free money for those who wait.
Result<void> lay_out(db::Transaction& tx, const std::string& fund, const std::string& purse,
                     Date today, Instant now) {
  const auto locked = store::lock_purse(tx, fund, purse);
  store::save_balance(tx, *locked, locked->balance);
  const auto queue = pay_queue(tx, {"ledger", fund, "purse " + purse}, purse, 0, today, now);
  if (!queue) return pass(queue);
  return {};
}

// This year and the one before, so that both can be funded before anything is awarded.
Result<void> ensure_years(db::Transaction& tx, const std::string& fund, const PurseTerms& purse,
                          Date today, Instant now) {
  if (!store::save_yearly(tx, fund, purse, today)) return differs(purse.purse);
  for (const int year : {year_of(today) - 1, year_of(today)}) {
    if (!store::make_year(tx, fund, purse, year)) {
      return differs(year_purse_name(purse.purse, year));
    }
  }
  for (const std::string& one : store::purses_of(tx, fund, purse.purse)) {
    if (const auto laid_out = lay_out(tx, fund, one, today, now); !laid_out) return laid_out;
  }
  return {};
}

}  // namespace

Result<void> ensure_purses(db::Transaction& tx, const std::string& fund,
                           const std::vector<PurseTerms>& terms, Date today, Instant now) {
  if (const auto sound = check_purses(terms); !sound) return sound;
  if (const auto clear = one_purse_for_each_benefit(terms); !clear) return clear;
  std::vector<PurseTerms> undivided, yearly;
  for (const PurseTerms& purse : terms) (purse.yearly ? yearly : undivided).push_back(purse);
  for (const PurseTerms& purse : undivided) {
    if (!store::save_purse(tx, fund, purse)) return differs(purse.purse);
    store::save_accounts(tx, fund, purse);
  }
  for (const PurseTerms& purse : yearly) {
    if (const auto ensured = ensure_years(tx, fund, purse, today, now); !ensured) return ensured;
  }
  store::save_purposes(tx, fund, terms);
  for (const PurseTerms& purse : undivided) {
    const auto laid_out = lay_out(tx, fund, purse.purse, today, now);
    if (!laid_out) return laid_out;
  }
  return {};
}

}  // namespace haven::ledger
