#include "common/scheme/impairment.hpp"

#include <algorithm>
#include <set>

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

}  // namespace haven::scheme
