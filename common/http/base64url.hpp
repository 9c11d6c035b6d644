#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace haven::http {

/// RFC 4648 section 5 without padding.
std::string to_base64url(std::string_view bytes);

/// Back again. Nothing for padding, other letters, a length that cannot be, or spare bits that are
/// not zero: one text per value, so that a token cannot be altered without a change of its bytes.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace haven::http
