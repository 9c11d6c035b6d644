#include "services/ledger/domain/earmark.hpp"

#include <algorithm>
#include <set>

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

constexpr int whole = 10000;  // hundredths of a percent

tl::unexpected<Error> wrong(const Earmark& earmark, const std::string& detail) {
  return refuse(ErrorKind::conflict, "purse_file_wrong", "earmark " + earmark.name + ": " + detail);
}

bool is_digits(std::string_view text, std::size_t most) {
  return text.size() <= most && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

std::string shown(const Money& amount) {
  return decimal_text(amount) + ' ' + amount.currency().code();
}

// "10% of contributions_last_year, 1000.00 PHP"
std::string base_of(const EarmarkFigures& figures) {
  return percent_text(figures.earmark.hundredths_of_percent) + " of " + figures.earmark.base +
         ", which were " + shown(figures.base) + " for " + std::to_string(figures.year);
}

}  // namespace

std::string name_of(EarmarkBound bound) {
  return bound == EarmarkBound::at_least ? "at_least" : "at_most";
}

EarmarkBound earmark_bound_from(std::string_view name) {
  ensure(name == "at_least" || name == "at_most", "a stored bound of an earmark is known");
  return name == "at_least" ? EarmarkBound::at_least : EarmarkBound::at_most;
}

std::optional<int> percent_from(std::string_view text) {
  if (!text.ends_with('%')) return {};
  text.remove_suffix(1);
  const auto point = std::min(text.find('.'), text.size());
  const std::string_view units = text.substr(0, point);
  std::string decimals{point < text.size() ? text.substr(point + 1) : "00"};
  if (units.empty() || decimals.empty() || !is_digits(units, 3) || !is_digits(decimals, 2)) {
    return {};
  }
  decimals.resize(2, '0');
  const int hundredths = number_of(units) * 100 + number_of(decimals);
  if (hundredths == 0 || hundredths > whole) return {};
  return hundredths;
}

std::string percent_text(int hundredths) {
  std::string text = std::to_string(hundredths / 100);
  if (hundredths % 100 != 0) {
    text += '.' + std::to_string(hundredths % 100 / 10);
    if (hundredths % 10 != 0) text += std::to_string(hundredths % 10);
  }
  return text + '%';
}

Result<void> check_earmarks(const std::vector<Earmark>& earmarks,
                            const std::vector<PurseTerms>& purses) {
  std::set<std::string> names;
  for (const Earmark& earmark : earmarks) {
    if (!names.insert(earmark.name).second) return wrong(earmark, "stands in the file twice");
    const auto purse = std::ranges::find(purses, earmark.purse, &PurseTerms::purse);
    if (purse == purses.end() || purse->yearly || purse->layer != "fund") {
      return wrong(earmark, "purse must name an undivided purse of the fund's own money");
    }
    const bool is_remainder = std::ranges::any_of(purses, [&](const PurseTerms& other) {
      return other.yearly && other.yearly->remainder_to == earmark.purse;
    });
    if (is_remainder && earmark.bound == EarmarkBound::at_most) {
      return wrong(earmark, "what lapses of budget years cannot go to a purse with a ceiling");
    }
  }
  return {};
}

Money bound_of(const Earmark& earmark, const Money& base) {
  const std::int64_t income = std::max<std::int64_t>(base.minor(), 0);
  const std::int64_t part = income / whole * earmark.hundredths_of_percent;
  const std::int64_t rest = income % whole * earmark.hundredths_of_percent;
  const bool is_up = earmark.bound == EarmarkBound::at_least && rest % whole != 0;
  return {part + rest / whole + (is_up ? 1 : 0), base.currency()};
}

Money EarmarkFigures::missing() const {
  const bool is_short = earmark.bound == EarmarkBound::at_least && set_aside.less_than(bound);
  return is_short ? bound - set_aside : Money{0, bound.currency()};
}

Money EarmarkFigures::remaining() const {
  const bool has_room = earmark.bound == EarmarkBound::at_most && set_aside.less_than(bound);
  return has_room ? bound - set_aside : Money{0, bound.currency()};
}

Result<void> check_ceiling(const EarmarkFigures& figures, const Money& funding) {
  if (figures.earmark.bound != EarmarkBound::at_most) return {};
  const Money then = figures.set_aside + funding;
  if (!figures.bound.less_than(then)) return {};
  return refuse(ErrorKind::conflict, "earmark_is_exceeded",
                "With this funding " + figures.earmark.purse + " would have got " + shown(then) +
                    " and may have " + shown(figures.bound) + ": " + base_of(figures) + ".");
}

Result<void> check_floor(const EarmarkFigures& figures) {
  if (figures.missing().is_zero()) return {};
  return refuse(ErrorKind::conflict, "earmark_is_short",
                figures.earmark.purse + " got " + shown(figures.set_aside) + " and must have " +
                    shown(figures.bound) + ": " + base_of(figures) +
                    ". Fund it for that year first.");
}

}  // namespace haven::ledger
