#include "common/http/plain_text.hpp"

#include <cstdint>

namespace haven::http {
namespace {

struct Character {
  std::uint32_t code;
  std::size_t length;  // 0: not UTF-8
};

constexpr Character broken{0, 0};

// The first code point that needs each length, so that overlong forms are found.
constexpr std::uint32_t least_of_length[] = {0, 0, 0x80, 0x800, 0x10000};

Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
  if (length == 0 || text.size() < length) return broken;
  std::uint32_t code = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (byte(i) >> 6 != 2) return broken;
    code = code << 6 | (byte(i) & 0x3fu);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < least_of_length[length] || code > 0x10ffff || surrogate) return broken;
  return {code, length};
}

bool is_control(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

}  // namespace

std::optional<std::size_t> characters_in(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const Character next = first_of(text);
    if (next.length == 0) return {};
    text.remove_prefix(next.length);
  }
  return count;
}

bool is_plain(std::string_view text) {
  while (!text.empty()) {
    const Character next = first_of(text);
    if (next.length == 0 || is_control(next.code)) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

}  // namespace haven::http
