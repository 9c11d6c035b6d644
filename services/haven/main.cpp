// haven: the back end of a migrant welfare fund. One executable, a subcommand for each job.

#include <CLI/CLI.hpp>
#include <iostream>

#include "common/config/reader.hpp"
#include "common/db/failure.hpp"
#include "services/haven/commands/audit.hpp"
#include "services/haven/commands/check.hpp"
#include "services/haven/commands/claim.hpp"
#include "services/haven/commands/contributions.hpp"
#include "services/haven/commands/dmn.hpp"
#include "services/haven/commands/events.hpp"
#include "services/haven/commands/import.hpp"
#include "services/haven/commands/ledger.hpp"
#include "services/haven/commands/migrate.hpp"
#include "services/haven/commands/month.hpp"
#include "services/haven/commands/pay.hpp"
#include "services/haven/commands/recoveries.hpp"
#include "services/haven/commands/rehearse.hpp"
#include "services/haven/commands/scheme.hpp"
#include "services/haven/commands/serve.hpp"
#include "services/haven/commands/token.hpp"

int main(int argc, char** argv) try {
  using namespace haven;
  CLI::App app{
      "haven: enrolment, contributions, claims, decisions, books and payments of a migrant "
      "welfare fund"};
  app.require_subcommand(1);
  app.footer("Begin with: ops/run. Every subcommand has --help with an example.");
  add_serve_command(app);
  add_migrate_command(app);
  add_token_command(app);
  add_import_command(app);
  add_claim_command(app);
  add_events_command(app);
  add_scheme_command(app);
  add_dmn_command(app);
  add_audit_command(app);
  add_contributions_command(app);
  add_ledger_command(app);
  add_pay_command(app);
  add_recoveries_command(app);
  add_check_command(app);
  add_month_command(app);
  add_rehearse_command(app);
  CLI11_PARSE(app, argc, argv);
  return 0;
} catch (const haven::config::BadConfig& bad) {
  std::cerr << "The settings are wrong, nothing was started:\n" << bad.what() << '\n';
  return 2;
} catch (const haven::db::Failure& failure) {
  std::cerr
      << failure.what()
      << (failure.lost_connection()
              ? ": is the database running, and does HAVEN_DATABASE (or --database) name it?\n"
              : "\n");
  return 1;
} catch (const std::exception& failure) {
  haven::log::failure("cannot_run", failure);
  std::cerr << "haven stopped: " << failure.what() << '\n';
  return 1;
}
