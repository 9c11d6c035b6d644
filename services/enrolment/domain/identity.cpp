#include "services/enrolment/domain/identity.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace haven::enrolment {
namespace {

// U+00C0 to U+00FF; '*' is a sign that joins nothing, '2' stands for two letters (see below).
constexpr std::string_view latin_1 =
    "aaaaaa2ceeeeiiiidnooooo*ouuuuy22aaaaaa2ceeeeiiiidnooooo*ouuuuy2y";
// U+0100 to U+017F.
constexpr std::string_view latin_a =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii22jjkkkllllllllllnnnnnnnnnoooooo22rrrrrrssss"
    "ssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin_1.size() == 64 && latin_a.size() == 128);

std::string_view two_letters_of(std::uint32_t code) {
  switch (code) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
      return "ss";
    case 0x132:
    case 0x133:
      return "ij";
    default:
      return "oe";  // U+0152, U+0153
  }
}

void add_folded(std::string& out, std::uint32_t code, std::string_view bytes) {
  const bool in_latin_1 = code >= 0xC0 && code <= 0xFF, in_latin_a = code >= 0x100 && code <= 0x17F;
  const char base = in_latin_1 ? latin_1[code - 0xC0] : in_latin_a ? latin_a[code - 0x100] : '\0';
  if (base == '2') {
    out += two_letters_of(code);
  } else if (base != '\0' && base != '*') {
    out += base;
  } else if (base == '*' || (code >= 0x300 && code <= 0x36F) || code < 0xC0 || code == 0x2019) {
    // a combining mark, a no-break space, a sign or an apostrophe adds nothing
  } else {
    out += bytes;
  }
}

// The length of the UTF-8 sequence that begins with `lead`; malformed bytes count as one.
std::size_t length_of(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  return lead >= 0xC0 ? 2 : 1;
}

std::uint32_t code_of(std::string_view bytes) {
  std::uint32_t code = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return code;
  code &= 0x7FU >> bytes.size();
  for (const char c : bytes.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

std::string folded(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const char c = name[at];
    const auto lead = static_cast<unsigned char>(c);
    if (lead < 0x80) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (letter) out += c;
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      if (!letter && !(c >= 'A' && c <= 'Z') && c != '\'') out += ' ';
      ++at;
      continue;
    }
    const std::string_view bytes = name.substr(at, length_of(lead));
    add_folded(out, code_of(bytes), bytes);
    at += bytes.size();
  }
  return out;
}

}  // namespace

std::string name_key(std::string_view given_names, std::string_view family_name) {
  const std::string name = folded(std::string{given_names} + ' ' + std::string{family_name}) + ' ';
  std::vector<std::string> parts;
  for (std::size_t from = 0, to = 0; (to = name.find(' ', from)) != std::string::npos;
       from = to + 1) {
    if (to > from) parts.push_back(name.substr(from, to - from));
  }
  std::ranges::sort(parts);
  std::string key;
  for (const std::string& part : parts) key += (key.empty() ? "" : " ") + part;
  return key;
}

bool is_utf8(std::string_view text) {
  constexpr std::uint32_t least_of_length[] = {0, 0, 0x80, 0x800, 0x10000};
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = length_of(lead);
    if (at + length > text.size() || (length == 1 && lead >= 0x80) || lead >= 0xF8) return false;
    const std::string_view bytes = text.substr(at, length);
    const bool continued = std::ranges::all_of(
        bytes.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; });
    const std::uint32_t code = code_of(bytes);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (!continued || code < least_of_length[length] || surrogate || code > 0x10FFFF) return false;
    at += length;
  }
  return true;
}

Document normalised(Document document) {
  std::string number;
  for (const char c : document.number) {
    if (c == ' ' || c == '-' || c == '.' || c == '/') continue;
    number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  document.number = number;
  return document;
}

}  // namespace haven::enrolment
