#pragma once
#include "common/core/result.hpp"
#include "common/scheme/rules.hpp"

namespace haven::scheme {

/// What must be paid for each registration listed, and what a batch of like payments costs, by the
/// values in force on the day asked.
Result<Decision> quote(const Pack& pack, const Case& facts);

}  // namespace haven::scheme
