#include "common/core/wrap.hpp"

#include <algorithm>

namespace haven {
namespace {

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

/// How many bytes the first `count` characters take; all when there are no more.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (begins_character(text[at]) && count-- == 0) break;
  }
  return at;
}

std::string_view without_spaces_around(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  text = without_spaces_around(text);
  for (std::size_t most = 0;
       (most = bytes_of(text, std::max<std::size_t>(width, 1))) < text.size();) {
    const std::size_t space = text.rfind(' ', most);
    const std::size_t end = space == std::string_view::npos ? most : space;
    lines.emplace_back(without_spaces_around(text.substr(0, end)));
    text = without_spaces_around(text.substr(end));
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

}  // namespace haven
