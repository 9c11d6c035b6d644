#include <algorithm>

#include "common/feel/arguments.hpp"
#include "common/feel/temporal.hpp"

/// Functions that make one kind of value from another.
namespace haven::feel {
namespace {
constexpr const char* no_such_day = "there is no such day";
constexpr const char* no_such_time = "there is no such time";
constexpr std::int64_t nanos_per_second = 1'000'000'000;

Value day_or_null(Evaluation& evaluation, const std::optional<CalendarDay>& day) {
  return day ? Value::of(*day) : evaluation.null_because(no_such_day);
}

Value date_of(Evaluation& evaluation, Arguments arguments) {
  const Value from = single(arguments, 0);
  switch (from.kind()) {
    case Kind::text:
      return day_or_null(evaluation, date_from(from.text()));
    case Kind::date:
      return from;
    case Kind::date_time:
      return Value::of(from.date_time().day);
    default:
      return evaluation.null_because(wrong_kind);
  }
}

std::optional<std::int64_t> exact_integer_at(Arguments arguments, std::size_t at) {
  const auto number = number_at(arguments, at);
  return number ? number->as_integer() : std::nullopt;
}

Value date_of_parts(Evaluation& evaluation, Arguments arguments) {
  const auto year = exact_integer_at(arguments, 0), month = exact_integer_at(arguments, 1),
             day = exact_integer_at(arguments, 2);
  if (!year || !month || !day) return evaluation.null_because(wrong_kind);
  return day_or_null(evaluation, day_of(*year, *month, *day));
}

Value moment_of_text(Evaluation& evaluation, Arguments arguments) {
  const Value from = single(arguments, 0);
  if (from.kind() == Kind::date_time) return from;
  if (from.kind() != Kind::text) return evaluation.null_because(wrong_kind);
  if (const auto moment = date_time_from(from.text())) return Value::of(*moment, evaluation.arena);
  const auto day = date_from(from.text());
  if (!day) return evaluation.null_because("there is no such date and time");
  return Value::of(DateTime{*day, {}}, evaluation.arena);
}

Value moment_of_parts(Evaluation& evaluation, Arguments arguments) {
  const Value day = single(arguments, 0), time = single(arguments, 1);
  if (time.kind() != Kind::time) return evaluation.null_because(wrong_kind);
  if (day.kind() == Kind::date)
    return Value::of(DateTime{day.date(), time.time()}, evaluation.arena);
  if (day.kind() == Kind::date_time)
    return Value::of(DateTime{day.date_time().day, time.time()}, evaluation.arena);
  return evaluation.null_because(wrong_kind);
}

Value time_or_null(Evaluation& evaluation, const std::optional<TimeOfDay>& time) {
  return time ? Value::of(*time, evaluation.arena) : evaluation.null_because(no_such_time);
}

/// A date begins at midnight in Greenwich.
constexpr TimeOfDay midnight{0, {Zone::Kind::offset, 0, nullptr}};

Value time_of(Evaluation& evaluation, Arguments arguments) {
  const Value from = single(arguments, 0);
  switch (from.kind()) {
    case Kind::text:
      return time_or_null(evaluation, time_from(from.text()));
    case Kind::time:
      return from;
    case Kind::date:
      return Value::of(midnight, evaluation.arena);
    case Kind::date_time:
      return Value::of(from.date_time().time, evaluation.arena);
    default:
      return evaluation.null_because(wrong_kind);
  }
}

/// Nothing when it is no offset; a time without one when it is null.
std::optional<Zone> zone_at(Arguments arguments, std::size_t at) {
  const Value offset = single(arguments, at);
  if (offset.is_null()) return Zone{};
  constexpr std::int64_t greatest = std::int64_t{14} * 3600;
  if (offset.kind() != Kind::days_duration || offset.nanos() != 0 || offset.seconds() > greatest ||
      offset.seconds() < -greatest)
    return std::nullopt;
  return Zone{Zone::Kind::offset, static_cast<std::int32_t>(offset.seconds()), nullptr};
}

/// Seconds may have decimals.
std::optional<std::int64_t> nanos_at(Arguments arguments, std::size_t at) {
  const auto seconds = number_at(arguments, at);
  const auto nanos = seconds ? multiply(*seconds, Number::of(nanos_per_second)) : std::nullopt;
  const auto whole = nanos ? round(*nanos, 0, Number::Rounding::down) : std::nullopt;
  return whole ? whole->as_integer() : std::nullopt;
}

Value time_of_parts(Evaluation& evaluation, Arguments arguments) {
  const auto hour = exact_integer_at(arguments, 0), minute = exact_integer_at(arguments, 1),
             nanos = nanos_at(arguments, 2);
  const auto zone = zone_at(arguments, 3);
  if (!hour || !minute || !nanos || !zone) return evaluation.null_because(wrong_kind);
  const auto within = [](std::int64_t value, std::int64_t end) {
    return value >= 0 && value < end;
  };
  if (!within(*hour, 24) || !within(*minute, 60) || !within(*nanos, 60 * nanos_per_second))
    return evaluation.null_because(no_such_time);
  const std::int64_t minutes = *hour * 60 + *minute;
  return Value::of(TimeOfDay{minutes * 60 * nanos_per_second + *nanos, *zone}, evaluation.arena);
}

Value duration_of_text(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  if (!text) return evaluation.null_because(wrong_kind);
  const Value duration = duration_from(*text);
  return duration.is_null() ? evaluation.null_because("it is not written as a duration") : duration;
}

std::optional<CalendarDay> day_at(Arguments arguments, std::size_t at) {
  const Value value = single(arguments, at);
  if (value.kind() == Kind::date) return value.date();
  if (value.kind() == Kind::date_time) return value.date_time().day;
  return std::nullopt;
}

/// Whole months only, towards zero.
Value months_between(Evaluation& evaluation, Arguments arguments) {
  const auto from = day_at(arguments, 0), to = day_at(arguments, 1);
  if (!from || !to) return evaluation.null_because(wrong_kind);
  std::int64_t months =
      (std::int64_t{to->year} - from->year) * 12 + (int{to->month} - int{from->month});
  if (months > 0 && to->day < from->day) --months;
  if (months < 0 && to->day > from->day) ++months;
  return Value::months_duration(months);
}

Value number_of_text(Evaluation& evaluation, Arguments arguments) {
  const Value from = single(arguments, 0);
  if (from.kind() == Kind::number) return from;
  if (from.kind() != Kind::text) return evaluation.null_because(wrong_kind);
  const auto number = Number::parse(from.text());
  return number ? Value::of(*number) : evaluation.null_because("it is not written as a number");
}

/// One of `allowed`, or nothing said (0); nothing for anything else.
std::optional<char> separator_at(Arguments arguments, std::size_t at, std::string_view allowed) {
  const Value value = single(arguments, at);
  if (value.is_null()) return '\0';
  if (value.kind() != Kind::text || value.text().size() != 1) return std::nullopt;
  const char separator = value.text().front();
  return allowed.find(separator) != allowed.npos ? std::optional(separator) : std::nullopt;
}

Value number_with_separators(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  const auto grouping = separator_at(arguments, 1, " ,.");
  const auto point = separator_at(arguments, 2, ",.");
  if (!text || !grouping || !point) return evaluation.null_because(wrong_kind);
  const char decimal = *point == '\0' ? '.' : *point;
  if (*grouping == decimal) return evaluation.null_because("both separators are the same");
  char* plain = evaluation.arena.array<char>(text->size());
  std::size_t size = 0;
  for (const char c : *text) {
    if (*grouping != '\0' && c == *grouping) continue;
    if (c == '.' && decimal != '.') return evaluation.null_because("it has another separator");
    plain[size++] = c == decimal ? '.' : c;
  }
  const auto number = Number::parse({plain, size});
  return number ? Value::of(*number) : evaluation.null_because("it is not written as a number");
}

Value string_of(Evaluation& evaluation, Arguments arguments) {
  const Value& from = arguments.front();
  if (from.is_null()) return evaluation.null_because("nothing has no text");
  if (from.kind() == Kind::text) return from;
  return Value::text(evaluation.arena.copy(text_of(from)));
}

Value not_of(Evaluation& evaluation, Arguments arguments) {
  const auto truth = of_kind(arguments, 0, Kind::boolean);
  return truth ? Value::of(!truth->boolean()) : evaluation.null_because(wrong_kind);
}
}  // namespace

std::vector<Builtin> conversion_builtins() {
  return {
      {"date", {{{"from"}, 1, date_of}, {{"year", "month", "day"}, 3, date_of_parts}}},
      {"date and time", {{{"from"}, 1, moment_of_text}, {{"date", "time"}, 2, moment_of_parts}}},
      {"time",
       {{{"from"}, 1, time_of}, {{"hour", "minute", "second", "offset"}, 3, time_of_parts}}},
      {"duration", {{{"from"}, 1, duration_of_text}}},
      {"years and months duration", {{{"from", "to"}, 2, months_between}}},
      {"number",
       {{{"from"}, 1, number_of_text},
        {{"from", "grouping separator", "decimal separator"}, 3, number_with_separators}}},
      {"string", {{{"from"}, 1, string_of}}},
      {"not", {{{"negand"}, 1, not_of}}},
  };
}

}  // namespace haven::feel
