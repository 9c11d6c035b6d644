#include "services/ledger/app/measure_earmarks.hpp"

#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/earmarks.hpp"
#include "services/ledger/store/exchanges.hpp"

namespace haven::ledger {
namespace {

// What an amount is in another currency; nothing when the books know no rate of the two.
std::optional<Money> converted(db::Transaction& tx, const std::string& fund, const Money& amount,
                               const Currency& currency, int year) {
  if (amount.currency() == currency) return amount;
  const Date new_year = std::chrono::year{year} / 1 / 1;
  const auto known = store::last_rate(tx, fund, amount.currency(), currency, new_year);
  const auto rate = known ? Rate::from(known->rate) : std::nullopt;
  if (!rate) return {};
  return known->sold == amount.currency() ? rate->bought_for(amount, currency)
                                          : rate->sold_for(amount, currency);
}

EarmarkFigures figures_of(db::Transaction& tx, const std::string& fund,
                          const store::PurseEarmark& kept, int year) {
  const Currency& currency = kept.currency;
  EarmarkFigures figures{kept.earmark, year, {0, currency}, {}, {}, {}};
  for (const Money& income : store::income_of(tx, fund, kept.earmark.base, year - 1)) {
    if (income.minor() <= 0) continue;  // more was taken back than came in
    const auto counted = converted(tx, fund, income, currency, year);
    if (counted) {
      figures.base += *counted;
    } else {
      figures.not_counted.push_back(income);
    }
  }
  figures.bound = bound_of(kept.earmark, figures.base);
  figures.set_aside = store::set_aside(tx, fund, kept.earmark.purse, currency, year);
  return figures;
}

}  // namespace

Result<void> ensure_earmarks(db::Transaction& tx, const std::string& fund,
                             const std::vector<Earmark>& earmarks,
                             const std::vector<PurseTerms>& purses) {
  if (const auto sound = check_earmarks(earmarks, purses); !sound) return sound;
  store::save_earmarks(tx, fund, earmarks);
  return {};
}

std::vector<EarmarkFigures> measure_earmarks(db::Transaction& tx, const std::string& fund,
                                             int year) {
  std::vector<EarmarkFigures> all;
  for (const auto& kept : store::earmarks_of(tx, fund)) {
    all.push_back(figures_of(tx, fund, kept, year));
  }
  return all;
}

Result<void> check_ceilings(db::Transaction& tx, const std::string& fund, const std::string& purse,
                            int year, const Money& funding) {
  for (const auto& kept : store::earmarks_of(tx, fund, purse)) {
    const auto within = check_ceiling(figures_of(tx, fund, kept, year), funding);
    if (!within) return within;
  }
  return {};
}

Result<void> check_earmarks_of(db::Transaction& tx, const std::string& fund, Month month) {
  const int year = year_of(month);
  if (year_of(month_after(month)) == year) return {};
  for (const EarmarkFigures& figures : measure_earmarks(tx, fund, year)) {
    if (const auto kept = check_floor(figures); !kept) return kept;
  }
  return {};
}

}  // namespace haven::ledger
