#include "common/iso20022/latin_text.hpp"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>

#include "common/core/ensure.hpp"

namespace haven::iso20022 {
namespace {

// No name is longer; a text from an unknown hand may be.
constexpr std::size_t bytes_looked_at = 2048;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_printable(char c) {
  static constexpr std::string_view signs = "/-?:().,'+ ";
  return is_letter_or_digit(c) || signs.find(c) != signs.npos;
}

const icu::Transliterator& romaniser() {
  static const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules{icu::Transliterator::createInstance(
        "Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII", UTRANS_FORWARD, status)};
    ensure(U_SUCCESS(status) != 0 && rules != nullptr, "ICU has its own transliterations");
    return rules;
  }();
  return *made;
}

std::string_view beginning(std::string_view utf8) {
  if (utf8.size() <= bytes_looked_at) return utf8;
  std::size_t end = bytes_looked_at;
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
  return utf8.substr(0, end);
}

std::string romanised(std::string_view utf8) {
  auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
  romaniser().transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  return latin;
}

std::string_view printable_for(char c) {
  static constexpr std::string_view opening = "[{<";
  static constexpr std::string_view closing = "]}>";
  if (opening.find(c) != opening.npos) return "(";
  if (closing.find(c) != closing.npos) return ")";
  switch (c) {
    case '&':
      return "+";
    case '_':
      return "-";
    case '@':
      return "(at)";
    case '\\':
    case '|':
      return "/";
    case '"':
    case '`':
      return "'";
    case ';':
      return ",";
    default:
      return " ";
  }
}

void append(std::string& text, char c) {
  static constexpr std::string_view never_first = " /:-";
  if (text.empty() && never_first.find(c) != never_first.npos) return;
  const bool repeats = !text.empty() && text.back() == c && (c == ' ' || c == '/');
  if (!repeats) text += c;
}

}  // namespace

std::string bank_text(std::string_view utf8, std::size_t length_max) {
  utf8 = beginning(utf8);
  std::string text;
  for (const char c :
       std::ranges::all_of(utf8, is_printable) ? std::string{utf8} : romanised(utf8)) {
    if (is_printable(c)) {
      append(text, c);
    } else {
      for (const char each : printable_for(c)) append(text, each);
    }
  }
  text.resize(std::min(text.size(), length_max));
  while (!text.empty() && (text.back() == ' ' || text.back() == '/')) text.pop_back();
  return std::ranges::any_of(text, is_letter_or_digit) ? text : std::string{};
}

bool is_bank_reference(std::string_view text) {
  return !text.empty() && text.size() <= reference_length_max &&
         std::ranges::all_of(text, is_printable) && text.find(' ') == text.npos &&
         text.front() != '/' && text.back() != '/' && text.find("//") == text.npos;
}

}  // namespace haven::iso20022
