#include "common/scheme/impairment.hpp"

#include <algorithm>
#include <set>

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

bool fits(const ImpairmentState& state, const Impairment& impairment) {
  if (impairment.kind != state.kind) return false;
  const auto part = state.parts.find(impairment.part);
  if (part == state.parts.end()) return false;
  const std::string at = impairment.at.empty() ? "whole" : impairment.at;
  return std::ranges::count(part->second, at) > 0;
}

/// The name that all parts of one limb share: a hand belongs to its arm.
const std::string& limb_of(const Scheme& scheme, const std::string& part) {
  for (const auto& limb : scheme.one_limb) {
    if (std::ranges::count(limb, part) > 0) return limb.front();
  }
  return part;
}

}  // namespace

bool reaches(const ImpairmentState& state, const Scheme& scheme,
             const std::vector<Impairment>& impairments) {
  std::set<std::pair<std::string, std::string>> lost;
  for (const Impairment& each : impairments) {
    if (!fits(state, each)) continue;
    const std::string& limb = limb_of(scheme, each.part);
    if (each.side != "both") {
      lost.emplace(limb, each.side);
      continue;
    }
    lost.emplace(limb, "left");
    lost.emplace(limb, "right");
  }
  return static_cast<int>(lost.size()) >= state.count;
}

feel::Value percent_of(Situation& at, const ImpairmentPercent& rule) {
  if (at.facts.impairments.empty()) return {};
  feel::Number sum;
  for (const Impairment& each : at.facts.impairments) {
    at.sheet.set_impairment(&each);
    const feel::Value percent = value_of(at, rule.each);
    if (percent.kind() != feel::Kind::number) return {};
    const auto more = add(sum, percent.number());
    if (!more) return {};
    sum = *more;
  }
  at.sheet.set_impairment(nullptr);
  const feel::Value most = value_of(at, rule.at_most);
  if (most.kind() == feel::Kind::number && most.number() < sum) sum = most.number();
  return feel::Value::of(sum);
}

}  // namespace haven::scheme
