#pragma once
#include "common/scheme/situation.hpp"

/// What stands between an entitlement and its payment: papers, clocks, and things to act on. Worked
/// out once every line is decided.
namespace haven::scheme {

void find_needs(Situation& situation);      // also flags that a missing paper raises
void find_due_dates(Situation& situation);  // after the needs: while one stands, no clock runs
void raise_flags(Situation& situation);     // last

}  // namespace haven::scheme
