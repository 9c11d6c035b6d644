#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "services/haven/commands/ledger_options.hpp"

namespace haven::ledger_command {
namespace {

using ledger::store::AccountBalance;
using listing::Listing;

ledger::store::AsOf as_of(const std::string& text) {
  if (text.empty()) return {};
  if (const auto day = date_from(text)) return {day, {}};
  const auto moment = instant_from(text);
  if (!moment) stop("--at is a day like 2026-05-14 or a moment like 2026-05-14T10:00:00Z");
  return {{}, moment};
}

struct Sides {
  std::int64_t debit = 0, credit = 0;
};

std::vector<std::string> cells(const std::string& name, const std::string& kind,
                               const Currency& currency, const Sides& sides) {
  return {name,
          kind,
          currency.code(),
          decimal_text({sides.debit, currency}),
          decimal_text({sides.credit, currency}),
          decimal_text({sides.debit - sides.credit, currency})};
}

}  // namespace

void print_balance(const Options& options) {
  const auto when = as_of(options.at);
  db::Pool pool = auditor_pool(options);
  const auto accounts = db::in_transaction(pool, [&](db::Transaction& tx) {
    return ledger::store::trial_balance(tx, options.fund, when);
  });
  Listing listing{std::cout,
                  format_of(options),
                  {"account", "kind", "currency", "debit>", "credit>", "balance>"}};
  std::map<Currency, Sides> totals;
  for (const AccountBalance& account : accounts) {
    const Currency& currency = account.debit.currency();
    const Sides sides{account.debit.minor(), account.credit.minor()};
    listing.add(cells(account.account, account.kind, currency, sides));
    totals[currency].debit += sides.debit;
    totals[currency].credit += sides.credit;
  }
  for (const auto& [currency, sides] : totals) {
    listing.add_total(cells("trial balance", "", currency, sides));
  }
  listing.finish();
}

void print_statement(const Options& options) {
  constexpr int page_lines = 1000;
  const auto query = query_of(options);
  db::Pool pool = auditor_pool(options);
  const auto opening = db::in_transaction(pool, [&](db::Transaction& tx) {
    // Without a first day, everything is a line of the statement and nothing is before it.
    const auto first = query.from.value_or(ledger::store::before_the_books);
    return ledger::store::balance_before(tx, query.fund, query.account, first);
  });
  if (!opening) stop("The fund has no account " + query.account + "; see haven ledger balance.");

  Listing listing{std::cout,
                  format_of(options),
                  {"booked on", "kind", "cause", "entry", "debit>", "credit>", "balance>"}};
  const Money nothing{0, opening->currency()};
  Money balance = *opening, debit = nothing, credit = nothing;
  listing.add_total({"", "opening balance", "", "", "", "", decimal_text(balance)});
  ledger::store::JournalPlace place;
  while (true) {
    const auto lines = db::in_transaction(pool, [&](db::Transaction& tx) {
      return ledger::store::next_lines(tx, query, place, page_lines);
    });
    if (lines.empty()) break;
    for (const auto& line : lines) {
      const bool is_debit = line.amount.minor() > 0;
      const Money side = is_debit ? line.amount : line.amount.times(-1);
      (is_debit ? debit : credit) += side;
      balance += line.amount;
      listing.add({text_of(line.booked_on), line.kind, line.cause, line.entry.text(),
                   is_debit ? decimal_text(side) : "", is_debit ? "" : decimal_text(side),
                   decimal_text(balance)});
    }
  }
  listing.add_total({"", "closing balance " + opening->currency().code(), "", "",
                     decimal_text(debit), decimal_text(credit), decimal_text(balance)});
  listing.finish();
}

}  // namespace haven::ledger_command
