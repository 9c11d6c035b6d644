#pragma once
#include <string>

#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// How a test of a benefit came out, and on what; nothing is found where there was nothing to say.
struct Trial {
  bool passed = true;
  Outcome outcome = Outcome::refuse;
  std::string reason;
  std::string found;
};
Trial try_test(Situation& situation, const Test& test);

}  // namespace haven::scheme
