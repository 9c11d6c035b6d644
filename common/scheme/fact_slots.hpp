#pragma once
#include <array>

#include "common/scheme/fact_sheet.hpp"

namespace haven::scheme {

/// What a slot is about. The slots of one group stand side by side, so that a group is forgotten at
/// once when something else comes to hand.
enum class Group : std::uint8_t {
  of_case,
  registration,
  cover,
  covers,
  beneficiary,
  person,
  impairment,
  impairment_percent,
  cost,
  bills,
  fact,
  parameter,
  decision,
  none,  // added by somebody else
};

struct SlotRange {
  std::size_t first = 0;
  std::size_t size = 0;
};

struct Vocabulary::Parts {
  /// Groups are added one after the other. A name that is taken is a problem.
  void add(Group group, const std::vector<std::string>& added);
  /// Parameters are constants: evaluated once.
  void set_parameters(const std::map<std::string, std::string>& texts);

  feel::Names names;
  std::vector<Group> groups;  // by slot
  std::array<SlotRange, static_cast<std::size_t>(Group::none)> ranges;
  std::map<std::string, FactType> facts;
  std::vector<FactType> fact_types;  // in the order of `facts`
  std::vector<feel::Value> parameters;
  feel::Arena constants;  // of the parameters
  std::vector<FieldProblem> problems;

  [[nodiscard]] const SlotRange& range_of(Group group) const {
    return ranges[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] Group group_of(std::size_t slot) const {
    return slot < groups.size() ? groups[slot] : Group::none;
  }
};

/// A fact in the type that the pack gives it; null when its text is not of that type.
feel::Value fact_value(const std::string& text, FactType type);

}  // namespace haven::scheme
