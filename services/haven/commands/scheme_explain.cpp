#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/explain.hpp"
#include "services/haven/commands/scheme_files.hpp"

namespace haven {
namespace {

struct Options {
  std::string file;
  std::string packs = "ops/schemes";
};

void explain(const Options& options) {
  const auto [facts, pack] = case_and_pack(options.file, options.packs);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  std::cout << scheme::explained(*pack, facts, decision);
}

}  // namespace

void add_scheme_explain(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand(
      "explain", "A decision as sentences with sources, for a letter or a judge");
  command->add_option("case", options->file, "a case file")->required();
  add_packs_option(*command, options->packs);
  command->footer("Example: haven scheme explain tests/cases/ph/death_of_illness.yaml");
  command->callback([options] { explain(*options); });
}

}  // namespace haven
