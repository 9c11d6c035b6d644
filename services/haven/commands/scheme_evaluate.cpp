#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/expect.hpp"
#include "services/haven/commands/scheme_files.hpp"

namespace haven {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string path;
  std::string packs = "ops/schemes";
  bool check = false;
  bool trace = false;
};

void evaluate_one(const Options& options) {
  const auto [facts, pack] = case_and_pack(options.path, options.packs);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  std::cout << (options.trace ? scheme::json_of(decision) : scheme::answer_json(decision)) << '\n';
}

void check_all(const Options& options) {
  if (!fs::exists(options.path)) {
    stop(options.path + " cannot be read");
  }
  const Packs packs = or_stop(scheme::load_packs(options.packs));
  const auto found = scheme::agreement_of(packs, options.path);
  for (const auto& difference : found.differences) std::cout << difference << '\n';
  for (const auto& [pack, count] : found.skipped) {
    std::cout << "skipped " << count << " cases of pack " << pack << ", which is not installed\n";
  }
  std::cout << found.agreed << " of " << found.cases << " cases agree\n";
  if (found.agreed != found.cases) throw CLI::RuntimeError{1};
}

void evaluate(const Options& options) {
  if (options.check) {
    check_all(options);
  } else if (fs::is_directory(options.path)) {
    stop(options.path + " is a folder: add --check to compare every case below it");
  } else {
    evaluate_one(options);
  }
}

}  // namespace

void add_scheme_evaluate(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand("evaluate", "Say what a case file's facts entitle to");
  command->add_option("path", options->path, "a case file, or with --check a folder of them")
      ->required();
  add_packs_option(*command, options->packs);
  auto* check = command->add_flag("--check", options->check,
                                  "compare every case below the folder with its `expect`");
  command->add_flag("--trace", options->trace, "print every line with the tests made on the way")
      ->excludes(check);
  command->footer(
      "Examples: haven scheme evaluate tests/cases/ph/death_of_illness.yaml --trace\n"
      "          haven scheme evaluate tests/cases --check\n"
      "With --check the exit status is 1 when a case differs. Cases of packs that are "
      "not installed are skipped and counted.");
  command->callback([options] { evaluate(*options); });
}

}  // namespace haven
