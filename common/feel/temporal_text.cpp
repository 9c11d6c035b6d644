#include <cstdlib>

#include "common/feel/temporal.hpp"

/// Dates and times as ISO 8601 writes them.
namespace haven::feel {
namespace {
constexpr std::int64_t nanos_per_second = 1'000'000'000;

void append_padded(std::string& text, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

void append_clock(std::string& text, std::int64_t seconds) {
  append_padded(text, seconds / 3600, 2);
  text += ':';
  append_padded(text, seconds / 60 % 60, 2);
  text += ':';
  append_padded(text, seconds % 60, 2);
}

void append_fraction(std::string& text, std::int64_t nanos) {
  if (nanos == 0) return;
  text += '.';
  append_padded(text, nanos, 9);
  text.resize(text.find_last_not_of('0') + 1);
}

void append_zone(std::string& text, const Zone& zone) {
  if (zone.kind == Zone::Kind::named) text += "@" + *zone.name;
  if (zone.kind != Zone::Kind::offset) return;
  if (zone.offset_seconds == 0) {
    text += 'Z';
    return;
  }
  text += zone.offset_seconds < 0 ? '-' : '+';
  append_clock(text, std::abs(zone.offset_seconds));
  if (zone.offset_seconds % 60 == 0) text.resize(text.size() - 3);
}
}  // namespace

std::string text_of(CalendarDay day) {
  std::string text = day.year < 0 ? "-" : "";
  append_padded(text, std::abs(day.year), 4);
  text += '-';
  append_padded(text, day.month, 2);
  text += '-';
  append_padded(text, day.day, 2);
  return text;
}

std::string text_of(const TimeOfDay& time) {
  std::string text;
  append_clock(text, time.nanos / nanos_per_second);
  append_fraction(text, time.nanos % nanos_per_second);
  append_zone(text, time.zone);
  return text;
}

std::string text_of(const DateTime& moment) {
  return text_of(moment.day) + "T" + text_of(moment.time);
}

}  // namespace haven::feel
