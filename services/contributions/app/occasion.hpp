#pragma once
#include <string>

#include "common/core/clock.hpp"
#include "common/scheme/pack.hpp"

namespace haven::contributions {

/// For whom, when, by whom and under which rules something is done.
struct Occasion {
  std::string fund;
  const scheme::Pack& pack;
  Date today{};  // the fund's day at `now`
  Instant now{};
  std::string by;     // the subject who acts
  std::string cause;  // id of the command or event that led to it
};

}  // namespace haven::contributions
