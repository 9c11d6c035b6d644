#include "services/haven/commands/ledger.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <tuple>

#include "services/haven/commands/ledger_options.hpp"

namespace haven {
namespace ledger_command {

ledger::store::JournalQuery query_of(const Options& options) {
  if (!options.claim.empty() && !is_uuid(options.claim)) stop("--claim is a claim's id");
  const ledger::store::JournalQuery query{options.fund,
                                          day_from("--from", options.from),
                                          day_from("--to", options.to),
                                          options.cause,
                                          options.account,
                                          options.kind,
                                          options.claim};
  if (query.from && query.to && *query.to < *query.from) stop("--to lies before --from");
  return query;
}

namespace {

void add_days(CLI::App* command, const Shared& options) {
  command->add_option("--from", options->from, "first day of booking");
  command->add_option("--to", options->to, "last day of booking");
}

void add_balance(CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  auto* command =
      add_report<Options>(ledger, "balance", "What every account holds, and the trial balance",
                          "balance --fund owwa --at 2026-03-31", options, print_balance);
  command->add_option("--at", options->at,
                      "as booked up to this day, or as written up to this moment "
                      "(2026-03-31T12:00:00Z)");
  add_format(command, *options);
}

void add_statement(CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  auto* command = add_report<Options>(
      ledger, "statement", "One account, line by line, with what it holds after each",
      "statement bank:PHP --from 2026-03-01 --to 2026-03-31", options, print_statement);
  command->add_option("account", options->account, "the account, as `balance` shows it")
      ->required();
  add_days(command, options);
  add_format(command, *options);
}

void add_journal(CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  auto* command =
      add_report<Options>(ledger, "journal", "Entries in the order of their days",
                          "journal --kind settlement --from 2026-03-01", options, print_journal);
  add_days(command, options);
  command->add_option("--cause", options->cause, "entitlement, bank reference, receipt or funding");
  command->add_option("--account", options->account, "only entries that touch it");
  command->add_option("--kind", options->kind, "award, release, settlement, ...");
  command->add_option("--claim", options->claim, "only entries of this claim");
  add_format(command, *options);
}

std::string setting(const char* name, const char* fallback) {
  const char* given = std::getenv(name);
  return given ? given : fallback;
}

// A command that the server carries out for the person whom the token names.
CLI::App* add_act(CLI::App& ledger, const std::string& name, const std::string& what,
                  const std::string& example, const Shared& options,
                  const std::function<void(const Options&)>& run) {
  options->server = "http://127.0.0.1:" + setting("HAVEN_PORT", "8080");
  options->token = setting("HAVEN_TOKEN", "");
  auto* command = ledger.add_subcommand(name, what);
  command->add_option("--server", options->server, "where haven listens")->capture_default_str();
  command->add_option("--token", options->token, "who acts; HAVEN_TOKEN otherwise");
  command->footer("Example: haven ledger " + example);
  command->callback([options, run] { run(*options); });
  return command;
}

void add_periods(CLI::App& ledger) {
  for (const auto& [name, what, run] :
       {std::tuple{"close", "Ask for a month to be closed (cashier)", &ask_for_closing},
        std::tuple{"reopen", "Ask for the last closed month to be opened (cashier)",
                   &ask_for_reopening}}) {
    auto options = std::make_shared<Options>();
    auto* command =
        add_act(ledger, name, what,
                std::string{name} + " 2026-05 --reason 'books of May are complete'", options, run);
    command->add_option("month", options->month, "as in 2026-05")->required();
    command->add_option("--reason", options->reason, "why; kept")->required();
  }
  auto options = std::make_shared<Options>();
  add_act(ledger, "confirm", "Confirm a closing or reopening as a second person (approver)",
          "confirm 0190163d-8694-739b-aea5-966c26f8ad90", options, confirm_change)
      ->add_option("change", options->change, "its id")
      ->required();
  options = std::make_shared<Options>();
  auto* command = add_report<Options>(ledger, "periods",
                                      "Which months were closed and reopened, by whom and why",
                                      "periods --fund owwa", options, print_periods);
  add_format(command, *options);
}

void add_budget(CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  auto* command =
      add_report<Options>(ledger, "years", "Budget years: what each got, granted and still holds",
                          "years --fund owwa", options, print_years);
  add_format(command, *options);
  options = std::make_shared<Options>();
  const Date today = day_of(system_clock()(), {});
  options->year = text_of(today).substr(0, 4);
  command = add_report<Options>(ledger, "earmarks",
                                "What part of last year's income each earmarked purse got",
                                "earmarks --year 2026", options, print_earmarks);
  command->add_option("--year", options->year, "the year in which the purse gets it")
      ->capture_default_str();
  add_format(command, *options);
}

void add_export(CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  auto* command = add_report<Options>(
      ledger, "export", "Write the journal in hledger's format",
      "export --from 2026-03-31 --to 2026-03-31 --out 2026-03-31.journal", options, export_books);
  add_days(command, options);
  command->add_option("--out", options->out, "the file; standard output otherwise");
}

}  // namespace
}  // namespace ledger_command

void add_ledger_command(CLI::App& app) {
  auto* ledger = app.add_subcommand("ledger", "Look into the books, close and reopen months");
  ledger->require_subcommand(1);
  ledger->footer("Example: haven ledger balance --fund owwa --at 2026-03-31");
  ledger_command::add_balance(*ledger);
  ledger_command::add_journal(*ledger);
  ledger_command::add_statement(*ledger);
  ledger_command::add_export(*ledger);
  ledger_command::add_periods(*ledger);
  ledger_command::add_budget(*ledger);
}

}  // namespace haven
