#include <fstream>
#include <iterator>
#include <set>

#include "common/scheme/expect.hpp"
#include "common/scheme/yaml.hpp"

namespace haven::scheme {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& each : texts) all += (all.empty() ? "" : "; ") + each;
  return all;
}

std::string contents_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Empty when the case agrees.
std::string difference_in(const Pack& pack, const std::string& case_text) {
  const auto facts = case_from_yaml(case_text);
  if (!facts) return facts.error().detail;
  const auto decision = evaluate(pack, *facts);
  if (!decision) return decision.error().detail;
  const auto differences = differences_from(*decision, case_text);
  if (!differences) return differences.error().detail;
  return joined(*differences);
}

/// Every case file below a folder, or the one file that is named, by path.
std::set<fs::path> files_of(const fs::path& place) {
  if (fs::is_regular_file(place)) return {place};
  std::set<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator{place}) {
    if (entry.is_regular_file() && entry.path().extension() == ".yaml") files.insert(entry.path());
  }
  return files;
}

}  // namespace

Result<std::string> pack_of_case(const std::string& case_text) {
  const auto node = yaml_from(case_text, "case");
  if (!node) return pass(node);
  const YAML::Node pack = (*node)["pack"];
  if (!pack.IsDefined() || !pack.IsScalar()) return refuse_field("pack", "names the pack");
  return pack.Scalar();
}

Agreement agreement_of(const std::map<std::string, PackPtr>& packs, const fs::path& place) {
  Agreement agreement;
  for (const auto& file : files_of(place)) {
    const std::string text = contents_of(file);
    const auto pack = pack_of_case(text);
    if (pack && !packs.contains(*pack)) {
      ++agreement.skipped[*pack];
      continue;
    }
    ++agreement.cases;
    const std::string difference =
        pack ? difference_in(*packs.at(*pack), text) : pack.error().detail;
    if (difference.empty()) {
      ++agreement.agreed;
    } else {
      agreement.differences.push_back(file.string() + ": " + difference);
    }
  }
  return agreement;
}

}  // namespace haven::scheme
