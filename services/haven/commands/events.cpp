#include "services/haven/commands/events.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "services/haven/commands/events_options.hpp"

namespace haven {
namespace {

using namespace events;
using Shared = std::shared_ptr<Options>;
using Run = void (*)(const Options&);

CLI::App* add(CLI::App& events, const std::string& name, const std::string& what,
              const std::string& example, const Shared& options, Run run) {
  auto* command = events.add_subcommand(name, what);
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_flag("--json", options->as_json, "one JSON object a line");
  command->footer("Example: haven events " + example);
  command->callback([options, run] { run(*options); });
  return command;
}

void add_intervention(CLI::App* command, const Shared& options) {
  const char* user = std::getenv("USER");
  options->intervention.by = user ? user : "";
  command->add_option("--operator", options->intervention.by, "who you are; kept")
      ->capture_default_str();
  command->add_option("--reason", options->intervention.reason, "why; kept")->required();
}

void add_looking(CLI::App& events) {
  auto options = std::make_shared<Options>();
  auto* command = add(events, "tail", "The last events of the log",
                      "tail --type ClaimFiled --follow", options, tail);
  command->add_option("-n,--events", options->query.events_max, "how many")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->add_option("--type", options->query.type, "ClaimFiled or haven.claims.v1.ClaimFiled");
  command->add_option("--subject", options->query.subject, "id of a claim, a member, ...");
  command->add_option("--fund", options->query.fund, "one fund only");
  command->add_flag("-f,--follow", options->follow, "go on printing as events come");
  command->add_flag("--payload", options->show_payload,
                    "with --json: payloads too (personal data)");

  options = std::make_shared<Options>();
  command = add(events, "show", "One event and where it stands with each consumer",
                "show 0190163d-8694-739b-aea5-966c26f8ad90 --payload", options, show);
  command->add_option("event", options->event, "its id")->required();
  command->add_flag("--payload", options->show_payload, "its payload too (personal data)");

  options = std::make_shared<Options>();
  add(events, "parked", "Events that were given up and wait for an operator", "parked", options,
      print_parked);
  options = std::make_shared<Options>();
  add(events, "failed", "Events that failed and are not done, parked ones included",
      "failed --json", options, print_failed);
  options = std::make_shared<Options>();
  add(events, "lag", "How far each consumer is behind the log", "lag", options, print_lag);
}

void add_acting(CLI::App& events) {
  const std::string example = " claims 0190163d-8694-739b-aea5-966c26f8ad90 --reason ";
  auto options = std::make_shared<Options>();
  for (const auto& [name, what, reason, run] :
       {std::tuple{"retry", "Try a parked event again", "'release 1.4 reads it'", Run{retry}},
        std::tuple{"skip", "Pass over a parked event for ever; the next of its subject go on",
                   "'filed twice by the mission'", Run{skip}}}) {
    options = std::make_shared<Options>();
    auto* command = add(events, name, what, name + example + reason, options, run);
    command->add_option("consumer", options->consumer, "the service that parked it")->required();
    command->add_option("event", options->event, "its id")->required();
    add_intervention(command, options);
  }

  options = std::make_shared<Options>();
  auto* command =
      add(events, "replay", "Give a consumer events again that it has seen",
          "replay ledger --since 2026-05-01 --reason 'entries restored' --yes", options, replay);
  command->add_option("consumer", options->consumer, "the service that reads again")->required();
  command->add_option("--from-event", options->from_event, "from this event on");
  command->add_option("--since", options->since, "from the first event of this day or moment on");
  command->add_flag("--yes", options->yes, "do it; without it only the number is shown");
  add_intervention(command, options);
}

void add_keeping(CLI::App& events) {
  auto options = std::make_shared<Options>();
  auto* command =
      add(events, "retire", "Delete old events that every consumer has passed",
          "retire --before 2025-01-01 --reason 'books of 2024 are closed'", options, retire);
  command->add_option("--before", options->before, "only events older than this day or moment")
      ->required();
  add_intervention(command, options);

  options = std::make_shared<Options>();
  command = add(events, "rebase", "Fit a log that was restored from another cluster to this one",
                "rebase --reason 'restored from the dump of 1 May' --yes", options, rebase);
  command->add_flag("--yes", options->yes, "do it");
  add_intervention(command, options);
}

}  // namespace

void add_events_command(CLI::App& app) {
  auto* events = app.add_subcommand("events", "Look into the bus and act on it");
  events->require_subcommand(1);
  events->footer("Example: haven events lag\nEvery act needs --reason and is kept with it.");
  add_looking(*events);
  add_acting(*events);
  add_keeping(*events);
}

}  // namespace haven
