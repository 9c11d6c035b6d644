#include "services/haven/commands/migrate.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "common/db/migrations.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"

namespace haven {
namespace {

struct Options {
  std::string database = default_database();
  std::string owner = "haven";
  std::string sql = "sql";
  bool dry_run = false;
};

void migrate(const Options& options) {
  const auto run = or_stop(
      db::migrate(options.database + " user=" + options.owner, options.sql, options.dry_run));
  for (const std::string& file : run.applied) {
    std::cout << (options.dry_run ? "would apply " : "applied ") << file << '\n';
  }
  std::cout << run.applied.size() << (options.dry_run ? " to apply, " : " applied, ")
            << run.already_there << " already there\n";
}

}  // namespace

void add_migrate_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("migrate", "Bring the database up to date");
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--owner", options->owner, "the role that owns the tables")
      ->capture_default_str();
  command->add_option("--sql", options->sql, "the folder of migrations")->capture_default_str();
  command->add_flag("--dry-run", options->dry_run, "show what would be applied, change nothing");
  command->footer(
      "Example: haven migrate --database 'host=/run/postgresql dbname=haven' --dry-run\n"
      "A run that was cut off is started again; a file that was edited after it was "
      "applied is refused.");
  command->callback([options] { migrate(*options); });
}

}  // namespace haven
