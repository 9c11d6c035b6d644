#include <algorithm>
#include <array>

#include "common/feel/temporal.hpp"

/// The proleptic Gregorian calendar, with a year 0.
namespace haven::feel {
namespace {
constexpr std::int64_t last_year = 999'999'999;
constexpr std::int64_t days_in_400_years = 146'097;
constexpr std::int64_t days_to_1970 = 719'528;  // from the first day of the year 0

// Days of the year before each month, in a year that is no leap year; then the whole year.
constexpr std::array<int, 13> days_before_month{0,   31,  59,  90,  120, 151, 181,
                                                212, 243, 273, 304, 334, 365};

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_before(std::int64_t year, int month) {
  const int days = days_before_month[static_cast<std::size_t>(month - 1)];
  return month > 2 && is_leap(year) ? days + 1 : days;
}

/// From the first day of the year 0 to the first day of another.
std::int64_t days_before_year(std::int64_t year) {
  const std::int64_t before = year - 1;
  return 365 * year + floor_divide(before, 4) - floor_divide(before, 100) +
         floor_divide(before, 400) + 1;
}

CalendarDay made(std::int64_t year, int month, int day) {
  return {static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(day)};
}
}  // namespace

int days_in_month(std::int64_t year, int month) {
  return month == 12 ? 31 : days_before(year, month + 1) - days_before(year, month);
}

std::optional<CalendarDay> day_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -last_year || year > last_year || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
  return made(year, static_cast<int>(month), static_cast<int>(day));
}

std::int64_t day_number(CalendarDay day) {
  return days_before_year(day.year) + days_before(day.year, day.month) + day.day - 1 - days_to_1970;
}

std::optional<CalendarDay> day_from_number(std::int64_t days) {
  constexpr std::int64_t bound = 400'000'000'000;  // more than a thousand million years
  if (days < -bound || days > bound) return std::nullopt;
  days += days_to_1970;
  // The mean length of a year misses the year by one at most.
  std::int64_t year = floor_divide(days * 400, days_in_400_years);
  while (days_before_year(year + 1) <= days) ++year;
  while (days_before_year(year) > days) --year;
  if (year < -last_year || year > last_year) return std::nullopt;
  const int in_year = static_cast<int>(days - days_before_year(year));
  int month = 12;
  while (days_before(year, month) > in_year) --month;
  return made(year, month, in_year - days_before(year, month) + 1);
}

std::optional<CalendarDay> add_months(CalendarDay day, std::int64_t months) {
  constexpr std::int64_t bound = 2 * 12 * last_year;
  if (months < -bound || months > bound) return std::nullopt;
  const std::int64_t total = std::int64_t{day.year} * 12 + (day.month - 1) + months;
  const std::int64_t year = floor_divide(total, 12);
  const int month = static_cast<int>(total - year * 12) + 1;
  return day_of(year, month, std::min<int>(day.day, days_in_month(year, month)));
}

int weekday_of(CalendarDay day) {
  // 1970-01-01 was a Thursday.
  const std::int64_t since_monday = day_number(day) + 3;
  return static_cast<int>(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

int day_of_year(CalendarDay day) {
  return days_before(day.year, day.month) + day.day;
}

int week_of_year(CalendarDay day) {
  // A week belongs to the year that has its Thursday.
  const std::int64_t thursday = day_number(day) + 4 - weekday_of(day) + days_to_1970;
  std::int64_t year = day.year;
  if (thursday < days_before_year(year)) --year;
  if (thursday >= days_before_year(year + 1)) ++year;
  return static_cast<int>((thursday - days_before_year(year)) / 7) + 1;
}

}  // namespace haven::feel
