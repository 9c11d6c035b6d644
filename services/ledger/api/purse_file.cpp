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
  static const std::set<std::string> known{
      "purse",       "layer", "currency", "floor", "pays", "budget", "closes_after_months",
      "remainder_to"};
  for (const auto& pair : node) {
    if (!known.contains(pair.first.Scalar())) {
      return wrong(purse, "unknown key " + pair.first.Scalar());
    }
  }
  return {};
}

Result<std::vector<Purpose>> purposes_in(const std::string& purse, const YAML::Node& pays) {
  std::vector<Purpose> purposes;
  if (!pays) return purposes;  // a reserve
  if (!pays.IsMap()) return wrong(purse, "pays must list benefits by scheme");
  for (const auto& scheme : pays) {
    if (!scheme.second.IsSequence()) return wrong(purse, "pays must list benefits by scheme");
    for (const auto& benefit : scheme.second) {
      purposes.push_back({scheme.first.Scalar(), benefit.Scalar()});
    }
  }
  if (purposes.empty()) return wrong(purse, "it pays nothing");
  return purposes;
}

Result<std::optional<YearlyBudget>> budget_in(const std::string& purse, const YAML::Node& node) {
  const bool has_more = node["closes_after_months"] || node["remainder_to"];
  if (!node["budget"]) {
    if (has_more) return wrong(purse, "closes_after_months and remainder_to need budget: yearly");
    return std::nullopt;
  }
  if (text_in(node, "budget") != "yearly") return wrong(purse, "budget can only be yearly");
  YearlyBudget yearly{-1, text_in(node, "remainder_to")};
  const std::string months = text_in(node, "closes_after_months");
  const bool is_number = !months.empty() && months.size() <= 2 &&
                         months.find_first_not_of("0123456789") == std::string::npos;
  if (is_number) yearly.closes_after_months = std::stoi(months);
  if (yearly.closes_after_months < 0 || yearly.closes_after_months > 60) {
    return wrong(purse, "closes_after_months must be a number from 0 to 60");
  }
  if (yearly.remainder_to.empty()) {
    return wrong(purse, "remainder_to must name the purse that gets what a closed year holds");
  }
  return yearly;
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
  const auto yearly = budget_in(name, node);
  if (!yearly) return pass(yearly);
  return PurseTerms{name, layer, *currency, *floor, *purposes, *yearly};
}

}  // namespace

Result<std::vector<PurseTerms>> purses_from_yaml(const std::string& text) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap() || !root["purses"] || !root["purses"].IsSequence()) {
      return wrong("?", "the file holds one list under purses");
    }
    for (const auto& pair : root) {
      const std::string& key = pair.first.Scalar();
      if (key != "purses" && key != "earmarks") return wrong("?", "unknown list " + key);
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
