#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace haven {

/// In characters, not bytes: texts for people may hold UTF-8.
std::size_t width_of(std::string_view text);

/// The lines of a text for people, each of at most `width` characters: broken at spaces, a longer
/// word inside. Never without a line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace haven
