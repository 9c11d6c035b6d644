#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haven::dmn {

/// The constants of an input entry that does nothing but compare its input with constants:
/// `"a", "b"`, `not("a")`, `< 5`, `[1..5)`, `>= date("2024-01-01")`, `true`, `-`. In order; nothing
/// for any other entry, whatever it means.
std::optional<std::vector<std::string>> constants_of(std::string_view entry);

/// "-" or nothing: an entry that every value matches.
bool matches_anything(std::string_view entry);

}  // namespace haven::dmn
