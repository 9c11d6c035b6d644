#include "services/claims/domain/pin.hpp"

#include <cctype>
#include <cstdint>

#include "common/core/ensure.hpp"

namespace haven::claims {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's 32
constexpr int letters = 12;
constexpr int group = 4;
constexpr std::size_t typed_max = 40;

char read_as(char typed) {
  const char c = static_cast<char>(std::toupper(static_cast<unsigned char>(typed)));
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

}  // namespace

std::string pin_of(std::string_view random) {
  ensure(random.size() >= 8, "a PIN is made from at least eight random bytes");
  std::uint64_t bits = 0;
  for (const unsigned char byte : random.substr(0, 8)) bits = bits << 8 | byte;
  std::string pin;
  for (int i = 0; i < letters; ++i, bits >>= 5) {
    if (i > 0 && i % group == 0) pin += '-';
    pin += alphabet[bits & 31];
  }
  return pin;
}

std::string tidied_pin(std::string_view typed) {
  std::string pin;
  for (const char c : typed.substr(0, typed_max)) {
    if (c == '-' || c == ' ') continue;
    if (!pin.empty() && pin.size() % (group + 1) == group) pin += '-';
    pin += read_as(c);
  }
  return pin;
}

}  // namespace haven::claims
