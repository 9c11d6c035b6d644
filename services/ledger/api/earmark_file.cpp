#include "services/ledger/api/earmark_file.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

namespace haven::ledger {
namespace {

tl::unexpected<Error> wrong(const std::string& earmark, const std::string& detail) {
  return refuse(ErrorKind::invalid, "purse_file_wrong", "earmark " + earmark + ": " + detail);
}

std::string text_in(const YAML::Node& node, const char* key) {
  return node[key] && node[key].IsScalar() ? node[key].Scalar() : "";
}

Result<Earmark> earmark_in(const YAML::Node& node) {
  const std::string name = node.IsMap() ? text_in(node, "name") : "";
  if (name.empty()) return wrong("?", "every earmark is a map with its name under name");
  static const std::set<std::string> known{"name", "purse", "at_least", "at_most", "of"};
  for (const auto& pair : node) {
    if (!known.contains(pair.first.Scalar())) {
      return wrong(name, "unknown key " + pair.first.Scalar());
    }
  }
  const bool is_least = node["at_least"].IsDefined();
  if (is_least == node["at_most"].IsDefined()) return wrong(name, "needs at_least or at_most");
  const auto percent = percent_from(text_in(node, is_least ? "at_least" : "at_most"));
  if (!percent) return wrong(name, "its part must be such as \"10%\" or \"12.5%\"");
  const std::string base = text_in(node, "of");
  if (std::ranges::find(earmark_bases, base) == earmark_bases.end()) {
    return wrong(name, "of must be contributions_last_year or interest_last_year");
  }
  return Earmark{name, text_in(node, "purse"),
                 is_least ? EarmarkBound::at_least : EarmarkBound::at_most, *percent, base};
}

}  // namespace

Result<std::vector<Earmark>> earmarks_from_yaml(const std::string& text) {
  std::vector<Earmark> earmarks;
  try {
    const YAML::Node list = YAML::Load(text)["earmarks"];
    if (!list) return earmarks;
    if (!list.IsSequence()) return wrong("?", "earmarks is a list");
    for (const auto& node : list) {
      const auto earmark = earmark_in(node);
      if (!earmark) return pass(earmark);
      earmarks.push_back(*earmark);
    }
    return earmarks;
  } catch (const YAML::Exception& exception) {
    return refuse(ErrorKind::malformed, "purse_file_unreadable",
                  "line " + std::to_string(exception.mark.line + 1) + " is not readable as YAML");
  }
}

}  // namespace haven::ledger
