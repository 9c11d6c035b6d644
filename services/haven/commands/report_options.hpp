#pragma once
// What commands that only look have in common: they read as the auditor, of one fund, and print a
// table, CSV or JSON.
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/pool.hpp"
#include "services/haven/commands/listing.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"

namespace haven {

struct ReportOptions {
  std::string database = default_database();
  std::string fund = "owwa";
  bool as_csv = false, as_json = false;
};

inline db::Pool auditor_pool(const ReportOptions& options) {
  return {options.database + " user=haven_auditor", 1};
}

listing::Format format_of(const ReportOptions& options);

/// Nothing for an empty text; stops when it is no day.
std::optional<Date> day_from(const std::string& option, const std::string& text);

void add_format(CLI::App* command, ReportOptions& options);

/// A subcommand of `group` with the options that every report has; `example` follows the group's
/// name.
template <class Options>
CLI::App* add_report(CLI::App& group, const std::string& name, const std::string& what,
                     const std::string& example, const std::shared_ptr<Options>& options,
                     std::function<void(const Options&)> run) {
  auto* command = group.add_subcommand(name, what);
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--fund", options->fund, "the fund's code")->capture_default_str();
  command->footer("Example: haven " + group.get_name() + " " + example);
  command->callback([options, run] { run(*options); });
  return command;
}

}  // namespace haven
