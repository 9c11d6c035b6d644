#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/dmn/model.hpp"

/// What is wrong with a decision table, found without running it: cases that no rule or more than
/// one rule covers, rules that never decide. Each finding has a case that shows it.
namespace haven::dmn {

struct Finding {
  enum class Kind {
    gap,          // no rule matches, and there is no default output
    overlap,      // two rules match where the hit policy allows one, or one answer
    unreachable,  // nothing that the inputs may be matches the rule
    masked,       // wherever the rule matches, others decide (first) or match too (unique, any)
  };
  Kind kind = Kind::gap;
  std::vector<std::uint32_t> rules;  // that are concerned, from 0
  /// For each input a value in FEEL's notation, or what it may be: "any", "any other text".
  std::vector<std::string> example;
  std::string sentence;
};

struct Analysis {
  std::vector<Finding> findings;
  /// Why it is not complete: entries that are no constants, more combinations than the bound.
  std::vector<std::string> remarks;
};

struct AnalysisBounds {
  std::size_t findings = 50;      // of each kind
  std::size_t boxes = 2'000'000;  // combinations looked at, of all kinds together
};

/// The domain of an input is its allowed values, its type's allowed values, or everything of the
/// kind that its entries have. Null counts only where an entry mentions it. Inputs are taken to be
/// independent of one another.
Analysis analyse(const Model& model, std::size_t table, const AnalysisBounds& bounds = {});

}  // namespace haven::dmn
