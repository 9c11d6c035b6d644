#include "services/enrolment/domain/number.hpp"

#include <algorithm>

namespace haven::enrolment {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t serial_digits_least = 8;

// A totally anti-symmetric quasigroup of order ten, with zeros on the diagonal: appending the
// check digit brings the state back to zero.
constexpr std::string_view damm[10] = {"0317598642", "7092154863", "4206871359", "1750983426",
                                       "6123045978", "3674209581", "5869720134", "8945362017",
                                       "9438617205", "2581436790"};

std::size_t damm_state(std::string_view number) {
  std::size_t state = 0;
  for (const char digit : number) {
    state = static_cast<std::size_t>(damm[state][static_cast<std::size_t>(digit - '0')] - '0');
  }
  return state;
}

std::string prefix_of(std::string_view fund) {
  std::string prefix;
  for (const char c : fund) prefix += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return prefix + '-';
}

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::string member_number(std::string_view fund, std::int64_t serial) {
  std::string text = std::to_string(serial);
  text.insert(0, serial_digits_least - std::min(serial_digits_least, text.size()), '0');
  return prefix_of(fund) + text + digits[damm_state(text)];
}

bool is_own_number(std::string_view number, std::string_view fund) {
  const std::string prefix = prefix_of(fund);
  if (!number.starts_with(prefix)) return false;
  const std::string_view rest = number.substr(prefix.size());
  return rest.size() > serial_digits_least && rest.size() <= 18 && all_of(rest, digits) &&
         damm_state(rest) == 0;
}

bool is_earlier_number(std::string_view number, std::string_view fund) {
  if (number.size() < 4 || number.size() > 20) return false;
  if (!all_of(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")) return false;
  const std::string prefix = prefix_of(fund);
  return !number.starts_with(prefix) || !all_of(number.substr(prefix.size()), digits);
}

}  // namespace haven::enrolment
