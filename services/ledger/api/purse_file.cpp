#include "services/ledger/api/purse_file.hpp"

#include <yaml-cpp/yaml.h>

#include <set>

namespace haven::ledger {
namespace {

tl::unexpected<Error> wrong(const std::string& purse, const std::string& detail) {
  return refuse(ErrorKind::invalid, "purse_file_wrong", "purse " + purse + ": " + detail);
}

std::string text_in(const YAML::Node& node, const char* key) {
  return node[key] && node[key].IsScalar() ? node[key].Scalar() : "";
}

Result<void> only_known_keys(const std::string& purse, const YAML::Node& node) {
  static const std::set<std::string> known{"purse", "layer", "currency", "floor", "pays"};
  for (const auto& pair : node) {
    if (!known.contains(pair.first.Scalar())) {
      return wrong(purse, "unknown key " + pair.first.Scalar());
    }
  }
  return {};
}

Result<std::vector<Purpose>> purposes_in(const std::string& purse, const YAML::Node& pays) {
  std::vector<Purpose> purposes;
  if (!pays || !pays.IsMap()) return wrong(purse, "pays must list benefits by scheme");
  for (const auto& scheme : pays) {
    if (!scheme.second.IsSequence()) return wrong(purse, "pays must list benefits by scheme");
    for (const auto& benefit : scheme.second) {
      purposes.push_back({scheme.first.Scalar(), benefit.Scalar()});
    }
  }
  if (purposes.empty()) return wrong(purse, "it pays nothing");
  return purposes;
}

Result<PurseTerms> terms_in(const YAML::Node& node) {
  const std::string name = node.IsMap() ? text_in(node, "purse") : "";
  if (name.empty()) return wrong("?", "every purse is a map with its name under purse");
  if (const auto known = only_known_keys(name, node); !known) return pass(known);
  const std::string layer = text_in(node, "layer");
  if (!std::set<std::string>{"fund", "insurer", "employer", "agency"}.contains(layer)) {
    return wrong(name, "layer must be fund, insurer, employer or agency");
  }
  const auto currency = Currency::from(text_in(node, "currency"));
  if (!currency) return wrong(name, "currency must be a known ISO 4217 code");
  const auto floor =
      money_from(node["floor"] ? text_in(node, "floor") : "0", text_in(node, "currency"));
  if (!floor) return wrong(name, "floor must be an amount such as \"1000.00\"");
  const auto purposes = purposes_in(name, node["pays"]);
  if (!purposes) return pass(purposes);
  return PurseTerms{name, layer, *currency, *floor, *purposes};
}

}  // namespace

Result<std::vector<PurseTerms>> purses_from_yaml(const std::string& text) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap() || !root["purses"] || !root["purses"].IsSequence()) {
      return wrong("?", "the file holds one list under purses");
    }
    std::vector<PurseTerms> purses;
    for (const auto& node : root["purses"]) {
      const auto terms = terms_in(node);
      if (!terms) return pass(terms);
      purses.push_back(*terms);
    }
    return purses;
  } catch (const YAML::Exception& exception) {
    return refuse(ErrorKind::malformed, "purse_file_unreadable",
                  "line " + std::to_string(exception.mark.line + 1) + " is not readable as YAML");
  }
}

}  // namespace haven::ledger
