#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haven::feel {

/// A decimal number with 34 digits: IEEE 754 decimal128, as the DMN standard asks. Always finite:
/// an operation whose result is no number gives nothing instead. Equal values compare equal
/// whatever their exponent (1.0 = 1.00).
class Number {
 public:
  constexpr Number() = default;  // 0
  static Number of(std::int64_t value);
  /// "12", "-0.5", ".25", "1.5e3"; nothing for anything else and for what exceeds decimal128.
  static std::optional<Number> parse(std::string_view text);

  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] bool is_negative() const;  // below zero
  [[nodiscard]] bool is_zero() const;
  /// Nothing when it is no integer or does not fit.
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;
  /// Decimal notation without exponent and without zeros that say nothing: "100", "0.5", "-3".
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Number& a, const Number& b) {
    return a.high_ == b.high_ ? a.low_ == b.low_ : compare_slowly(a, b) == 0;
  }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (a.high_ != b.high_) return compare_slowly(a, b);
    return a.high_ >> 63 ? b.low_ <=> a.low_ : a.low_ <=> b.low_;
  }
  friend std::optional<Number> add(const Number& a, const Number& b);
  friend std::optional<Number> subtract(const Number& a, const Number& b);
  friend std::optional<Number> multiply(const Number& a, const Number& b);
  friend std::optional<Number> divide(const Number& a, const Number& b);  // nothing for b = 0
  friend std::optional<Number> power(const Number& a, const Number& b);
  friend Number negate(const Number& a);
  friend Number absolute(const Number& a);
  friend std::optional<Number> square_root(const Number& a);
  friend std::optional<Number> exponential(const Number& a);
  friend std::optional<Number> natural_log(const Number& a);
  /// a − b × floor(a / b): the sign of b.
  friend std::optional<Number> modulo(const Number& a, const Number& b);

  enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };
  /// Rounded to `digits` decimals (may be negative); nothing outside −6111 to 6176.
  friend std::optional<Number> round(const Number& a, std::int64_t digits, Rounding how);

 private:
  friend struct Encoding;
  static std::strong_ordering compare_slowly(const Number& a, const Number& b);

  // The library's encoding (binary integer significand), so that this header names no library.
  // Never the other encoding of a number, so that sign, exponent and the significand's upper 49
  // bits are `high_`: numbers that agree there (prices with two decimals) compare by `low_`.
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0x3040000000000000;
};

}  // namespace haven::feel
