#include "common/iso20022/latin_text.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>

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

// ICU has no rules for Sinhala, whose letters have fellows in Devanagari: from the vowels to the
// signs in the order of Unicode. Letters that Devanagari lacks go to their nearest.
constexpr std::u16string_view sinhala =
    u"\u0D82\u0D83\u0D85\u0D86\u0D87\u0D88\u0D89\u0D8A\u0D8B\u0D8C\u0D8D\u0D91\u0D92\u0D93"
    u"\u0D94\u0D95\u0D96\u0D9A\u0D9B\u0D9C\u0D9D\u0D9E\u0D9F\u0DA0\u0DA1\u0DA2\u0DA3\u0DA4"
    u"\u0DA5\u0DA6\u0DA7\u0DA8\u0DA9\u0DAA\u0DAB\u0DAC\u0DAD\u0DAE\u0DAF\u0DB0\u0DB1\u0DB3"
    u"\u0DB4\u0DB5\u0DB6\u0DB7\u0DB8\u0DB9\u0DBA\u0DBB\u0DBD\u0DC0\u0DC1\u0DC2\u0DC3\u0DC4"
    u"\u0DC5\u0DC6\u0DCA\u0DCF\u0DD0\u0DD1\u0DD2\u0DD3\u0DD4\u0DD6\u0DD8\u0DD9\u0DDA\u0DDB"
    u"\u0DDC\u0DDD\u0DDE";
constexpr std::u16string_view devanagari =
    u"\u0902\u0903\u0905\u0906\u090D\u090D\u0907\u0908\u0909\u090A\u090B\u090E\u090F\u0910"
    u"\u0912\u0913\u0914\u0915\u0916\u0917\u0918\u0919\u0917\u091A\u091B\u091C\u091D\u091E"
    u"\u091E\u091C\u091F\u0920\u0921\u0922\u0923\u0921\u0924\u0925\u0926\u0927\u0928\u0926"
    u"\u092A\u092B\u092C\u092D\u092E\u092C\u092F\u0930\u0932\u0935\u0936\u0937\u0938\u0939"
    u"\u0933\u095E\u094D\u093E\u0945\u0945\u093F\u0940\u0941\u0942\u0943\u0946\u0947\u0948"
    u"\u094A\u094B\u094C";
static_assert(sinhala.size() == devanagari.size());

const icu::Transliterator& romaniser() {
  static const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules{icu::Transliterator::createInstance(
        "NFC; [:Cf:] Remove; Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII",
        UTRANS_FORWARD, status)};
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

void replace_sinhala(icu::UnicodeString& text) {
  for (int i = 0; i < text.length(); ++i) {
    const auto at = sinhala.find(text[i]);
    if (at != sinhala.npos) text.setCharAt(i, devanagari[at]);
  }
}

// A letter or digit of a script that no rule knows: dropping it would leave half a name.
bool has_unknown_letter(const icu::UnicodeString& text) {
  static constexpr auto letters_and_digits =
      U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK | U_GC_LO_MASK | U_GC_ND_MASK;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c > 0x7F && (U_GET_GC_MASK(c) & letters_and_digits) != 0) return true;
  }
  return false;
}

std::string romanised(std::string_view utf8) {
  auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
  replace_sinhala(text);
  romaniser().transliterate(text);
  std::string latin;
  if (!has_unknown_letter(text)) text.toUTF8String(latin);
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
