#pragma once
#include <vector>

#include "common/core/result.hpp"
#include "common/scheme/rules.hpp"

namespace haven::scheme {

/// Facts that no rule can read, by field. A relation that no rule names is no doubt: it takes
/// nothing, and the rest of the family is not held up by it.
std::vector<FieldProblem> doubts_about(const Pack& pack, const Case& facts);

}  // namespace haven::scheme
