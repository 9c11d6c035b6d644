#include "services/haven/commands/check.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "services/haven/commands/check_books.hpp"
#include "services/haven/commands/ledger_keys.hpp"
#include "services/haven/config.hpp"
#include "services/haven/store/invariants.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string database = default_database();
  std::vector<std::string> keys;
};

std::vector<store::Invariant> check_all(const Options& options) {
  db::Pool pool{options.database + " user=haven_auditor", 1};
  auto invariants = db::in_transaction(pool, store::check_invariants);
  for (auto& invariant : check_books(pool, ledger_keys(options.keys))) {
    invariants.push_back(std::move(invariant));
  }
  return invariants;
}

void check(const Options& options) {
  Table table{"", {"", "invariant", "broken by>", "for example"}, {}};
  std::int64_t broken = 0;
  for (const store::Invariant& invariant : check_all(options)) {
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
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Check every invariant over all services' tables");
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--key", options->keys,
                      "public key of the ledger; may be given several times, after a change of "
                      "keys");
  command->footer(
      "Example: haven check\n"
      "Exit status 0 when all hold, 1 when one is broken. While work is under way, the "
      "bus may lag for a moment: run it when the bus is idle.");
  command->callback([options] { check(*options); });
}

}  // namespace haven
