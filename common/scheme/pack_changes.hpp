#pragma once
#include <map>
#include <string>
#include <vector>

#include "common/core/result.hpp"

namespace haven::scheme {

/// One rule, number or text that two versions of a pack give differently.
struct RuleChange {
  std::string file;
  std::string place;   // "benefits/death/versions/2016-11-16/amount", "table owwa death"
  std::string before;  // empty: new
  std::string after;   // empty: gone
  bool operator==(const RuleChange&) const = default;
};

/// A pack's files, name to contents.
using PackFiles = std::map<std::string, std::string>;

/// What differs, by file and place: in YAML value by value, in decision tables row by row with what
/// it cites, in other logic expression by expression. Spaces, comments, descriptions and the order
/// of keys are no difference. Refused: a file that cannot be read.
Result<std::vector<RuleChange>> changes_between(const PackFiles& before, const PackFiles& after);

}  // namespace haven::scheme
