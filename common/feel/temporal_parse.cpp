#include <algorithm>

#include "common/feel/temporal.hpp"

/// Reads dates, times and zones; durations have a file of their own.
namespace haven::feel {
namespace {
constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int32_t greatest_offset = 14 * 3600;

/// Takes a text apart from its front.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  bool take(char expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view take_digits() {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const std::string_view digits(rest_.begin(), end);
    rest_.remove_prefix(digits.size());
    return digits;
  }

  /// Exactly two digits, at most `greatest`.
  std::optional<int> take_two(int greatest) {
    const std::string_view digits = take_digits();
    if (digits.size() != 2) return std::nullopt;
    const int value = (digits[0] - '0') * 10 + (digits[1] - '0');
    return value <= greatest ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

/// Four to nine digits, with zeros in front only to make it four.
std::optional<std::int64_t> take_year(Reader& reader) {
  const bool negative = reader.take('-');
  const std::string_view digits = reader.take_digits();
  if (digits.size() < 4 || digits.size() > 9) return std::nullopt;
  if (digits.size() > 4 && digits.front() == '0') return std::nullopt;
  std::int64_t year = 0;
  for (const char digit : digits) year = year * 10 + (digit - '0');
  if (negative && year == 0) return std::nullopt;
  return negative ? -year : year;
}

std::optional<CalendarDay> take_day(Reader& reader) {
  const auto year = take_year(reader);
  if (!year || !reader.take('-')) return std::nullopt;
  const auto month = reader.take_two(12);
  if (!month || !reader.take('-')) return std::nullopt;
  const auto day = reader.take_two(31);
  if (!day) return std::nullopt;
  return day_of(*year, *month, *day);
}

/// After the point: what is finer than a nanosecond is cut off.
std::optional<std::int64_t> take_fraction(Reader& reader) {
  const std::string_view digits = reader.take_digits();
  if (digits.empty()) return std::nullopt;
  std::int64_t nanos = 0;
  for (std::size_t i = 0; i < 9; ++i)
    nanos = nanos * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return nanos;
}

std::optional<std::int32_t> take_offset(Reader& reader, bool west) {
  const auto hours = reader.take_two(14);
  if (!hours || !reader.take(':')) return std::nullopt;
  const auto minutes = reader.take_two(59);
  if (!minutes) return std::nullopt;
  std::optional<int> seconds = 0;
  if (reader.take(':')) seconds = reader.take_two(59);
  if (!seconds) return std::nullopt;
  const int offset = *hours * 3600 + *minutes * 60 + *seconds;
  if (offset > greatest_offset) return std::nullopt;
  return west ? -offset : offset;
}

/// The rest of a text: nothing, `Z`, an offset or `@` and a name.
std::optional<Zone> take_zone(Reader& reader) {
  Zone zone;
  if (reader.at_end()) return zone;
  if (reader.take('@')) {
    zone.kind = Zone::Kind::named;
    zone.name = zone_named(reader.rest());
    return zone.name ? std::optional(zone) : std::nullopt;
  }
  zone.kind = Zone::Kind::offset;
  if (!reader.take('Z') && !reader.take('z')) {
    const bool west = reader.take('-');
    if (!west && !reader.take('+')) return std::nullopt;
    const auto offset = take_offset(reader, west);
    if (!offset) return std::nullopt;
    zone.offset_seconds = *offset;
  }
  return reader.at_end() ? std::optional(zone) : std::nullopt;
}

/// Up to 24:00:00, which is a whole day.
std::optional<std::int64_t> take_clock(Reader& reader) {
  const auto hour = reader.take_two(24);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.take_two(59);
  if (!minute || !reader.take(':')) return std::nullopt;
  const auto second = reader.take_two(59);
  if (!second) return std::nullopt;
  std::optional<std::int64_t> fraction = 0;
  if (reader.take('.')) fraction = take_fraction(reader);
  if (!fraction) return std::nullopt;
  const std::int64_t nanos = (*hour * 3600 + *minute * 60 + *second) * nanos_per_second + *fraction;
  return nanos <= seconds_per_day * nanos_per_second ? std::optional(nanos) : std::nullopt;
}

std::optional<TimeOfDay> take_time(Reader& reader) {
  const auto clock = take_clock(reader);
  if (!clock) return std::nullopt;
  const auto zone = take_zone(reader);
  if (!zone) return std::nullopt;
  return TimeOfDay{*clock, *zone};
}
}  // namespace

std::optional<CalendarDay> date_from(std::string_view text) {
  Reader reader(text);
  const auto day = take_day(reader);
  return reader.at_end() ? day : std::nullopt;
}

std::optional<TimeOfDay> time_from(std::string_view text) {
  Reader reader(text);
  auto time = take_time(reader);
  if (time) time->nanos %= seconds_per_day * nanos_per_second;
  return time;
}

std::optional<DateTime> date_time_from(std::string_view text) {
  Reader reader(text);
  auto day = take_day(reader);
  if (!day || !reader.take('T')) return std::nullopt;
  auto time = take_time(reader);
  if (!time) return std::nullopt;
  if (time->nanos == seconds_per_day * nanos_per_second) {
    time->nanos = 0;
    day = day_from_number(day_number(*day) + 1);
  }
  return day ? std::optional(DateTime{*day, *time}) : std::nullopt;
}

Value temporal_from(std::string_view text, Arena& arena) {
  if (const auto day = date_from(text)) return Value::of(*day);
  if (const auto moment = date_time_from(text)) return Value::of(*moment, arena);
  if (const auto time = time_from(text)) return Value::of(*time, arena);
  return duration_from(text);
}

}  // namespace haven::feel
