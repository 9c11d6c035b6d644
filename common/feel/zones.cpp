// Debian builds the library for the database of the operating system; both must agree.
#define USE_OS_TZDB 1
#include <date/tz.h>

#include <algorithm>
#include <vector>

#include "common/core/clock.hpp"
#include "common/feel/temporal.hpp"

/// Named zones. The database is read once; a name is only ever looked up in its list, so that no
/// text of an expression becomes a path.
namespace haven::feel {
namespace {
struct NamedZone {
  std::string name;
  const date::time_zone* zone;
};

std::vector<NamedZone> read_zones() {
  std::vector<NamedZone> zones;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones)
      zones.push_back({std::string(zone.name()), &zone});
  } catch (const std::runtime_error&) {
    // A machine without the database has offsets only.
  }
  std::sort(zones.begin(), zones.end(),
            [](const NamedZone& a, const NamedZone& b) { return a.name < b.name; });
  return zones;
}

const std::vector<NamedZone>& zones() {
  static const std::vector<NamedZone> all = read_zones();
  return all;
}

const NamedZone* find_zone(std::string_view name) {
  const auto found = std::lower_bound(
      zones().begin(), zones().end(), name,
      [](const NamedZone& zone, std::string_view wanted) { return zone.name < wanted; });
  return found != zones().end() && found->name == name ? &*found : nullptr;
}

constexpr std::int64_t seconds_per_day = 86'400;

/// The first year from 2009 on that begins with the same weekday and is as long.
CalendarDay known_new_year_like(CalendarDay new_year) {
  CalendarDay known{2009, 1, 1};
  while (weekday_of(known) != weekday_of(new_year) ||
         days_in_month(known.year, 2) != days_in_month(new_year.year, 2))
    ++known.year;
  return known;
}

/// The database knows the years to 2037; a later one has the rules of a known year whose days fall
/// alike, and what lies before 1800 has the time of 1800.
std::int64_t known_seconds(std::int64_t seconds) {
  static const std::int64_t first = day_number({1800, 1, 1}) * seconds_per_day;
  static const std::int64_t last = day_number({2037, 1, 1}) * seconds_per_day;
  if (seconds < last) return std::max(seconds, first);
  constexpr std::int64_t cycle = std::int64_t{146'097} * seconds_per_day;  // 400 years
  const std::int64_t in_cycle = (seconds - last) % cycle + last;
  const auto day = day_from_number(in_cycle / seconds_per_day);
  const CalendarDay new_year{day->year, 1, 1};
  const std::int64_t years = day_number(new_year) - day_number(known_new_year_like(new_year));
  return in_cycle - years * seconds_per_day;
}

template <class Info, class Clock>
std::optional<Info> info_of(const std::string& zone, std::int64_t seconds) {
  const NamedZone* found = find_zone(zone);
  if (!found) return std::nullopt;
  const std::chrono::time_point<Clock, std::chrono::seconds> at{
      std::chrono::seconds{known_seconds(seconds)}};
  try {
    return found->zone->get_info(at);
  } catch (const std::runtime_error&) {
    return std::nullopt;  // the zone's file cannot be read
  }
}

std::optional<std::int32_t> local_offset(const std::string& zone, std::int64_t local) {
  const auto info = info_of<date::local_info, date::local_t>(zone, local);
  if (!info) return std::nullopt;
  return static_cast<std::int32_t>(info->first.offset.count());
}
}  // namespace

const std::string* zone_named(std::string_view name) {
  const NamedZone* found = find_zone(name);
  return found ? &found->name : nullptr;
}

std::optional<std::int32_t> offset_at(const std::string& zone, std::int64_t instant) {
  const auto info = info_of<date::sys_info, Instant::clock>(zone, instant);
  if (!info) return std::nullopt;
  return static_cast<std::int32_t>(info->offset.count());
}

std::optional<std::int32_t> offset_of(const DateTime& moment) {
  const Zone& zone = moment.time.zone;
  if (zone.kind == Zone::Kind::none) return std::nullopt;
  if (zone.kind == Zone::Kind::offset) return zone.offset_seconds;
  constexpr std::int64_t nanos_per_second = 1'000'000'000;
  return local_offset(
      *zone.name, day_number(moment.day) * seconds_per_day + moment.time.nanos / nanos_per_second);
}

std::optional<std::int32_t> offset_of(const TimeOfDay& time) {
  return offset_of(DateTime{CalendarDay{1970, 1, 1}, time});
}

}  // namespace haven::feel
