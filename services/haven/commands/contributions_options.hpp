#pragma once
#include <string>

#include "services/haven/commands/report_options.hpp"

namespace haven::contributions_command {

/// Only what a subcommand offers as an option is ever set.
struct Options : ReportOptions {
  std::string at;  // a day
  std::string state, partner, number;
};

void print_ageing(const Options& options);
void print_unmatched(const Options& options);
void print_deposits(const Options& options);
void print_statement(const Options& options);

}  // namespace haven::contributions_command
