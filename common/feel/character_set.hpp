#pragma once
#include <unicode/uniset.h>

#include <optional>
#include <string>
#include <string_view>

/// Sets of code points, as classes of XPath's regular expressions name them.
namespace haven::feel {

/// \d, \W, \i and so on by their letter; nothing for another letter.
std::optional<icu::UnicodeSet> set_of_escape(char32_t letter);
/// \p{Lu}, \p{IsBasicLatin}: a general category or a block.
std::optional<icu::UnicodeSet> set_of_property(std::string_view name);
/// With every character that differs from one of the set by case only.
void close_over_case(icu::UnicodeSet& set);
/// "[\x{61}-\x{7a}]": what RE2 and ICU read.
std::string class_of(const icu::UnicodeSet& set);

}  // namespace haven::feel
