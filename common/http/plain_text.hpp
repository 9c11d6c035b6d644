#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace haven::http {

/// The number of characters of UTF-8 text; nothing for bytes that are not UTF-8 (overlong forms,
/// surrogates and code points beyond U+10FFFF included).
std::optional<std::size_t> characters_in(std::string_view text);

/// True for UTF-8 without control characters (C0, DEL and C1): what may enter a text column.
bool is_plain(std::string_view text);

}  // namespace haven::http
