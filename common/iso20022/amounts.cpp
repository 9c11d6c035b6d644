#include "common/iso20022/amounts.hpp"

#include <cstdint>

namespace haven::iso20022 {
namespace {

constexpr std::size_t money_decimals = 2;
constexpr std::string_view digits = "0123456789";

tl::unexpected<std::string> problem(std::string sentence) {
  return tl::unexpected<std::string>{std::move(sentence)};
}

// The parts of a decimal: "-12.50" is '-', "12" and "50".
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

std::string_view without_white(std::string_view text) {
  static constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

bool parse(std::string_view text, Parts& parts) {
  text = without_white(text);
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    parts.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const auto point = std::min(text.find('.'), text.size());
  parts.whole = text.substr(0, point);
  parts.fraction = point == text.size() ? text.substr(point) : text.substr(point + 1);
  if (parts.whole.empty() && parts.fraction.empty()) return false;
  return parts.whole.find_first_not_of(digits) == text.npos &&
         parts.fraction.find_first_not_of(digits) == text.npos;
}

bool append_digit(std::int64_t& value, char digit) {
  return !__builtin_mul_overflow(value, 10, &value) &&
         !__builtin_add_overflow(value, digit - '0', &value);
}

bool is_finer_than(std::string_view fraction, int decimals) {
  const auto last = fraction.find_last_not_of('0');
  return last != fraction.npos && last >= static_cast<std::size_t>(decimals);
}

}  // namespace

int decimals_of(const Currency& currency) {
  return currency.code() == "KRW" ? 0 : 2;
}

tl::expected<Money, std::string> amount_from(std::string_view decimal, std::string_view code) {
  const auto currency = Currency::from(code);
  if (!currency) return problem("the currency is not one that the fund keeps");
  Parts parts;
  if (!parse(decimal, parts)) return problem("an amount is written in digits with a point");
  if (is_finer_than(parts.fraction, decimals_of(*currency))) {
    return problem("the amount is finer than the currency's smallest unit");
  }
  std::int64_t minor = 0;
  std::string kept{parts.whole};
  kept += parts.fraction.substr(0, money_decimals);
  kept.append(money_decimals - std::min(parts.fraction.size(), money_decimals), '0');
  for (const char digit : kept) {
    if (!append_digit(minor, digit)) return problem("the amount is too large to be kept");
  }
  if (parts.negative && minor != 0) {
    return problem("an amount is not negative: CdtDbtInd gives the direction");
  }
  return Money{minor, *currency};
}

tl::expected<std::string, std::string> amount_text(const Money& amount) {
  if (amount.minor() < 0) return problem("an amount is not negative");
  if (amount.minor() > amount_minor_max) return problem("an amount has at most eighteen digits");
  if (decimals_of(amount.currency()) == 2) return decimal_text(amount);
  if (amount.minor() % 100 != 0) {
    return problem("an amount in " + amount.currency().code() + " has no decimals");
  }
  return std::to_string(amount.minor() / 100);
}

}  // namespace haven::iso20022
