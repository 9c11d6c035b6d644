#include "common/feel/number.hpp"

#include "common/feel/number_encoding.hpp"

namespace haven::feel {
namespace {
using E = Encoding;
using Binary = BID_UINT128 (*)(BID_UINT128, BID_UINT128, _IDEC_round, _IDEC_flags*);

std::optional<Number> apply(Binary operation, const Number& a, const Number& b) {
  _IDEC_flags flags = 0;
  return E::finite(operation(E::raw(a), E::raw(b), BID_ROUNDING_TO_NEAREST, &flags));
}

// Both with the same exponent and significands of 64 bits; nothing when that is not enough.
std::optional<Number> add_quickly(const Number& a, const Number& b) {
  if (((E::high(a) ^ E::high(b)) & ~E::sign_bit) != 0 || !E::small(a)) return std::nullopt;
  const std::uint64_t x = E::low(a), y = E::low(b);
  if (E::high(a) == E::high(b)) {
    std::uint64_t total = 0;
    if (__builtin_add_overflow(x, y, &total)) return std::nullopt;
    return E::number(total, E::high(a));
  }
  if (x == y) return E::number(0, E::high(a) & ~E::sign_bit);
  return x > y ? E::number(x - y, E::high(a)) : E::number(y - x, E::high(b));
}

Number with_other_sign(const Number& a) {
  return a.is_zero() ? a : E::number(E::low(a), E::high(a) ^ E::sign_bit);
}
}  // namespace

Number Number::of(std::int64_t value) {
  const bool negative = value < 0;
  const auto bits = static_cast<std::uint64_t>(value);
  return E::number(negative, negative ? 0 - bits : bits, 0);
}

bool Number::is_zero() const {
  return E::significand(*this) == 0;
}

bool Number::is_negative() const {
  return E::negative(*this) && !is_zero();
}

bool Number::is_integer() const {
  if (E::exponent(*this) >= 0) return true;
  _IDEC_flags flags = 0;
  return E::finite(bid128_round_integral_zero(E::raw(*this), &flags)) == *this;
}

std::optional<std::int64_t> Number::as_integer() const {
  if (!is_integer()) return std::nullopt;
  constexpr std::uint64_t most = INT64_MAX;
  if ((high_ & ~E::sign_bit) == E::integer && low_ <= most) {
    const auto magnitude = static_cast<std::int64_t>(low_);
    return high_ == E::integer ? magnitude : -magnitude;
  }
  _IDEC_flags flags = 0;
  const std::int64_t value = bid128_to_int64_xint(E::raw(*this), &flags);
  if ((flags & BID_INVALID_EXCEPTION) != 0) return std::nullopt;
  return value;
}

std::strong_ordering Number::compare_slowly(const Number& a, const Number& b) {
  _IDEC_flags flags = 0;
  if (bid128_quiet_less(E::raw(a), E::raw(b), &flags)) return std::strong_ordering::less;
  if (bid128_quiet_equal(E::raw(a), E::raw(b), &flags)) return std::strong_ordering::equal;
  return std::strong_ordering::greater;
}

std::optional<Number> add(const Number& a, const Number& b) {
  if (const auto quick = add_quickly(a, b)) return quick;
  return apply(bid128_add, a, b);
}

std::optional<Number> subtract(const Number& a, const Number& b) {
  return add(a, with_other_sign(b));
}

std::optional<Number> multiply(const Number& a, const Number& b) {
  std::uint64_t product = 0;
  const int exponent = E::exponent(a) + E::exponent(b);
  if (E::small(a) && E::small(b) && exponent >= E::least_exponent &&
      exponent <= E::greatest_exponent && !__builtin_mul_overflow(E::low(a), E::low(b), &product))
    return E::number(product != 0 && E::negative(a) != E::negative(b), product, exponent);
  return apply(bid128_mul, a, b);
}

std::optional<Number> divide(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  return apply(bid128_div, a, b);
}

Number negate(const Number& a) {
  return with_other_sign(a);
}

Number absolute(const Number& a) {
  return E::number(E::low(a), E::high(a) & ~E::sign_bit);
}

std::optional<Number> modulo(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  _IDEC_flags flags = 0;
  const auto rest = E::finite(bid128_fmod(E::raw(a), E::raw(b), &flags));
  if (!rest || rest->is_zero() || rest->is_negative() == b.is_negative()) return rest;
  return add(*rest, b);
}

}  // namespace haven::feel
