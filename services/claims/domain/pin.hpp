#pragma once
#include <string>
#include <string_view>

namespace haven::claims {

constexpr int wrong_tries_max = 5;

/// A PIN of twelve letters and digits made from random bytes, in groups that can be read out:
/// "K7QF-M2XR-9TPA". 60 bits; no I, L, O or U. `random` holds at least eight bytes.
[[nodiscard]] std::string pin_of(std::string_view random);

/// The PIN as people type it: any case, with or without dashes and blanks, O for 0, I and L for 1.
/// Text that is no PIN becomes a text that no PIN equals.
[[nodiscard]] std::string tidied_pin(std::string_view typed);

}  // namespace haven::claims
