#pragma once
#include <string>

#include "common/core/clock.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// For whom, when, by whom and under which terms something is done.
struct Occasion {
  std::string fund;
  const RecoveryTerms& terms;
  Date today{};  // the fund's day at `now`
  Instant now{};
  std::string by;     // the subject who acts, or the service that told of it
  std::string cause;  // id of the command or event that led to it
};

}  // namespace haven::recoveries
