#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/feel/value.hpp"

/// Dates, times and durations: as ISO 8601 writes them, and what the calendar makes of them.
namespace haven::feel {

std::optional<CalendarDay> date_from(std::string_view text);    // "2024-02-29"
std::optional<TimeOfDay> time_from(std::string_view text);      // "10:00:00.5@Europe/Paris"
std::optional<DateTime> date_time_from(std::string_view text);  // "2024-02-29T10:00:00+01:00"
Value duration_from(std::string_view text);                     // "P1Y2M", "-PT0.5S"; else null
/// What @"..." means: whichever of the forms fits; else null.
Value temporal_from(std::string_view text, Arena& arena);

std::string text_of(CalendarDay day);
std::string text_of(const TimeOfDay& time);
std::string text_of(const DateTime& moment);
std::string days_text(std::int64_t seconds, std::int32_t nanos);
std::string months_text(std::int64_t months);

/// The day of that number in the proleptic Gregorian calendar; nothing when there is none.
std::optional<CalendarDay> day_of(std::int64_t year, std::int64_t month, std::int64_t day);
/// Days since 1970-01-01.
std::int64_t day_number(CalendarDay day);
/// Nothing beyond the years that FEEL has.
std::optional<CalendarDay> day_from_number(std::int64_t days);
/// The same day of another month, or that month's last.
std::optional<CalendarDay> add_months(CalendarDay day, std::int64_t months);
int days_in_month(std::int64_t year, int month);
int weekday_of(CalendarDay day);  // 1 = Monday, 7 = Sunday
int day_of_year(CalendarDay day);
int week_of_year(CalendarDay day);  // of ISO 8601

/// The name in the process-wide list of zones; nullptr when the database has none such.
const std::string* zone_named(std::string_view name);
/// Seconds east of Greenwich at that local time; nothing when nothing is said. An hour that a zone
/// has twice is the first of the two, one that it skips counts as before the change.
std::optional<std::int32_t> offset_of(const DateTime& moment);
/// The same for a named zone at an instant, in seconds since 1970 in Greenwich.
std::optional<std::int32_t> offset_at(const std::string& zone, std::int64_t instant);
/// For a time without a day only offsets count; a named zone is asked for 1970-01-01.
std::optional<std::int32_t> offset_of(const TimeOfDay& time);

/// What one moment is later than another; nothing when only one of them has an offset.
std::optional<Value> between(const DateTime& later, const DateTime& earlier);
/// A moment of the time line, so much later: in a named zone the clock may have been changed
/// between the two. Nothing beyond the years that FEEL has.
std::optional<DateTime> add_days_duration(const DateTime& moment, std::int64_t seconds,
                                          std::int32_t nanos);
/// A days and time duration of so many nanoseconds; nothing beyond 10^18 seconds.
__extension__ using Nanos = __int128;
std::optional<Value> duration_of(Nanos total);
Nanos nanos_of(const Value& days_duration);

}  // namespace haven::feel
