#include "services/haven/commands/scheme.hpp"

#include <CLI/CLI.hpp>

#include "services/haven/commands/scheme_files.hpp"

namespace haven {

void add_scheme_command(CLI::App& app) {
  auto* scheme = app.add_subcommand("scheme", "Try the rules of a fund without a database");
  scheme->require_subcommand(1);
  scheme->footer("Example: haven scheme statement tests/cases/ph/death_of_illness.yaml");
  add_scheme_evaluate(*scheme);
  add_scheme_statement(*scheme);
  add_scheme_explain(*scheme);
  add_scheme_quote(*scheme);
  add_scheme_check(*scheme);
  add_scheme_diff(*scheme);
  add_scheme_simulate(*scheme);
}

}  // namespace haven
