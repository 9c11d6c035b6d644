#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "services/haven/commands/ledger_options.hpp"
#include "services/ledger/app/measure_earmarks.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"

namespace haven::ledger_command {
namespace {

using ledger::EarmarkFigures;
using ledger::store::BudgetYear;
using listing::Listing;

std::vector<std::string> cells(const std::string& purse, const std::string& year,
                               const std::string& closes_on, const BudgetYear& in) {
  return {purse,
          year,
          closes_on,
          in.left.currency().code(),
          decimal_text(in.funded),
          decimal_text(in.granted),
          decimal_text(in.reserved),
          decimal_text(in.in_transit),
          decimal_text(in.left),
          decimal_text(in.waiting)};
}

void add_to(BudgetYear& sum, const BudgetYear& year) {
  sum.funded += year.funded;
  sum.granted += year.granted;
  sum.reserved += year.reserved;
  sum.in_transit += year.in_transit;
  sum.left += year.left;
  sum.waiting += year.waiting;
}

// "1000.00 USD 20.00 EUR": income that no rate in the books leads from.
std::string amounts(const std::vector<Money>& all) {
  std::string text;
  for (const Money& amount : all) {
    text += (text.empty() ? "" : " ") + decimal_text(amount) + ' ' + amount.currency().code();
  }
  return text;
}

std::vector<std::string> cells(const EarmarkFigures& in) {
  const std::string part = ledger::percent_text(in.earmark.hundredths_of_percent);
  return {in.earmark.name,
          in.earmark.purse,
          std::to_string(in.year),
          name_of(in.earmark.bound) + ' ' + part + " of " + in.earmark.base,
          in.bound.currency().code(),
          decimal_text(in.base),
          decimal_text(in.bound),
          decimal_text(in.set_aside),
          decimal_text(in.missing()),
          decimal_text(in.remaining()),
          amounts(in.not_counted)};
}

}  // namespace

void print_years(const Options& options) {
  db::Pool pool = auditor_pool(options);
  const auto years = db::in_transaction(
      pool, [&](db::Transaction& tx) { return ledger::store::budget_years(tx, options.fund); });
  Listing listing{std::cout,
                  format_of(options),
                  {"purse", "year", "closes on", "currency", "funded>", "granted>", "reserved>",
                   "in transit>", "left>", "short awards>"}};
  std::map<Currency, BudgetYear> totals;
  for (const BudgetYear& year : years) {
    const std::string number = year.year ? std::to_string(*year.year) : "";
    listing.add(cells(year.purse, number, text_of(year.closes_on), year));
    const Money none{0, year.left.currency()};
    BudgetYear nothing;
    for (Money* sum : {&nothing.funded, &nothing.granted, &nothing.reserved, &nothing.in_transit,
                       &nothing.left, &nothing.waiting}) {
      *sum = none;
    }
    add_to(totals.try_emplace(none.currency(), nothing).first->second, year);
  }
  for (const auto& [currency, sum] : totals) listing.add_total(cells("all years", "", "", sum));
  listing.finish();
}

void print_earmarks(const Options& options) {
  const auto first_day = date_from(options.year + "-01-01");
  if (!first_day) stop("--year is a year such as 2026");
  db::Pool pool = auditor_pool(options);
  const auto earmarks = db::in_transaction(pool, [&](db::Transaction& tx) {
    return ledger::measure_earmarks(tx, options.fund, ledger::year_of(*first_day));
  });
  Listing listing{std::cout,
                  format_of(options),
                  {"earmark", "purse", "year", "part", "currency", "income>", "amount>",
                   "set aside>", "missing>", "remaining>", "not counted"}};
  std::map<Currency, std::int64_t> missing;
  for (const EarmarkFigures& figures : earmarks) {
    listing.add(cells(figures));
    missing[figures.bound.currency()] += figures.missing().minor();
  }
  for (const auto& [currency, minor] : missing) {
    listing.add_total({"all earmarks", "", "", "", currency.code(), "", "", "",
                       decimal_text({minor, currency}), "", ""});
  }
  listing.finish();
}

}  // namespace haven::ledger_command
