#include "common/core/clock.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace haven {
namespace {

using namespace std::chrono;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return {};
  return value;
}

}  // namespace

Clock system_clock() {
  return [] { return time_point_cast<microseconds>(std::chrono::system_clock::now()); };
}

Date day_of(Instant instant, minutes offset) {
  return floor<days>(instant + offset);
}

std::string text_of(Date date) {
  const year_month_day day{date};
  std::array<char, 16> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                    static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Date> date_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)),
             d = digits(text.substr(8, 2));
  if (!y || !m || !d || *y < 1900 || *y > 2200) return {};
  const year_month_day day{year{*y}, month{static_cast<unsigned>(*m)},
                           std::chrono::day{static_cast<unsigned>(*d)}};
  if (!day.ok()) return {};
  return sys_days{day};
}

std::string text_of(Instant instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss<microseconds> time{instant - day};
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "T%02d:%02d:%02d.%06dZ", static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()));
  return text_of(Date{day}) + std::string{text.data(), static_cast<std::size_t>(length)};
}

std::optional<Instant> instant_from(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return {};
  const auto day = date_from(text.substr(0, 10));
  const auto h = digits(text.substr(11, 2)), m = digits(text.substr(14, 2)),
             s = digits(text.substr(17, 2));
  if (!day || !h || !m || !s || *h > 23 || *m > 59 || *s > 60) return {};
  std::string_view rest = text.substr(19);
  int micros = 0;
  if (rest.front() == '.') {
    const auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    std::string fraction{rest.substr(1, end - 1)};
    fraction.resize(6, '0');
    micros = digits(fraction).value_or(0);
    rest = rest.substr(end);
  }
  if (rest != "Z" && rest != "+00" && rest != "+00:00") return {};
  return Instant{*day + hours{*h} + minutes{*m} + seconds{*s} + microseconds{micros}};
}

Date add_months(Date date, int months_more) {
  const year_month_day day{date};
  const year_month_day moved = day + months{months_more};
  if (moved.ok()) return sys_days{moved};
  return sys_days{moved.year() / moved.month() / last};
}

int full_months(Date first, Date last_day) {
  const Date after = last_day + days{1};
  const year_month_day a{first}, b{after};
  int count = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
              static_cast<int>(static_cast<unsigned>(b.month())) -
              static_cast<int>(static_cast<unsigned>(a.month()));
  while (count > 0 && add_months(first, count) > after) --count;
  return std::max(count, 0);
}

int full_years(Date from, Date on) {
  if (on < from) return 0;
  return full_months(from, on - days{1}) / 12;
}

}  // namespace haven
