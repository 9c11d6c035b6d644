#pragma once
#include <bid_conf.h>
#include <bid_functions.h>

#include <cstdint>
#include <optional>

#include "common/feel/number.hpp"

/// How a Number looks to the decimal library. Only the sources of Number include this: the
/// library's header is long and full of macros.
namespace haven::feel {

__extension__ using Significand = unsigned __int128;

struct Encoding {
  static constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
  static constexpr int exponent_shift = 49;
  static constexpr int bias = 6176;
  static constexpr int least_exponent = -6176;
  static constexpr int greatest_exponent = 6111;
  static constexpr std::uint64_t integer = std::uint64_t{bias} << exponent_shift;
  static constexpr std::uint64_t upper_significand = (std::uint64_t{1} << exponent_shift) - 1;

  static std::uint64_t low(const Number& a) { return a.low_; }
  static std::uint64_t high(const Number& a) { return a.high_; }
  static bool negative(const Number& a) { return (a.high_ & sign_bit) != 0; }
  static int exponent(const Number& a) {
    return static_cast<int>((a.high_ & ~sign_bit) >> exponent_shift) - bias;
  }
  static Significand significand(const Number& a) {
    return Significand{a.high_ & upper_significand} << 64 | a.low_;
  }
  /// True when the significand fits 64 bits, so that quick ways may be tried.
  static bool small(const Number& a) { return (a.high_ & upper_significand) == 0; }

  static Number number(std::uint64_t low, std::uint64_t high) {
    Number made;
    made.low_ = low;
    made.high_ = high;
    return made;
  }
  /// `exponent` within its bounds.
  static Number number(bool negative, std::uint64_t significand, int exponent) {
    return number(significand, (negative ? sign_bit : 0) |
                                   static_cast<std::uint64_t>(exponent + bias) << exponent_shift);
  }

  static BID_UINT128 raw(const Number& a) { return {{a.low_, a.high_}}; }
  /// Nothing for infinities and for what is no number; −0 becomes 0.
  static std::optional<Number> finite(const BID_UINT128& raw) {
    constexpr std::uint64_t special = std::uint64_t{0x78} << 56;
    if ((raw.w[1] & special) == special) return std::nullopt;
    Number made = number(raw.w[0], raw.w[1]);
    if (made.low_ == 0 && (made.high_ & upper_significand) == 0) made.high_ &= ~sign_bit;
    return made;
  }
};

}  // namespace haven::feel
