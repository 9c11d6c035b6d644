#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/dmn/definitions.hpp"
#include "common/dmn/rule_set.hpp"

namespace haven::dmn {

/// The values of one input, cut into parts that its column's entries cannot tell apart.
struct Domain {
  struct Part {
    std::string example;  // in FEEL's notation, or "any other text"
    RuleSet rules;        // whose entry matches
  };
  std::vector<Part> parts;  // no two with the same rules

  /// Nothing when an entry, or one of `allowed` (unary tests), is not made of constants of one
  /// kind.
  static std::optional<Domain> of(const Table& table, std::size_t input,
                                  const std::vector<std::string>& allowed);
};

}  // namespace haven::dmn
