#include "common/core/money.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "common/core/ensure.hpp"

namespace haven {
namespace {

__extension__ using Wide = __int128;

// Currencies of the packs and of the places where members work; two minor digits each.
constexpr std::array known = {"AED", "BDT", "EUR", "GBP", "HKD", "IDR", "INR", "JOD", "KRW", "LKR",
                              "MYR", "NPR", "OMR", "PHP", "PKR", "QAR", "SAR", "SGD", "USD"};

std::int64_t checked(Wide value) {
  ensure(value <= INT64_MAX && value >= INT64_MIN, "an amount fits in 64 bits");
  return static_cast<std::int64_t>(value);
}

}  // namespace

std::optional<Currency> Currency::from(std::string_view code) {
  if (std::find(known.begin(), known.end(), code) == known.end()) return {};
  Currency currency;
  currency.code_ = code;
  return currency;
}

Money& Money::operator+=(const Money& other) {
  ensure(currency_ == other.currency_, "amounts that are added have one currency");
  minor_ = checked(Wide{minor_} + other.minor_);
  return *this;
}

Money& Money::operator-=(const Money& other) {
  ensure(currency_ == other.currency_, "amounts that are subtracted have one currency");
  minor_ = checked(Wide{minor_} - other.minor_);
  return *this;
}

Money Money::times(std::int64_t count) const {
  return Money{checked(Wide{minor_} * count), currency_};
}

bool Money::less_than(const Money& other) const {
  ensure(currency_ == other.currency_, "amounts that are compared have one currency");
  return minor_ < other.minor_;
}

Money min(const Money& a, const Money& b) {
  return b.less_than(a) ? b : a;
}

Money money(std::int64_t minor, std::string_view code) {
  const auto currency = Currency::from(code);
  ensure(currency.has_value(), "a currency named in code is known");
  return Money{minor, *currency};
}

std::string decimal_text(const Money& amount) {
  const std::int64_t minor = amount.minor();
  const Wide magnitude = minor < 0 ? -Wide{minor} : Wide{minor};
  const auto whole = static_cast<std::uint64_t>(magnitude / 100);
  const auto cents = static_cast<unsigned>(magnitude % 100);
  std::string text = (minor < 0 ? "-" : "") + std::to_string(whole) + '.';
  text += static_cast<char>('0' + cents / 10);
  text += static_cast<char>('0' + cents % 10);
  return text;
}

std::optional<Money> money_from(std::string_view decimal, std::string_view code) {
  const auto currency = Currency::from(code);
  const auto point = std::min(decimal.find('.'), decimal.size());
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view cents =
      point < decimal.size() ? decimal.substr(point + 1) : std::string_view{"00"};
  const auto all_digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!currency || !all_digits(whole) || !all_digits(cents)) return {};
  if (whole.size() > 15 || cents.size() > 2) return {};
  std::int64_t units = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), units);
  std::int64_t minor = cents[0] - '0';
  minor = minor * 10 + (cents.size() == 2 ? cents[1] - '0' : 0);
  return Money{units * 100 + minor, *currency};
}

std::vector<Money> equal_shares(const Money& whole, std::size_t count) {
  ensure(count > 0, "a benefit is shared among at least one payee");
  const auto parts = static_cast<std::int64_t>(count);
  const std::int64_t each = whole.minor() / parts;
  std::vector<Money> shares(count, Money{each, whole.currency()});
  shares.front() = Money{whole.minor() - each * (parts - 1), whole.currency()};
  return shares;
}

std::vector<Money> weighted_shares(const Money& whole, const std::vector<std::int64_t>& weights) {
  const Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
  ensure(sum > 0, "weights add up to more than nothing");
  std::vector<Money> shares;
  std::vector<std::pair<Wide, std::size_t>> cut;
  std::int64_t left = whole.minor();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide exact = Wide{whole.minor()} * weights[i];
    const auto part = static_cast<std::int64_t>(exact / sum);
    shares.emplace_back(part, whole.currency());
    cut.emplace_back(exact % sum, i);
    left -= part;
  }
  std::stable_sort(cut.begin(), cut.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) {
    shares[cut[i].second] += Money{1, whole.currency()};
  }
  return shares;
}

Money fraction_half_up(const Money& amount, std::int64_t numerator, std::int64_t denominator) {
  ensure(denominator > 0 && numerator >= 0 && amount.minor() >= 0, "a fraction is not negative");
  const Wide twice = Wide{amount.minor()} * numerator * 2 + denominator;
  return Money{checked(twice / (Wide{denominator} * 2)), amount.currency()};
}

}  // namespace haven
