#include "services/haven/commands/dmn.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "common/core/clock.hpp"
#include "common/dmn/kit.hpp"
#include "common/dmn/model.hpp"
#include "common/dmn/show.hpp"
#include "services/haven/commands/scheme_files.hpp"

namespace haven {
namespace {

namespace fs = std::filesystem;

feel::DateTime now() {
  const Instant instant = system_clock()();
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(instant - day);
  return {{int{date.year()}, static_cast<std::uint8_t>(unsigned{date.month()}),
           static_cast<std::uint8_t>(unsigned{date.day()})},
          {nanos.count(), {.kind = feel::Zone::Kind::offset}}};
}

void test(const std::string& directory) {
  if (!fs::is_directory(directory)) stop(directory + " is no folder");
  const auto result = dmn::run_kit(
      directory, now(), [](const std::string& failure) { std::cout << failure << '\n'; });
  std::cout << result.passed << " of " << result.cases << " cases pass\n";
  if (result.passed != result.cases) throw CLI::RuntimeError{1};
}

void show(const std::string& file) {
  const auto folder = fs::path{file}.parent_path();
  const auto imports = dmn::imports_in(folder.empty() ? fs::path{"."} : folder);
  const auto model = dmn::load(contents_of(file), imports);
  if (!model) stop(file + ", " + model.error().detail);
  std::cout << dmn::show(**model);
}

void add_test(CLI::App& dmn) {
  auto directory = std::make_shared<std::string>();
  auto* command =
      dmn.add_subcommand("test", "Run a folder of the DMN Technology Compatibility Kit");
  command->add_option("directory", *directory, "every *-test-*.xml below it is run")->required();
  command->footer(
      "Example: haven dmn test ../shared/dmn-tck/compliance-level-2\n"
      "A line for each case that fails; exit status 1 when there is one.");
  command->callback([directory] { test(*directory); });
}

void add_show(CLI::App& dmn) {
  auto file = std::make_shared<std::string>();
  auto* command =
      dmn.add_subcommand("show", "Print a model's decisions, and each decision table as text");
  command->add_option("file", *file, "a .dmn file; it may import those in its folder")->required();
  command->footer("Example: haven dmn show ops/schemes/ph/rates.dmn");
  command->callback([file] { show(*file); });
}

}  // namespace

void add_dmn_command(CLI::App& app) {
  auto* dmn = app.add_subcommand("dmn", "Look at decision models of the DMN standard and try them");
  dmn->require_subcommand(1);
  dmn->footer("Example: haven dmn test ../shared/dmn-tck/compliance-level-2");
  add_test(*dmn);
  add_show(*dmn);
}

}  // namespace haven
