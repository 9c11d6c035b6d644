#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haven::claims {

/// What the family reads and says on the phone: "DTH-26-0000123-4", that is what happened, the
/// year, a number, and a check digit (Damm) that catches every wrong digit and every swapped pair.
[[nodiscard]] std::string reference_of(std::string_view incident_kind, int year,
                                       std::int64_t number);

/// The reference in its canonical spelling, whatever its case and blanks; nothing when it is none
/// or its check digit is wrong.
[[nodiscard]] std::optional<std::string> reference_from(std::string_view text);

}  // namespace haven::claims
