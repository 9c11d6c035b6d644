#pragma once
#include <optional>
#include <string_view>

#include "common/feel/value.hpp"

namespace haven::feel {

/// "[1..10)", "]\"a\"..\"c\"]", "[@\"2024-01-01\"..date(\"2024-12-31\")]": an interval with two
/// bounds that are literals of one kind, the lower one first; or "[2..)" and "(..2)", which are
/// (>=2) and (<2). Nothing for anything else.
std::optional<Value> range_from(std::string_view text, Arena& arena);

}  // namespace haven::feel
