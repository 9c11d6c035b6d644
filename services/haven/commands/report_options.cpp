#include "services/haven/commands/report_options.hpp"

#include <iostream>

namespace haven {

listing::Format format_of(const ReportOptions& options) {
  if (options.as_csv) return listing::Format::csv;
  return options.as_json ? listing::Format::json : listing::Format::table;
}

std::optional<Date> day_from(const std::string& option, const std::string& text) {
  if (text.empty()) return {};
  const auto day = date_from(text);
  if (!day) stop(option + " is a day like 2026-05-14");
  return day;
}

void add_format(CLI::App* command, ReportOptions& options) {
  auto* csv = command->add_flag("--csv", options.as_csv, "as CSV, without totals");
  command->add_flag("--json", options.as_json, "one JSON object a line, without totals")
      ->excludes(csv);
}

}  // namespace haven
