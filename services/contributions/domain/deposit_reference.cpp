#include "services/contributions/domain/deposit_reference.hpp"

#include <cctype>

#include "common/core/hash.hpp"

namespace haven::contributions {
namespace {

constexpr std::string_view prefix = "HD";
constexpr std::size_t body_length = 12;
constexpr std::size_t reference_length = prefix.size() + body_length + 1;
constexpr std::size_t name_length_max = 140;
constexpr std::string_view alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_reference(std::string_view text) {
  return text.size() == reference_length && text.starts_with(prefix) &&
         text.back() == check_character_of(text.substr(0, reference_length - 1));
}

}  // namespace

char check_character_of(std::string_view text) {
  constexpr std::size_t size = alphanumerics.size();
  std::size_t product = size;
  for (const char c : text) {
    const std::size_t sum = (product + alphanumerics.find(c)) % size;
    product = 2 * (sum == 0 ? size : sum) % (size + 1);
  }
  return alphanumerics[(size + 1 - product) % size];
}

std::string deposit_reference_of(const DepositId& deposit) {
  // Without 0, 1, 8 and 9, which people take for O, I, B and G.
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const std::string digest = sha256("deposit:" + deposit.text());
  std::string reference{prefix};
  for (std::size_t i = 0; i < body_length; ++i) {
    reference += digits[static_cast<unsigned char>(digest[i]) % digits.size()];
  }
  return reference + check_character_of(reference);
}

std::string name_as_printed(std::string_view reference) {
  std::string name;
  for (const char c : reference.substr(0, 2 * name_length_max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0) name += static_cast<char>(std::toupper(byte));
  }
  return name.substr(0, name_length_max);
}

std::set<std::string> deposit_references_in(const std::vector<std::string>& names) {
  std::set<std::string> references;
  for (const std::string_view name : names) {
    for (auto at = name.find(prefix); at != name.npos; at = name.find(prefix, at + 1)) {
      const auto part = name.substr(at, reference_length);
      if (is_reference(part)) references.emplace(part);
    }
  }
  return references;
}

}  // namespace haven::contributions
