#include "common/scheme/clock.hpp"

#include <algorithm>

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

using std::chrono::days;

/// So many days without one that counts, and the clock is taken to stand still.
constexpr int idle_days_max = 3700;

struct Pause {
  std::optional<Date> from, to;  // no end: it lasts
};

std::vector<Pause> pauses_of(Situation& at, const std::optional<Formula>& formula) {
  std::vector<Pause> pauses;
  if (!formula) return pauses;
  const feel::Value list = value_of(at, *formula);
  if (list.kind() != feel::Kind::list) return pauses;
  for (const feel::Value& each : list.items()) {
    if (each.kind() != feel::Kind::context) continue;
    const feel::Value* from = each.context().find("from");
    const feel::Value* to = each.context().find("to");
    pauses.push_back({from == nullptr ? std::nullopt : date_of(*from),
                      to == nullptr ? std::nullopt : date_of(*to)});
  }
  return pauses;
}

bool is_paused(const std::vector<Pause>& pauses, Date day) {
  return std::ranges::any_of(pauses, [&](const Pause& pause) {
    return pause.from && *pause.from <= day && (!pause.to || day <= *pause.to);
  });
}

bool is_working_day(const Calendar& calendar, Date day) {
  const std::chrono::weekday weekday{day};
  return !calendar.is_weekend[weekday.c_encoding()] && !calendar.holidays.contains(day);
}

/// The day on which `count` days have counted; nothing when they never do.
template <class Counts>
std::optional<Date> nth_day(Date day, int count, const Counts& counts) {
  for (int idle = 0; count > 0; ++idle) {
    if (idle > idle_days_max) return {};
    day += days{1};
    if (!counts(day)) continue;
    --count;
    idle = 0;
  }
  return day;
}

}  // namespace

Date add_working_days(Date day, int count, const Calendar& calendar) {
  const auto counts = [&](Date each) { return is_working_day(calendar, each); };
  return nth_day(day, count, counts).value_or(day);
}

std::optional<Date> last_day_of(Situation& at, const SettlementClock& clock) {
  const auto from = date_of(at, clock.from);
  const auto count = count_of(at, clock.days);
  if (!from || !count || *count < 0) return {};
  const bool working = clock.counts && word_of(at, *clock.counts) == "working";
  const auto pauses = pauses_of(at, clock.stops_while);
  if (!working && pauses.empty()) return *from + days{*count};
  return nth_day(*from, *count, [&](Date day) {
    return !is_paused(pauses, day) && (!working || is_working_day(clock.calendar, day));
  });
}

}  // namespace haven::scheme
