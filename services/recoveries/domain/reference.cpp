#include "services/recoveries/domain/reference.hpp"

#include <algorithm>

#include "common/core/hash.hpp"

namespace haven::recoveries {
namespace {

constexpr std::string_view prefix = "HR";
constexpr std::size_t body_length = 10;
constexpr std::size_t reference_length = prefix.size() + body_length + 1;
constexpr std::string_view characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
// Letters and digits that cannot be taken for one another when somebody reads them out (RFC 4648).
constexpr std::string_view body_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

bool is_character(char c) {
  return characters.find(c) != characters.npos;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

char check_character_of(std::string_view body) {
  std::size_t product = 36;
  for (const char c : body) {
    const std::size_t sum = (product + characters.find(c)) % 36;
    product = (sum == 0 ? 36 : sum) * 2 % 37;
  }
  return characters[(37 - product) % 36];
}

}  // namespace

std::string reference_of(const ReceivableId& receivable) {
  const std::string bytes = sha256("reference/" + receivable.text());
  std::string body;
  for (std::size_t i = 0; i < body_length; ++i) {
    body += body_characters[static_cast<unsigned char>(bytes[i]) % body_characters.size()];
  }
  return std::string{prefix} + body + check_character_of(body);
}

bool is_reference(std::string_view text) {
  return text.size() == reference_length && text.starts_with(prefix) &&
         std::ranges::all_of(text, is_character) &&
         check_character_of(text.substr(prefix.size(), body_length)) == text.back();
}

std::vector<std::string> references_in(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (is_character(upper(c))) plain += upper(c);
  }
  std::vector<std::string> found;
  for (std::size_t at = plain.find(prefix); at != plain.npos; at = plain.find(prefix, at + 1)) {
    const std::string reference = plain.substr(at, reference_length);
    if (is_reference(reference) && std::ranges::count(found, reference) == 0) {
      found.push_back(reference);
    }
  }
  return found;
}

}  // namespace haven::recoveries
