#pragma once
#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// How a test of a benefit came out, and on what; nothing is found where there was nothing to say.
struct Trial {
  bool passed = true;
  std::string found;
};
Trial try_test(const Situation& situation, const Benefit& benefit, const Test& test);

}  // namespace haven::scheme
