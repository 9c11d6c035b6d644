#pragma once
// What the subcommands of `haven ledger` have in common.
#include <memory>
#include <string>

#include "services/haven/commands/report_options.hpp"
#include "services/ledger/store/journal.hpp"

namespace haven::ledger_command {

/// Only what a subcommand offers as an option is ever set.
struct Options : ReportOptions {
  std::string at;        // a day or a moment
  std::string from, to;  // days
  std::string cause, account, kind, claim;
  std::string out;
  std::string month, reason, change;
  std::string year;
  std::string server, token;
};

ledger::store::JournalQuery query_of(const Options& options);
using Shared = std::shared_ptr<Options>;

void print_balance(const Options& options);
void print_statement(const Options& options);
void print_journal(const Options& options);
void export_books(const Options& options);
void print_periods(const Options& options);
void print_years(const Options& options);
void print_earmarks(const Options& options);
void ask_for_closing(const Options& options);
void ask_for_reopening(const Options& options);
void confirm_change(const Options& options);

}  // namespace haven::ledger_command
