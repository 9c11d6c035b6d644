#include <algorithm>
#include <iostream>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/account.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/accounts.hpp"
#include "services/contributions/store/ageing.hpp"
#include "services/contributions/store/deposits.hpp"
#include "services/contributions/store/members.hpp"
#include "services/contributions/store/receipts.hpp"
#include "services/haven/commands/contributions_options.hpp"

namespace haven::contributions_command {
namespace {

using contributions::DepositView;
using contributions::Difference;
using contributions::Receipt;
using contributions::store::PartnerAges;
using listing::Listing;

constexpr int page_rows = 1000;

std::vector<std::string> cells(const std::string& partner, const std::string& what,
                               const contributions::Ages& ages, const Currency& currency) {
  std::vector<std::string> row{partner, currency.code(), what};
  for (const auto minor : ages.minor) row.push_back(decimal_text({minor, currency}));
  row.push_back(decimal_text({ages.total(), currency}));
  return row;
}

std::vector<std::vector<std::string>> rows_of(const std::string& name, const PartnerAges& ages) {
  const auto sum = [&](const std::string& what, std::int64_t minor) {
    return std::vector<std::string>{
        name, ages.currency.code(), what, "", "", "", "", decimal_text({minor, ages.currency})};
  };
  return {cells(name, "uncovered receipts", ages.uncovered, ages.currency),
          cells(name, "announced deposits", ages.announced, ages.currency),
          sum("differences", ages.differences_minor), sum("in transit", ages.in_transit_minor),
          cells(name, "unmatched receipts", ages.unmatched, ages.currency)};
}

// "over 12.00", "short 3.50", or nothing.
std::string text_of_difference(const Difference& difference) {
  if (difference.side == Difference::Side::even) return "";
  const bool over = difference.side == Difference::Side::over;
  return (over ? "over " : "short ") + decimal_text(difference.amount);
}

// Calls `take` for each row of `page_after(tx, id)`, page by page.
template <class PageAfter, class IdOf, class Take>
void each_row(const Options& options, PageAfter page_after, IdOf id_of, Take take) {
  db::Pool pool = auditor_pool(options);
  std::string after;
  while (true) {
    const auto rows =
        db::in_transaction(pool, [&](db::Transaction& tx) { return page_after(tx, after); });
    for (const auto& row : rows) take(row);
    if (rows.size() < page_rows) return;
    after = id_of(rows.back());
  }
}

void check_state(const std::string& state) {
  const auto names = names_of(contributions::DepositState{});
  if (state.empty() || std::ranges::find(names, state) != names.end()) return;
  stop("--state is announced, claimed, matched or cancelled");
}

}  // namespace

void print_ageing(const Options& options) {
  const Date today =
      day_from("--at", options.at).value_or(day_of(system_clock()(), std::chrono::minutes{0}));
  db::Pool pool = auditor_pool(options);
  const auto partners = db::in_transaction(pool, [&](db::Transaction& tx) {
    return contributions::store::ages_of(tx, options.fund, today);
  });
  Listing listing{
      std::cout,
      format_of(options),
      {"partner", "currency", "what", "0-7 days>", "8-30>", "31-90>", "over 90>", "total>"}};
  for (const PartnerAges& ages : partners) {
    for (auto& row : rows_of(ages.partner, ages)) listing.add(std::move(row));
  }
  for (const PartnerAges& total : contributions::store::totals_of(partners)) {
    for (auto& row : rows_of("all", total)) listing.add_total(std::move(row));
  }
  listing.finish();
}

void print_unmatched(const Options& options) {
  Listing listing{
      std::cout,
      format_of(options),
      {"paid", "partner", "reference", "number", "scheme", "currency", "amount>", "receipt"}};
  each_row(
      options,
      [&](db::Transaction& tx, const std::string& after) {
        return contributions::store::page_of_receipts(tx, options.fund, "unmatched", after,
                                                      page_rows);
      },
      [](const Receipt& receipt) { return receipt.id.text(); },
      [&](const Receipt& receipt) {
        const auto& payment = receipt.payment;
        listing.add({text_of(payment.paid), payment.partner, payment.reference,
                     payment.member_number, payment.scheme, payment.amount.currency().code(),
                     decimal_text(payment.amount), receipt.id.text()});
      });
  listing.finish();
}

void print_deposits(const Options& options) {
  check_state(options.state);
  Listing listing{std::cout,
                  format_of(options),
                  {"paid in", "partner", "reference", "state", "currency", "amount>", "receipts>",
                   "covered>", "banked>", "against receipts", "against bank", "deposit"}};
  each_row(
      options,
      [&](db::Transaction& tx, const std::string& after) {
        return contributions::store::page_of_deposits(
            tx, options.fund, {options.state, options.partner}, after, page_rows);
      },
      [](const DepositView& view) { return view.deposit.id.text(); },
      [&](const DepositView& view) {
        const auto& deposit = view.deposit;
        const bool matched = deposit.state == contributions::DepositState::matched;
        listing.add(
            {text_of(deposit.paid), deposit.partner, deposit.reference, name_of(deposit.state),
             deposit.amount.currency().code(), decimal_text(deposit.amount),
             std::to_string(view.receipts), decimal_text(view.covered), decimal_text(view.banked),
             text_of_difference(contributions::difference_of(view.covered, deposit.amount)),
             matched ? text_of_difference(contributions::difference_of(deposit.amount, view.banked))
                     : "",
             deposit.id.text()});
      });
  listing.finish();
}

void print_statement(const Options& options) {
  db::Pool pool = auditor_pool(options);
  const auto entries = db::in_transaction(
      pool, [&](db::Transaction& tx) -> std::optional<std::vector<contributions::AccountEntry>> {
        const auto member = contributions::store::find_member(tx, options.fund, options.number);
        if (!member) return {};
        return contributions::store::entries_of(tx, *member);
      });
  if (!entries) stop("No member of " + options.fund + " has this number.");
  const auto account = contributions::running_account(*entries);
  Listing listing{std::cout,
                  format_of(options),
                  {"day", "kind", "scheme", "reference", "currency", "amount>", "balance>"}};
  for (const auto& entry : account) {
    listing.add({text_of(entry.on), entry.kind, entry.scheme, entry.reference,
                 entry.amount.currency().code(), decimal_text(entry.amount),
                 decimal_text(entry.balance)});
  }
  for (const auto& [scheme, balance] : contributions::balances_of(account)) {
    listing.add_total(
        {"", "owed", scheme, "", balance.currency().code(), "", decimal_text(balance)});
  }
  listing.finish();
}

}  // namespace haven::contributions_command
