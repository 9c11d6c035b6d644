#include "common/scheme/case.hpp"

#include <algorithm>

namespace haven::scheme {
namespace {

bool are_digits(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most &&
         std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

}  // namespace

bool is_percent(std::string_view decimal) {
  const auto point = std::min(decimal.find('.'), decimal.size());
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view rest = point < decimal.size() ? decimal.substr(point + 1) : "0";
  if (!are_digits(whole, 3) || !are_digits(rest, 4)) return false;
  if (whole.size() < 3) return true;
  return whole == "100" && rest.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace haven::scheme
