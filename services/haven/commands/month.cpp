#include "services/haven/commands/month.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "common/core/money.hpp"
#include "services/haven/config.hpp"
#include "services/haven/store/month.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string database = default_database();
  std::string fund = "owwa";
};

std::string count(std::int64_t number) {
  return std::to_string(number);
}

std::string amount(std::int64_t minor, const std::string& currency) {
  return decimal_text(money(minor, currency));
}

std::string duration(std::int64_t ms) {
  char text[32];
  if (ms < 1000)
    std::snprintf(text, sizeof text, "%ld ms", static_cast<long>(ms));
  else if (ms < 120000)
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(ms) / 1e3);
  else if (ms < 172800000)
    std::snprintf(text, sizeof text, "%.1f h", static_cast<double>(ms) / 3.6e6);
  else
    std::snprintf(text, sizeof text, "%.1f days", static_cast<double>(ms) / 8.64e7);
  return text;
}

void print_claims(db::Transaction& tx, const std::string& fund) {
  Table table{"Claims by kind of incident",
              {"kind", "filed>", "decided by the rules>", "referred to a person>", "approved>",
               "closed, paid>", "closed, refused>", "withdrawn>", "open>"},
              {}};
  store::KindCount all;
  for (const auto& row : store::claims_by_kind(tx, fund)) {
    table.rows.push_back({row.kind, count(row.filed), count(row.straight_through),
                          count(row.referred), count(row.approved), count(row.paid),
                          count(row.refused), count(row.withdrawn), count(row.open)});
    all.filed += row.filed;
    all.straight_through += row.straight_through;
    all.referred += row.referred;
    all.approved += row.approved;
    all.paid += row.paid;
    all.refused += row.refused;
    all.withdrawn += row.withdrawn;
    all.open += row.open;
  }
  table.rows.push_back({"all", count(all.filed), count(all.straight_through), count(all.referred),
                        count(all.approved), count(all.paid), count(all.refused),
                        count(all.withdrawn), count(all.open)});
  table.print(std::cout);
}

void print_refusals(db::Transaction& tx, const std::string& fund) {
  Table table{"Refused by reason", {"scheme", "benefit", "reason", "lines>"}, {}};
  for (const auto& row : store::refusals_by_reason(tx, fund)) {
    table.rows.push_back({row.scheme, row.benefit, row.reason, count(row.lines)});
  }
  table.print(std::cout);
}

void print_paid(db::Transaction& tx, const std::string& fund) {
  Table table{"Owed and paid by benefit",
              {"layer", "scheme", "benefit", "entitlements>", "awarded>", "settled>", "currency"},
              {}};
  for (const auto& row : store::paid_by_benefit(tx, fund)) {
    table.rows.push_back({row.layer, row.scheme, row.benefit, count(row.entitlements),
                          amount(row.awarded_minor, row.currency),
                          amount(row.settled_minor, row.currency), row.currency});
  }
  table.print(std::cout);
}

void print_times(db::Transaction& tx, const std::string& fund) {
  Table table{
      "Time by stage", {"stage", "claims>", "median>", "95 of 100 within>", "longest>"}, {}};
  for (const auto& row : store::times_by_stage(tx, fund)) {
    table.rows.push_back({row.stage, count(row.claims), duration(row.median_ms),
                          duration(row.p95_ms), duration(row.longest_ms)});
  }
  table.print(std::cout);
}

void print_turns(db::Transaction& tx, const std::string& fund) {
  Table table{
      "Open claims: who they wait for", {"waiting for", "next step", "claims>", "overdue>"}, {}};
  for (const auto& row : store::open_claims_by_turn(tx, fund, system_clock()())) {
    table.rows.push_back({row.waiting_for, row.next_step, count(row.claims), count(row.overdue)});
  }
  table.print(std::cout);
}

void print_books(db::Transaction& tx, const std::string& fund) {
  Table table{"The books", {"account", "kind", "debit>", "credit>", "balance>", "currency"}, {}};
  std::map<std::string, std::int64_t> trial;
  for (const auto& row : store::account_balances(tx, fund)) {
    const std::int64_t balance = row.debit_minor - row.credit_minor;
    trial[row.currency] += balance;
    table.rows.push_back({row.account, row.kind, amount(row.debit_minor, row.currency),
                          amount(row.credit_minor, row.currency), amount(balance, row.currency),
                          row.currency});
  }
  for (const auto& [currency, balance] : trial) {
    table.rows.push_back({"trial balance", "", "", "", amount(balance, currency), currency});
  }
  table.print(std::cout);
}

void month(const Options& options) {
  db::Pool pool{options.database + " user=haven_auditor", 1};
  db::Transaction tx{pool};
  print_claims(tx, options.fund);
  print_refusals(tx, options.fund);
  print_paid(tx, options.fund);
  print_times(tx, options.fund);
  print_turns(tx, options.fund);
  print_books(tx, options.fund);
}

}  // namespace

void add_month_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("month", "Print what was filed, decided, paid, and the books");
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--fund", options->fund, "the fund's code")->capture_default_str();
  command->footer("Example: haven month --fund owwa");
  command->callback([options] { month(*options); });
}

}  // namespace haven
