#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace haven::iso20022 {

constexpr std::size_t reference_length_max = 35;
constexpr std::size_t name_length_max = 70;
constexpr std::size_t remittance_length_max = 140;

/// A text in the characters that every bank prints (SWIFT's set x): a-z A-Z 0-9 / - ? : ( ) . , ' +
/// and the space, at most `length_max` of them. Other scripts are romanised and marks dropped by
/// Unicode's rules (ICU "Any-Latin; Latin-ASCII": é becomes e, ß ss, 김 gim; Sinhala by way of
/// Devanagari); & becomes +, _ becomes -, @ becomes (at), other brackets round ones, \ and | become
/// /; other signs become a space. Spaces run together, "//" becomes "/", and the text never begins
/// with / : or - nor ends with /.
///
/// Empty when no letter or digit is in it, or one that no rule romanises: the caller refuses
/// instead of paying to nobody or to half a name.
std::string bank_text(std::string_view utf8, std::size_t length_max);

/// True for a reference that comes back from a bank as it went: 1 to 35 letters, digits, / - . and
/// the like of the set above, without spaces, neither beginning nor ending with /, without "//".
bool is_bank_reference(std::string_view text);

}  // namespace haven::iso20022
