#include <charconv>
#include <optional>

#include "common/feel/lexer.hpp"

/// The escapes of text literals.
namespace haven::feel {
namespace {
constexpr std::uint32_t last_code_point = 0x10FFFF;

void append_utf8(std::string& text, std::uint32_t code) {
  const auto more = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    more(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    more(6);
    more(0);
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    more(12);
    more(6);
    more(0);
  }
}

/// The number of `digits` hexadecimal digits after "\u" or "\U".
std::optional<std::uint32_t> code_at(std::string_view escape, std::size_t digits) {
  if (escape.size() < 2 + digits) return std::nullopt;
  std::uint32_t code = 0;
  const char* end = escape.data() + 2 + digits;
  if (std::from_chars(escape.data() + 2, end, code, 16).ptr != end) return std::nullopt;
  return code;
}

bool is_high_half(std::uint32_t code) {
  return code >= 0xD800 && code < 0xDC00;
}
bool is_low_half(std::uint32_t code) {
  return code >= 0xDC00 && code < 0xE000;
}

/// Appends what an escape with a number means and returns its length; 0: it means nothing. Two
/// halves of a surrogate pair, each with its own escape, are one character.
std::size_t append_code(std::string& text, std::string_view escape) {
  const std::size_t digits = escape[1] == 'u' ? 4 : 6;
  auto code = code_at(escape, digits);
  if (!code || *code > last_code_point || is_low_half(*code)) return 0;
  std::size_t size = 2 + digits;
  if (is_high_half(*code)) {
    const std::string_view next = escape.substr(size);
    if (!next.starts_with("\\u")) return 0;
    const auto low = code_at(next, 4);
    if (!low || !is_low_half(*low)) return 0;
    code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    size += 6;
  }
  append_utf8(text, *code);
  return size;
}

std::size_t append_escape(std::string& text, std::string_view escape) {
  constexpr std::string_view letters = "nrt\"'\\";
  constexpr std::string_view meanings = "\n\r\t\"'\\";
  if (escape.size() < 2) return 0;
  if (escape[1] == 'u' || escape[1] == 'U') return append_code(text, escape);
  const std::size_t which = letters.find(escape[1]);
  if (which == letters.npos) {
    text += escape.substr(0, 2);  // "\d" of a pattern: the sign stands for itself
  } else {
    text += meanings[which];
  }
  return 2;
}
}  // namespace

Result<std::string> unescaped(std::string_view quoted) {
  const std::string_view inner = quoted.substr(1, quoted.size() - 2);
  std::string text;
  for (std::size_t i = 0; i < inner.size();) {
    if (inner[i] != '\\') {
      text += inner[i++];
      continue;
    }
    const std::size_t size = append_escape(text, inner.substr(i));
    if (size == 0)
      return refuse_at(
          quoted, inner.data() + i,
          "after \\u stand four hexadecimal digits, after \\U six, that number a character");
    i += size;
  }
  return text;
}

}  // namespace haven::feel
