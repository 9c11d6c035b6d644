#include "services/haven/commands/scheme_files.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>

namespace haven {

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream || std::filesystem::is_directory(file)) {
    stop(file.string() + " is no file that can be read");
  }
  return {std::istreambuf_iterator<char>{stream}, {}};
}

scheme::PackPtr installed_pack(const std::filesystem::path& packs, const std::string& name) {
  if (!std::filesystem::is_directory(packs / name)) {
    stop("pack " + name + " is not installed below " + packs.string());
  }
  return or_stop(scheme::load_pack(packs / name));
}

CaseAndPack case_and_pack(const std::filesystem::path& file, const std::filesystem::path& packs) {
  auto facts = or_stop(scheme::case_from_yaml(contents_of(file)));
  auto pack = installed_pack(packs, facts.pack);
  return {std::move(facts), std::move(pack)};
}

void add_packs_option(CLI::App& command, std::string& packs) {
  command.add_option("--packs", packs, "the folder of the packs")->capture_default_str();
}

}  // namespace haven
