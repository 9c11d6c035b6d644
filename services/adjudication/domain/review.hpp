#pragma once
#include <string>
#include <vector>

#include "common/scheme/decision.hpp"

namespace haven::adjudication {

/// What is known about a claim beside the facts that the rules read.
struct Circumstances {
  std::string why = "filed";         // filed, reopened, appealed, corrected
  bool identity_is_doubted = false;  // enrolment reviews whether the member is somebody else too
  bool incident_claimed_before = false;  // by another claim of the same person
};

/// Why a person must look, as reason codes, each once; empty for a clean case, which the rules
/// decide alone.
std::vector<std::string> reasons_for_a_person(const scheme::Decision& evaluated,
                                              const Circumstances& circumstances);

}  // namespace haven::adjudication
