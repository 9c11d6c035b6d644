#pragma once
#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// True when the injuries reach a state: enough different eyes or limbs, each lost or paralysed
/// where the state says. Two injuries of one limb count once.
bool reaches(const ImpairmentState& state, const Scheme& scheme,
             const std::vector<Impairment>& impairments);

/// What a table gives for all injuries together, as a number; null without an injury, and when one
/// of them is not in the table.
feel::Value percent_of(Situation& situation, const ImpairmentPercent& rule);

}  // namespace haven::scheme
