#include <array>

#include "common/feel/arguments.hpp"
#include "common/feel/temporal.hpp"

/// Functions on the calendar, and is(), which looks at zones.
namespace haven::feel {
namespace {
// Monday is 1 in weekday_of, January is 1 in CalendarDay.
constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

Value number_of(int value) {
  return Value::of(std::int64_t{value});
}

Value year_day(CalendarDay day) {
  return number_of(day_of_year(day));
}

Value week(CalendarDay day) {
  return number_of(week_of_year(day));
}

Value weekday(CalendarDay day) {
  return Value::text(weekdays[static_cast<std::size_t>(weekday_of(day) - 1)]);
}

Value month(CalendarDay day) {
  return Value::text(months[static_cast<std::size_t>(day.month - 1)]);
}

template <Value (*function)(CalendarDay)>
Value of_day(Evaluation& evaluation, Arguments arguments) {
  const Value date = single(arguments, 0);
  if (date.kind() == Kind::date) return function(date.date());
  if (date.kind() == Kind::date_time) return function(date.date_time().day);
  return evaluation.null_because(wrong_kind);
}

Value now(Evaluation& evaluation, Arguments) {
  return evaluation.now;
}

Value today(Evaluation& evaluation, Arguments) {
  const Value& now = evaluation.now;
  return now.kind() == Kind::date_time ? Value::of(now.date_time().day) : Value{};
}

/// An argument that is left out is null; without any there is nothing to say.
Value is(Evaluation& evaluation, Arguments arguments) {
  if (arguments.empty()) return evaluation.null_because("it takes two values");
  return Value::of(identical(arguments[0], arguments.size() > 1 ? arguments[1] : Value{}));
}
}  // namespace

std::vector<Builtin> temporal_builtins() {
  return {
      {"day of year", {{{"date"}, 1, of_day<year_day>}}},
      {"day of week", {{{"date"}, 1, of_day<weekday>}}},
      {"month of year", {{{"date"}, 1, of_day<month>}}},
      {"week of year", {{{"date"}, 1, of_day<week>}}},
      {"now", {{{}, 0, now}}},
      {"today", {{{}, 0, today}}},
      {"is", {{{"value1", "value2"}, 0, is}}},
  };
}

}  // namespace haven::feel
