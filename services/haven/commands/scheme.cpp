#include "services/haven/commands/scheme.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "common/scheme/expect.hpp"
#include "common/scheme/pack.hpp"

namespace haven {
namespace {

namespace fs = std::filesystem;
using Packs = std::map<std::string, scheme::PackPtr>;

struct Options {
  std::string path;
  std::string packs = "ops/schemes";
  std::string only;  // one pack
  bool check = false;
  bool trace = false;
};

/// Says why, one line for each wrong field, and ends with exit status 1.
[[noreturn]] void stop(const Error& error) {
  if (error.fields.empty()) std::cerr << error.detail << '\n';
  for (const FieldProblem& each : error.fields) {
    std::cerr << each.pointer << ": " << each.detail << '\n';
  }
  throw CLI::RuntimeError{1};
}

template <class T>
T or_stop(Result<T> result) {
  if (!result) stop(result.error());
  return std::move(*result);
}

std::string contents_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) stop({ErrorKind::not_found, "no_such_file", file.string() + " cannot be read", {}});
  return {std::istreambuf_iterator<char>{stream}, {}};
}

void evaluate_one(const Options& options, const Packs& packs) {
  const auto facts = or_stop(scheme::case_from_yaml(contents_of(options.path)));
  const auto pack = packs.find(facts.pack);
  if (pack == packs.end()) {
    stop({ErrorKind::not_found,
          "no_such_pack",
          "pack " + facts.pack + " is not installed below " + options.packs,
          {}});
  }
  const auto decision = or_stop(scheme::evaluate(*pack->second, facts));
  std::cout << (options.trace ? scheme::json_of(decision) : scheme::answer_json(decision)) << '\n';
}

void check_all(const Options& options, const Packs& packs) {
  if (!fs::exists(options.path)) {
    stop({ErrorKind::not_found, "no_such_folder", options.path + " cannot be read", {}});
  }
  const auto found = scheme::agreement_of(packs, options.path);
  for (const auto& difference : found.differences) std::cout << difference << '\n';
  for (const auto& [pack, count] : found.skipped) {
    std::cout << "skipped " << count << " cases of pack " << pack << ", which is not installed\n";
  }
  std::cout << found.agreed << " of " << found.cases << " cases agree\n";
  if (found.agreed != found.cases) throw CLI::RuntimeError{1};
}

void evaluate(const Options& options) {
  const Packs packs = or_stop(scheme::load_packs(options.packs));
  if (options.check) {
    check_all(options, packs);
  } else if (fs::is_directory(options.path)) {
    stop({ErrorKind::invalid,
          "folder_without_check",
          options.path + " is a folder: add --check to compare every case below it",
          {}});
  } else {
    evaluate_one(options, packs);
  }
}

void check_packs(const Options& options) {
  const fs::path folder = options.packs;
  Packs packs;
  if (options.only.empty()) {
    packs = or_stop(scheme::load_packs(folder));
  } else {
    packs[options.only] = or_stop(scheme::load_pack(folder / options.only));
  }
  for (const auto& [name, pack] : packs) {
    std::cout << name << " is in order: " << scheme::schemes_of(*pack).size() << " schemes, hash "
              << scheme::hash_of(*pack) << '\n';
  }
}

void add_packs_option(CLI::App& command, Options& options) {
  command.add_option("--packs", options.packs, "the folder of the packs")->capture_default_str();
}

void add_evaluate(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand("evaluate", "Say what a case file's facts entitle to");
  command->add_option("path", options->path, "a case file, or with --check a folder of them")
      ->required();
  add_packs_option(*command, *options);
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

void add_check(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand("check", "Load packs and name everything wrong in them");
  command->add_option("pack", options->only, "one pack; otherwise all");
  add_packs_option(*command, *options);
  command->footer(
      "Example: haven scheme check ph\n"
      "Each problem is a line with file, line and field. Exit status 1 when there is "
      "one.");
  command->callback([options] { check_packs(*options); });
}

}  // namespace

void add_scheme_command(CLI::App& app) {
  auto* scheme = app.add_subcommand("scheme", "Try the rules of a fund without a database");
  scheme->require_subcommand(1);
  scheme->footer("Example: haven scheme evaluate tests/cases/ph/death_of_illness.yaml");
  add_evaluate(*scheme);
  add_check(*scheme);
}

}  // namespace haven
