#pragma once
#include "common/scheme/rules.hpp"

namespace haven::scheme {

/// True when the injuries reach a state: enough different eyes or limbs, each lost or paralysed
/// where the state says. Two injuries of one limb count once.
bool reaches(const ImpairmentState& state, const Scheme& scheme,
             const std::vector<Impairment>& impairments);

}  // namespace haven::scheme
