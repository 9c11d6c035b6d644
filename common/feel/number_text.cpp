#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "common/feel/number_encoding.hpp"

/// Numbers as decimal digits.
namespace haven::feel {
namespace {
using E = Encoding;

constexpr std::size_t digits_kept = 60;  // more than 34, so that rounding is right
constexpr std::int64_t exponent_bound =
    1'000'000;  // far beyond decimal128: more makes no difference

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits of a text without point and leading zeros, and where the point was.
struct Digits {
  std::array<char, digits_kept> kept;
  std::size_t count = 0;
  bool more = false;  // a digit beyond the kept ones that is not 0
  std::int64_t exponent = 0;

  void take(char digit, bool fraction) {
    if (fraction) --exponent;
    if (count == 0 && digit == '0') return;
    if (count < digits_kept) {
      kept[count++] = digit;
    } else {
      more = more || digit != '0';
      ++exponent;
    }
  }
};

/// Takes digits from the front of `text`; how many there were.
std::size_t take_digits(std::string_view& text, Digits& into, bool fraction) {
  std::size_t taken = 0;
  for (; taken < text.size() && is_digit(text[taken]); ++taken) into.take(text[taken], fraction);
  text.remove_prefix(taken);
  return taken;
}

std::optional<std::int64_t> exponent_from(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : text) value = std::min(value * 10 + (digit - '0'), exponent_bound);
  return negative ? -value : value;
}

/// What stands after the sign; nothing when it is no number.
std::optional<Digits> digits_from(std::string_view text) {
  Digits digits;
  std::size_t taken = take_digits(text, digits, false);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t fraction = take_digits(text, digits, true);
    if (fraction == 0) return std::nullopt;
    taken += fraction;
  }
  if (taken == 0) return std::nullopt;
  if (text.empty()) return digits;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  const auto exponent = exponent_from(text.substr(1));
  if (!exponent) return std::nullopt;
  digits.exponent += *exponent;
  return digits;
}

std::optional<Number> number_from(const Digits& digits, bool negative) {
  // Sign, digits, one more for those that were left out, exponent, end.
  std::array<char, digits_kept + 32> text;
  char* to = text.data();
  if (negative) *to++ = '-';
  to = std::copy_n(digits.kept.begin(), digits.count, to);
  std::int64_t exponent = std::clamp(digits.exponent, -exponent_bound, exponent_bound);
  if (digits.more) {
    *to++ = '1';
    --exponent;
  }
  *to++ = 'E';
  const std::string power = std::to_string(exponent);
  to = std::copy(power.begin(), power.end(), to);
  *to = '\0';
  _IDEC_flags flags = 0;
  return E::finite(bid128_from_string(text.data(), BID_ROUNDING_TO_NEAREST, &flags));
}

std::string digits_of(Significand value) {
  std::string digits;
  for (; value != 0; value /= 10)
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
  std::reverse(digits.begin(), digits.end());
  return digits;
}
}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto digits = digits_from(text);
  if (!digits) return std::nullopt;
  if (digits->count == 0) return Number{};
  constexpr std::size_t digits_of_64_bits = 19;
  if (digits->count > digits_of_64_bits || digits->exponent > 0 || digits->exponent < -100)
    return number_from(*digits, negative);
  std::uint64_t significand = 0;
  for (std::size_t i = 0; i < digits->count; ++i)
    significand = significand * 10 + static_cast<std::uint64_t>(digits->kept[i] - '0');
  return E::number(negative, significand, static_cast<int>(digits->exponent));
}

std::string Number::text() const {
  std::string digits = digits_of(E::significand(*this));
  if (digits.empty()) return "0";
  int exponent = E::exponent(*this);
  for (; exponent < 0 && digits.back() == '0'; ++exponent) digits.pop_back();
  if (exponent >= 0) {
    digits.append(static_cast<std::size_t>(exponent), '0');
  } else {
    const auto decimals = static_cast<std::size_t>(-exponent);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  return E::negative(*this) ? "-" + digits : digits;
}

}  // namespace haven::feel
