#pragma once
#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// What opens a benefit in this case: one of its ways in, and the version in force on the
/// incident's day. Nothing when the incident does not open it.
struct Opened {
  const Opening* opening = nullptr;
  const Version* version = nullptr;  // nothing: no rule is on file for that day
};
std::optional<Opened> opened_by(const Situation& situation, const Benefit& benefit);

/// Adds the line of a benefit that the incident opened.
void decide_line(Situation& situation, const Benefit& benefit, const Opened& opened);

}  // namespace haven::scheme
