#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace haven {

/// A moment in UTC, to the microsecond (what PostgreSQL keeps).
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// A calendar day without a zone: incident dates, cover dates, deadlines. Local to the fund.
using Date = std::chrono::sys_days;

/// Where "now" comes from. Only common/service and tests make one; everybody else is handed `now`.
using Clock = std::function<Instant()>;
Clock system_clock();

/// The fund's calendar day at a moment; `offset` is the fund's distance from UTC.
Date day_of(Instant instant, std::chrono::minutes offset);

/// "2024-05-14"; and back. Nothing for anything else, for 30 February, or outside 1900 to 2200.
std::string text_of(Date date);
std::optional<Date> date_from(std::string_view text);

/// "2024-05-14T10:00:00.123456Z"; and back. Also reads PostgreSQL's "2024-05-14 10:00:00.12+00".
std::string text_of(Instant instant);
std::optional<Instant> instant_from(std::string_view text);

/// The same day number so many months later; where that month has no such day, its last day.
Date add_months(Date date, int months);

/// Completed years from `from` to `on`; the anniversary itself completes the year. Not negative.
int full_years(Date from, Date on);

/// Full months of a period whose first and last day both count.
int full_months(Date first, Date last);

}  // namespace haven
