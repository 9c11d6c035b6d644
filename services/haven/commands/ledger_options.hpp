#pragma once
// What the subcommands of `haven ledger` have in common.
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/pool.hpp"
#include "services/haven/commands/ledger_listing.hpp"
#include "services/haven/config.hpp"
#include "services/ledger/store/journal.hpp"

namespace CLI {
class App;
}

namespace haven::ledger_command {

/// Only what a subcommand offers as an option is ever set.
struct Options {
  std::string database = default_database();
  std::string fund = "owwa";
  std::string at;        // a day or a moment
  std::string from, to;  // days
  std::string cause, account, kind, claim;
  std::string out;
  std::string month, reason, change;
  std::string server, token;
  bool as_csv = false, as_json = false;
};

/// Prints why on standard error and ends with status 2.
[[noreturn]] void stop(const std::string& why);

inline db::Pool auditor_pool(const Options& options) {
  return {options.database + " user=haven_auditor", 1};
}

ledger_listing::Format format_of(const Options& options);
/// Nothing for an empty text; stops when it is no day.
std::optional<Date> day_from(const std::string& option, const std::string& text);
ledger::store::JournalQuery query_of(const Options& options);
/// A subcommand with the options that all have.
using Shared = std::shared_ptr<Options>;
CLI::App* add(CLI::App& ledger, const std::string& name, const std::string& what,
              const std::string& example, const Shared& options,
              const std::function<void(const Options&)>& run);
void add_format(CLI::App* command, const Shared& options);

void print_balance(const Options& options);
void print_statement(const Options& options);
void print_journal(const Options& options);
void export_books(const Options& options);
void print_periods(const Options& options);
void ask_for_closing(const Options& options);
void ask_for_reopening(const Options& options);
void confirm_change(const Options& options);

}  // namespace haven::ledger_command
