#include "common/feel/character_set.hpp"

#include <algorithm>
#include <array>

namespace haven::feel {
namespace {

icu::UnicodeSet set_from(const char* pattern) {
  UErrorCode status = U_ZERO_ERROR;
  return {icu::UnicodeString::fromUTF8(pattern), status};
}

// NameStartChar and NameChar of XML 1.0, fifth edition.
constexpr const char* name_start =
    "[A-Z_a-z\\:\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
    "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD"
    "\\U00010000-\\U000EFFFF]";
constexpr const char* name_more = "[-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]";

icu::UnicodeSet name_set(bool start) {
  icu::UnicodeSet set = set_from(name_start);
  if (!start) set.addAll(set_from(name_more));
  return set;
}

// Sets that go through all characters are made once.
const icu::UnicodeSet& digits() {
  static const icu::UnicodeSet set = set_from("[:Nd:]");
  return set;
}

const icu::UnicodeSet& word_characters() {
  static const icu::UnicodeSet set = set_from("[^[:P:][:Z:][:C:]]");
  return set;
}

// The general categories that XML Schema names.
constexpr std::array<std::string_view, 36> categories{
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd",
    "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs",
    "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};

std::optional<icu::UnicodeSet> property(const char* name, std::string_view value) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet set;
  set.applyPropertyAlias(
      icu::UnicodeString(name),
      icu::UnicodeString(value.data(), static_cast<std::int32_t>(value.size()), US_INV), status);
  return U_SUCCESS(status) ? std::optional(set) : std::nullopt;
}

bool is_block_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

void append_hex(std::string& text, UChar32 code_point) {
  constexpr std::string_view digits = "0123456789abcdef";
  text += "\\x{";
  bool begun = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = static_cast<std::size_t>(code_point >> shift & 0xF);
    begun = begun || digit != 0 || shift == 0;
    if (begun) text += digits[digit];
  }
  text += '}';
}
}  // namespace

std::optional<icu::UnicodeSet> set_of_escape(char32_t letter) {
  const bool negated = letter >= U'A' && letter <= U'Z';
  icu::UnicodeSet set;
  switch (negated ? letter - U'A' + U'a' : letter) {
    case U'd':
      set = digits();
      break;
    case U's':
      set = set_from("[\\u0009\\u000A\\u000D\\u0020]");
      break;
    case U'w':
      set = word_characters();
      break;
    case U'i':
      set = name_set(true);
      break;
    case U'c':
      set = name_set(false);
      break;
    default:
      return std::nullopt;
  }
  if (negated) set.complement();
  return set;
}

std::optional<icu::UnicodeSet> set_of_property(std::string_view name) {
  if (std::find(categories.begin(), categories.end(), name) != categories.end())
    return property("gc", name);
  if (!name.starts_with("Is")) return std::nullopt;
  name.remove_prefix(2);
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_block_character))
    return std::nullopt;
  return property("blk", name);
}

void close_over_case(icu::UnicodeSet& set) {
  set.closeOver(USET_CASE_INSENSITIVE);
  set.removeAllStrings();
}

std::string class_of(const icu::UnicodeSet& set) {
  if (set.isEmpty()) return "[^\\x{0}-\\x{10ffff}]";
  std::string text = "[";
  for (std::int32_t i = 0; i < set.getRangeCount(); ++i) {
    append_hex(text, set.getRangeStart(i));
    if (set.getRangeEnd(i) != set.getRangeStart(i)) {
      text += '-';
      append_hex(text, set.getRangeEnd(i));
    }
  }
  return text + "]";
}

}  // namespace haven::feel
