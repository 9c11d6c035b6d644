#include "services/haven/commands/serve.hpp"

#include <CLI/CLI.hpp>

#include "common/config/reader.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/process.hpp"

namespace haven {
namespace {

void serve(const std::vector<std::string>& asked) {
  const std::vector<std::string> services = asked.empty() ? service_names() : asked;
  for (const std::string& name : services) {
    if (std::ranges::count(service_names(), name) == 0) {
      std::string known;
      for (const std::string& service : service_names()) known += ' ' + service;
      stop(name + " is no service; choose among:" + known);
    }
  }
  Process process{read_serve_config(services), services};
  process.run();
}

}  // namespace

void add_serve_command(CLI::App& app) {
  auto services = std::make_shared<std::vector<std::string>>();
  auto* command = app.add_subcommand("serve", "Run all services, or some, until SIGTERM");
  command->add_option(
      "service", *services,
      "enrolment contributions claims adjudication ledger disbursement recoveries; all "
      "when none is named");
  command->footer(
      "Example: HAVEN_PORT=8080 haven serve\n"
      "         haven serve claims adjudication\n"
      "Settings are environment variables; ops/env/haven.env lists every one.");
  command->callback([services] { serve(*services); });
}

}  // namespace haven
