#include "common/iso20022/parties.hpp"

#include <algorithm>

namespace haven::iso20022 {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital_or_digit(char c) {
  return is_capital(c) || is_digit(c);
}

// The remainder of the number that the characters make, letters being 10 to 35.
int remainder_by_97(std::string_view text, int begun) {
  for (const char c : text) {
    begun = is_digit(c) ? (begun * 10 + (c - '0')) % 97 : (begun * 100 + (c - 'A' + 10)) % 97;
  }
  return begun;
}

}  // namespace

bool is_iban(std::string_view text) {
  if (text.size() < 15 || text.size() > 34) return false;
  if (!std::ranges::all_of(text, is_capital_or_digit)) return false;
  if (!is_capital(text[0]) || !is_capital(text[1]) || !is_digit(text[2]) || !is_digit(text[3])) {
    return false;
  }
  return remainder_by_97(text.substr(0, 4), remainder_by_97(text.substr(4), 0)) == 1;
}

bool is_bic(std::string_view text) {
  if (text.size() != 8 && text.size() != 11) return false;
  return std::ranges::all_of(text, is_capital_or_digit) && is_capital(text[4]) &&
         is_capital(text[5]);
}

}  // namespace haven::iso20022
