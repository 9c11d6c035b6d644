#include "services/contributions/store/ageing.hpp"

#include <map>

#include "common/db/sql.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

using Key = std::pair<std::string, std::string>;  // partner, currency
using AllAges = std::map<Key, PartnerAges>;

PartnerAges& ages_for(AllAges& all, const std::string& partner, const Currency& currency) {
  PartnerAges& ages = all[{partner, currency.code()}];
  ages.partner = partner;
  ages.currency = currency;
  return ages;
}

// The ends of the bands are those of domain/ages.hpp; the database counts how many days are over.
void add_ages(db::Transaction& tx, const std::string& fund, Date today, const std::string& rows,
              Ages PartnerAges::*part, AllAges& all) {
  std::string partner;
  Currency currency;
  int band = 0;
  std::int64_t minor = 0, count = 0;
  db::each(
      tx,
      "select partner, currency, width_bucket(:today::date - paid_on, array[8, 31, 91]), "
      "sum(amount_minor)::bigint, count(*) from " +
          rows + " group by 1, 2, 3",
      [&] {
        (ages_for(all, partner, currency).*part).add(static_cast<std::size_t>(band), minor, count);
      },
      use(today), use(fund), into(partner), into(currency), into(band), into(minor), into(count));
}

void add_balances(db::Transaction& tx, const std::string& fund, AllAges& all) {
  std::string partner;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select partner, currency, sum(minor)::bigint from ("
      "select partner, currency, amount_minor as minor from contributions.receipt "
      "where fund = :fund and state <> 'reversed' union all "
      "select partner, currency, -amount_minor from contributions.bank_line "
      "where fund = :same_fund and state = 'matched') under_way group by 1, 2",
      [&] { ages_for(all, partner, currency).in_transit_minor = minor; }, use(fund), use(fund),
      into(partner), into(currency), into(minor));
}

bool is_even(const PartnerAges& ages) {
  return ages.in_transit_minor == 0 && ages.differences_minor == 0 && ages.uncovered.is_empty() &&
         ages.announced.is_empty() && ages.unmatched.is_empty();
}

}  // namespace

std::vector<PartnerAges> ages_of(db::Transaction& tx, const std::string& fund, Date today) {
  AllAges all;
  add_ages(tx, fund, today,
           "contributions.receipt where fund = :fund and deposit_id is null "
           "and state <> 'reversed'",
           &PartnerAges::uncovered, all);
  add_ages(tx, fund, today,
           "contributions.deposit where fund = :fund and state in ('announced', 'claimed')",
           &PartnerAges::announced, all);
  add_ages(tx, fund, today, "contributions.receipt where fund = :fund and state = 'unmatched'",
           &PartnerAges::unmatched, all);
  add_balances(tx, fund, all);
  std::vector<PartnerAges> rows;
  for (auto& [key, ages] : all) {
    ages.differences_minor =
        ages.in_transit_minor - ages.uncovered.total() - ages.announced.total();
    if (!is_even(ages)) rows.push_back(ages);
  }
  return rows;
}

std::vector<PartnerAges> totals_of(const std::vector<PartnerAges>& rows) {
  std::map<std::string, PartnerAges> sums;
  for (const PartnerAges& row : rows) {
    PartnerAges& sum = sums[row.currency.code()];
    sum.currency = row.currency;
    sum.differences_minor += row.differences_minor;
    sum.in_transit_minor += row.in_transit_minor;
    for (const auto part :
         {&PartnerAges::uncovered, &PartnerAges::announced, &PartnerAges::unmatched}) {
      for (std::size_t i = 0; i < bands; ++i) {
        (sum.*part).add(i, (row.*part).minor[i], (row.*part).count[i]);
      }
    }
  }
  std::vector<PartnerAges> totals;
  for (auto& [currency, sum] : sums) totals.push_back(std::move(sum));
  return totals;
}

}  // namespace haven::contributions::store
