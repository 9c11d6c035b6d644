#include "services/haven/commands/check.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "services/haven/config.hpp"
#include "services/haven/store/invariants.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

void check(const std::string& database) {
  db::Pool pool{database + " user=haven_auditor", 1};
  db::Transaction tx{pool};
  Table table{"", {"", "invariant", "broken by>", "for example"}, {}};
  std::int64_t broken = 0;
  for (const store::Invariant& invariant : store::check_invariants(tx)) {
    std::string examples;
    for (const std::string& id : invariant.examples) examples += (examples.empty() ? "" : " ") + id;
    table.rows.push_back({invariant.broken == 0 ? "ok" : "BROKEN", invariant.name,
                          std::to_string(invariant.broken), examples});
    broken += invariant.broken > 0 ? 1 : 0;
  }
  table.print(std::cout);
  std::cout << (broken == 0 ? "every invariant holds\n" : "INVARIANTS ARE BROKEN; see above\n");
  if (broken > 0) throw CLI::RuntimeError{1};
}

}  // namespace

void add_check_command(CLI::App& app) {
  auto database = std::make_shared<std::string>(default_database());
  auto* command = app.add_subcommand("check", "Check every invariant over all services' tables");
  command->add_option("--database", *database, "libpq connection string, without the user")
      ->capture_default_str();
  command->footer(
      "Example: haven check\n"
      "Exit status 0 when all hold, 1 when one is broken. While work is under way, the "
      "bus may lag for a moment: run it when the bus is idle.");
  command->callback([database] { check(*database); });
}

}  // namespace haven
