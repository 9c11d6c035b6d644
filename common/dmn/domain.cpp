#include "common/dmn/domain.hpp"

#include <algorithm>

#include "common/dmn/column.hpp"
#include "common/dmn/constants.hpp"

namespace haven::dmn {
namespace {

bool mentions_null(const std::string& entry) {
  const auto constants = constants_of(entry);
  return constants && std::ranges::find(*constants, "null") != constants->end();
}

// Each entry, then what is allowed.
std::vector<std::string> tests_of(const Table& table, std::size_t input,
                                  const std::vector<std::string>& allowed) {
  std::vector<std::string> tests;
  for (const TableRule& rule : table.rules) tests.push_back(rule.inputs[input]);
  tests.insert(tests.end(), allowed.begin(), allowed.end());
  return tests;
}

RuleSet only_rules(const RuleSet& all, std::size_t rules) {
  RuleSet kept{rules};
  for (std::size_t i = 0; i < rules; ++i) {
    if (all.has(i)) kept.add(i);
  }
  return kept;
}

bool is_allowed(const RuleSet& set, std::size_t rules, std::size_t tests) {
  for (std::size_t i = rules; i < tests; ++i) {
    if (!set.has(i)) return false;
  }
  return true;
}

// Parts with the same rules are one; a point is the better example.
void add_part(std::vector<Domain::Part>& parts, Domain::Part part, bool is_point) {
  const auto same = std::ranges::find(parts, part.rules, &Domain::Part::rules);
  if (same == parts.end()) {
    parts.push_back(std::move(part));
  } else if (is_point && same->example == "any other text") {
    same->example = std::move(part.example);
  }
}

std::string example_of(const Column::Region& region) {
  if (region.example.kind() == feel::Kind::text) {
    return region.is_point ? '"' + std::string{region.example.text()} + '"' : "any other text";
  }
  return feel::text_of(region.example);
}

RuleSet all_rules(std::size_t rules) {
  RuleSet set{rules};
  for (std::size_t i = 0; i < rules; ++i) set.add(i);
  return set;
}

}  // namespace

std::optional<Domain> Domain::of(const Table& table, std::size_t input,
                                 const std::vector<std::string>& allowed) {
  const auto tests = tests_of(table, input, allowed);
  const std::size_t rules = table.rules.size();
  Domain domain;
  if (std::ranges::all_of(tests, matches_anything)) {
    domain.parts.push_back({"any", all_rules(rules)});
    return domain;
  }
  feel::Arena constants;
  const auto column = Column::of(tests, constants);
  if (!column) return {};
  for (const Column::Region* region : column->regions()) {
    if (!is_allowed(region->rules, rules, tests.size())) continue;
    add_part(domain.parts, {example_of(*region), only_rules(region->rules, rules)},
             region->is_point);
  }
  if (std::ranges::any_of(tests, mentions_null)) {
    add_part(domain.parts, {"null", only_rules(column->rules_for_null(), rules)}, true);
  }
  return domain;
}

}  // namespace haven::dmn
