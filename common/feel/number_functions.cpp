#include "common/feel/number_encoding.hpp"

namespace haven::feel {
namespace {
using E = Encoding;
using Unary = BID_UINT128 (*)(BID_UINT128, _IDEC_round, _IDEC_flags*);

std::optional<Number> apply(Unary function, const Number& a) {
  _IDEC_flags flags = 0;
  return E::finite(function(E::raw(a), BID_ROUNDING_TO_NEAREST, &flags));
}

/// By squaring; nothing when a step had to round, because such errors add up.
std::optional<Number> exact_power(const Number& base, std::uint64_t exponent) {
  _IDEC_flags flags = 0;
  BID_UINT128 result = E::raw(Number::of(1)), square = E::raw(base);
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1) result = bid128_mul(result, square, BID_ROUNDING_TO_NEAREST, &flags);
    if (exponent > 1) square = bid128_mul(square, square, BID_ROUNDING_TO_NEAREST, &flags);
    if (flags != 0) return std::nullopt;
  }
  return E::finite(result);
}

_IDEC_round mode_of(Number::Rounding how, bool negative) {
  switch (how) {
    case Number::Rounding::half_even:
      return BID_ROUNDING_TO_NEAREST;
    case Number::Rounding::half_up:
      return BID_ROUNDING_TIES_AWAY;
    case Number::Rounding::up:
      return negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
    case Number::Rounding::floor:
      return BID_ROUNDING_DOWN;
    case Number::Rounding::ceiling:
      return BID_ROUNDING_UP;
    case Number::Rounding::half_down:
    case Number::Rounding::down:
      break;
  }
  return BID_ROUNDING_TO_ZERO;
}

std::optional<Number> quantize(const Number& a, int exponent, Number::Rounding how) {
  _IDEC_flags flags = 0;
  const Number unit = E::number(false, 1, exponent);
  return E::finite(bid128_quantize(E::raw(a), E::raw(unit), mode_of(how, a.is_negative()), &flags));
}

/// The library has no mode for it: towards zero unless more than half is cut off.
std::optional<Number> quantize_half_down(const Number& a, int exponent) {
  const auto cut = quantize(a, exponent, Number::Rounding::down);
  const auto nearest = quantize(a, exponent, Number::Rounding::half_up);
  if (!cut || !nearest || *cut == *nearest) return cut;
  const auto up = subtract(absolute(*nearest), absolute(a));
  const auto down = subtract(absolute(a), absolute(*cut));
  return up && down && *up == *down ? cut : nearest;
}
}  // namespace

std::optional<Number> power(const Number& a, const Number& b) {
  const auto exponent = b.as_integer();
  if (exponent && *exponent >= 0) {
    if (const auto exact = exact_power(a, static_cast<std::uint64_t>(*exponent))) return exact;
  } else if (exponent && *exponent > INT64_MIN && !a.is_zero()) {
    if (const auto exact = exact_power(a, static_cast<std::uint64_t>(-*exponent)))
      return divide(Number::of(1), *exact);
  }
  _IDEC_flags flags = 0;
  return E::finite(bid128_pow(E::raw(a), E::raw(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> square_root(const Number& a) {
  return apply(bid128_sqrt, a);
}

std::optional<Number> exponential(const Number& a) {
  return apply(bid128_exp, a);
}

std::optional<Number> natural_log(const Number& a) {
  return apply(bid128_log, a);
}

std::optional<Number> round(const Number& a, std::int64_t digits, Number::Rounding how) {
  if (digits < -E::greatest_exponent || digits > -E::least_exponent) return std::nullopt;
  const int exponent = static_cast<int>(-digits);
  if (E::exponent(a) >= exponent) return a;  // no such decimals: and no room for more zeros
  if (how == Number::Rounding::half_down) return quantize_half_down(a, exponent);
  return quantize(a, exponent, how);
}

}  // namespace haven::feel
