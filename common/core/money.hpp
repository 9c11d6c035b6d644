#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haven {

/// An ISO 4217 code of three capital letters. Every currency of the packs has two minor digits.
class Currency {
 public:
  Currency() = default;
  [[nodiscard]] const std::string& code() const { return code_; }
  auto operator<=>(const Currency&) const = default;

  /// Nothing for a code that haven does not know (see money.cpp for the list).
  static std::optional<Currency> from(std::string_view code);

 private:
  std::string code_ = "XXX";
};

/// An amount in minor units (cents, sentimo). Mixing currencies or overflowing stops the process:
/// both are bugs, never input.
class Money {
 public:
  Money() = default;
  Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(std::move(currency)) {}
  [[nodiscard]] std::int64_t minor() const { return minor_; }
  [[nodiscard]] const Currency& currency() const { return currency_; }
  [[nodiscard]] bool is_zero() const { return minor_ == 0; }

  Money& operator+=(const Money& other);
  Money& operator-=(const Money& other);
  friend Money operator+(Money a, const Money& b) { return a += b; }
  friend Money operator-(Money a, const Money& b) { return a -= b; }
  [[nodiscard]] Money times(std::int64_t count) const;
  bool operator==(const Money&) const = default;
  /// Ordering of amounts of one currency.
  [[nodiscard]] bool less_than(const Money& other) const;

 private:
  std::int64_t minor_ = 0;
  Currency currency_;
};

Money min(const Money& a, const Money& b);
/// For literals in code and tests; an unknown code is a bug.
Money money(std::int64_t minor, std::string_view currency);

/// "3333.34": always two decimals, a minus sign when negative, no currency.
std::string decimal_text(const Money& amount);
/// Reads "3333.34", "3333" or "3333.3"; nothing for signs, exponents, more decimals, over 10^15.
std::optional<Money> money_from(std::string_view decimal, std::string_view currency);

/// Equal shares: each rounded down to the minor unit, the whole remainder to the first
/// (readings g-10). `count` > 0.
std::vector<Money> equal_shares(const Money& whole, std::size_t count);

/// Shares by weight: each rounded down, the units left go one each to the largest cut-off parts,
/// equal parts in order (readings g-11). Weights are not negative and their sum is positive.
std::vector<Money> weighted_shares(const Money& whole, const std::vector<std::int64_t>& weights);

/// amount × numerator / denominator, rounded half up to the minor unit (readings g-18).
Money fraction_half_up(const Money& amount, std::int64_t numerator, std::int64_t denominator);

}  // namespace haven
