#include "services/haven/commands/replay.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "common/db/pool.hpp"
#include "services/adjudication/app/replay_decision.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

using adjudication::Replay;
using adjudication::ReplayedDecision;

struct Options {
  std::string reference;
  std::string database = default_database();
  std::string packs = "ops/schemes";
};

std::string sentence_of(const ReplayedDecision& decision) {
  switch (decision.result) {
    case Replay::equal:
      return decision.is_installed ? "the same outcome, byte for byte"
                                   : "the same outcome, byte for byte, under the rules of then";
    case Replay::different:
      return "ANOTHER OUTCOME: the program evaluates differently now";
    case Replay::no_pack:
      return "not compared: the pack that decided (" + decision.pack_hash.substr(0, 12) +
             ") is neither installed nor kept in the database";
    case Replay::unreadable:
      return "THE STORED CASE NO LONGER EVALUATES";
  }
  return "";
}

void replay(const Options& options) {
  const auto packs = or_stop(scheme::load_packs(options.packs));
  db::Pool pool{options.database + " user=haven_auditor", 1};
  const auto replayed = or_stop(db::in_transaction(pool, [&](db::Transaction& tx) {
    return adjudication::replay_claim(tx, options.reference, packs);
  }));

  Table table{"Decisions of " + options.reference + ", evaluated again",
              {"no>", "pack", "result", "what it means"},
              {}};
  for (const auto& decision : replayed) {
    table.rows.push_back({std::to_string(decision.number),
                          decision.pack + "@" + decision.pack_hash.substr(0, 12),
                          name_of(decision.result), sentence_of(decision)});
  }
  table.print(std::cout);
  const auto is_equal = [](const ReplayedDecision& d) { return d.result == Replay::equal; };
  if (!std::ranges::all_of(replayed, is_equal)) throw CLI::RuntimeError{1};
}

}  // namespace

void add_replay(CLI::App& claim_app) {
  auto options = std::make_shared<Options>();
  auto* command =
      claim_app.add_subcommand("replay", "Evaluate a claim's decisions again and compare");
  command->add_option("reference", options->reference, "the claim's reference")->required();
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--packs", options->packs, "the folder of scheme packs")
      ->envname("HAVEN_PACKS")
      ->capture_default_str();
  command->footer(
      "Example: haven claim replay DTH-26-00000123-4\n"
      "Ends with status 1 unless every decision comes out byte for byte as stored.");
  command->callback([options] { replay(*options); });
}

}  // namespace haven
