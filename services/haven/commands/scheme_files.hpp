#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "common/scheme/pack.hpp"
#include "services/haven/commands/stop.hpp"

namespace CLI {
class App;
}

/// What the subcommands of `haven scheme` share: reading packs and cases, and saying what is wrong.
namespace haven {

using Packs = std::map<std::string, scheme::PackPtr>;

std::string contents_of(const std::filesystem::path& file);
/// The pack of this name; stops when it is not installed.
scheme::PackPtr installed_pack(const std::filesystem::path& packs, const std::string& name);
/// A case file and the pack that it names, loaded from below `packs`.
struct CaseAndPack {
  scheme::Case facts;
  scheme::PackPtr pack;
};
CaseAndPack case_and_pack(const std::filesystem::path& file, const std::filesystem::path& packs);
void add_packs_option(CLI::App& command, std::string& packs);

void add_scheme_evaluate(CLI::App& scheme);
void add_scheme_check(CLI::App& scheme);
void add_scheme_quote(CLI::App& scheme);
void add_scheme_explain(CLI::App& scheme);
void add_scheme_statement(CLI::App& scheme);
void add_scheme_diff(CLI::App& scheme);
void add_scheme_simulate(CLI::App& scheme);

}  // namespace haven
