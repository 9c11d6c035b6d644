#include "services/ledger/domain/exchange.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t minor_max = 100'000'000'000'000'000;  // 10^15 units of two decimals
constexpr std::size_t digits_max = 9, decimals_max = 8;
constexpr std::int64_t parts_of_tolerance = 200;  // half a percent

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Money> half_up(Wide numerator, Wide denominator, const Currency& currency) {
  const Wide minor = (numerator * 2 + denominator) / (denominator * 2);
  if (minor > minor_max) return {};
  return Money{static_cast<std::int64_t>(minor), currency};
}

std::int64_t tolerance_of(const Money& value) {
  return std::max<std::int64_t>(value.minor() / parts_of_tolerance, 1);
}

}  // namespace

std::optional<Rate> Rate::from(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals = point < text.size() ? text.substr(point + 1) : "";
  const bool ends_in_point = point < text.size() && decimals.empty();
  if (whole.empty() || whole.size() > digits_max || decimals.size() > decimals_max ||
      ends_in_point || !is_digits(whole) || !is_digits(decimals)) {
    return {};
  }
  std::int64_t digits = 0, scale = 1;
  for (const char c : whole) digits = digits * 10 + (c - '0');
  for (const char c : decimals) {
    digits = digits * 10 + (c - '0');
    scale *= 10;
  }
  if (digits == 0) return {};
  return Rate{digits, scale};
}

std::optional<Money> Rate::bought_for(const Money& sold, const Currency& bought) const {
  ensure(sold.minor() >= 0 && sold.minor() <= minor_max, "an exchanged amount is in range");
  return half_up(Wide{sold.minor()} * digits_, scale_, bought);
}

std::optional<Money> Rate::sold_for(const Money& bought, const Currency& sold) const {
  ensure(bought.minor() >= 0 && bought.minor() <= minor_max, "an exchanged amount is in range");
  return half_up(Wide{bought.minor()} * scale_, digits_, sold);
}

Result<Money> value_of(const Deal& deal) {
  const auto rate = Rate::from(deal.rate);
  if (!rate) {
    return refuse_field("/rate",
                        "must be a decimal text such as 56.105: units bought for one unit sold");
  }
  const auto value = rate->bought_for(deal.sold, deal.bought.currency());
  if (!value || value->is_zero()) {
    return refuse_field("/rate", "gives no amount that the books can hold");
  }
  const std::int64_t tolerance = tolerance_of(*value);
  const std::int64_t difference = value->minor() - deal.bought.minor();
  if (difference <= tolerance && difference >= -tolerance) return *value;
  const Money least{value->minor() - tolerance, value->currency()};
  const Money most{value->minor() + tolerance, value->currency()};
  return refuse_field("/bought/amount", "must lie between " + decimal_text(least) + " and " +
                                            decimal_text(most) + ": at the rate, " +
                                            decimal_text(deal.sold) + ' ' +
                                            deal.sold.currency().code() + " are " +
                                            decimal_text(*value) + ' ' + value->currency().code());
}

Account exchange_account(const std::string& purse, const std::string& layer,
                         const Currency& currency) {
  return {"exchange:" + currency.code() + ":" + purse, layer == "fund" ? "equity" : "liability"};
}

Entry exchange_entry(const Cause& cause, const ExchangeSides& sides) {
  const Currency &sold_in = sides.sold.currency(), &bought_in = sides.bought.currency();
  ensure(sides.sold.minor() > 0 && sides.bought.minor() > 0 && sold_in != bought_in,
         "an exchange is of positive amounts in two currencies");
  Entry entry{cause,
              "exchange",
              {{exchange_account(sides.from_purse, sides.layer, sold_in), sides.sold},
               {chart::exchanges_in_transit(sold_in), sides.sold.times(-1)},
               {chart::exchanges_in_transit(bought_in), sides.bought},
               {exchange_account(sides.to_purse, sides.layer, bought_in), sides.value.times(-1)}}};
  const Money rest = sides.value - sides.bought;
  if (!rest.is_zero()) {
    entry.postings.push_back({Account{"rounding:" + bought_in.code(), "expense"}, rest});
  }
  ensure(balances(entry), "an entry balances in every currency");
  return entry;
}

}  // namespace haven::ledger
