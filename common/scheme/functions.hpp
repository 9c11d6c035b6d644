#pragma once
#include "common/feel/expression.hpp"

namespace haven::scheme {

/// Adds the functions that the pack language has besides FEEL's own: dates as the funds count them,
/// and what has been paid and decided. They expect a Situation as host of the evaluation.
void add_functions(feel::Names& names);

}  // namespace haven::scheme
