#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/dmn/rule_set.hpp"
#include "common/feel/expression.hpp"

/// One input column of a decision table as a partition of its values. Where every entry compares
/// the input with constants of one kind, the constants are points that cut the values into regions:
/// below the first point, the point, between it and the next, and so on. All values of a region
/// match the same rules, so one of them stands for all, and finding the rules of a value is a
/// search among the points. The same partition shows gaps and overlaps.
namespace haven::dmn {

class Column {
 public:
  struct Region {
    feel::Value example;
    bool is_point = false;
    RuleSet rules;
  };

  /// Nothing when an entry is no constant, when constants of different kinds meet, or when there
  /// are too many. What the column keeps lives in the arena.
  static std::optional<Column> of(std::span<const std::string> entries, feel::Arena& constants);

  /// The rules whose entry matches; nullptr for a value of another kind, for which the entries
  /// themselves are asked.
  [[nodiscard]] const RuleSet* rules_for(const feel::Value& value) const;
  [[nodiscard]] const RuleSet& rules_for_null() const { return for_null_; }
  /// Rising; the regions that hold no value are left out.
  [[nodiscard]] std::vector<const Region*> regions() const;

 private:
  feel::Kind kind_ = feel::Kind::null;
  std::vector<feel::Value> points_;  // rising
  /// 2 × points + 1: even ones between the points. No example where no value lies there.
  std::vector<Region> regions_;
  RuleSet for_null_;
};

}  // namespace haven::dmn
