#pragma once
#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// What opens a benefit in this case: one of its ways in, and the version in force on the
/// day that chooses it. Nothing when the incident does not open it.
struct Opened {
  const Opening* opening = nullptr;
  const Version* version = nullptr;  // nothing: no rule is on file for that day
  std::optional<Date> day;           // that chose it; nothing: not known
};
std::optional<Opened> opened_by(Situation& situation, const Benefit& benefit);

/// Adds the line of a benefit that the incident opened.
void decide_line(Situation& situation, const Benefit& benefit, const Opened& opened);

}  // namespace haven::scheme
