#include "common/feel/arithmetic.hpp"

#include "common/feel/temporal.hpp"

namespace haven::feel {
namespace {
constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr const char* beyond_numbers = "the result is no number with 34 digits";
constexpr const char* beyond_durations = "the duration is too long";
constexpr const char* beyond_years = "the result lies outside the years that there are";

constexpr int pair(Kind a, Kind b) {
  return static_cast<int>(a) * 16 + static_cast<int>(b);
}

int pair_of(const Value& a, const Value& b) {
  return pair(a.kind(), b.kind());
}

Value number_or_null(Evaluation& evaluation, const std::optional<Number>& number) {
  return number ? Value::of(*number) : evaluation.null_because(beyond_numbers);
}

Value duration_or_null(Evaluation& evaluation, const std::optional<Value>& duration) {
  return duration ? *duration : evaluation.null_because(beyond_durations);
}

Value joined(Evaluation& evaluation, std::string_view a, std::string_view b) {
  char* bytes = evaluation.arena.array<char>(a.size() + b.size());
  b.copy(bytes + a.copy(bytes, a.size()), b.size());
  return Value::text({bytes, a.size() + b.size()});
}

Value months_sum(Evaluation& evaluation, std::int64_t a, std::int64_t b) {
  std::int64_t total = 0;
  constexpr std::int64_t bound = 1'000'000'000'000'000'000;
  if (__builtin_add_overflow(a, b, &total) || total > bound || total < -bound)
    return evaluation.null_because(beyond_durations);
  return Value::months_duration(total);
}

Value moved_by_months(Evaluation& evaluation, const Value& from, std::int64_t months) {
  const bool has_time = from.kind() == Kind::date_time;
  const auto day = add_months(has_time ? from.date_time().day : from.date(), months);
  if (!day) return evaluation.null_because(beyond_years);
  return has_time ? Value::of(DateTime{*day, from.date_time().time}, evaluation.arena)
                  : Value::of(*day);
}

/// A date moves as its midnight does, and forgets the time again.
Value moved_date(Evaluation& evaluation, CalendarDay day, std::int64_t seconds,
                 std::int32_t nanos) {
  const auto moment = add_days_duration(DateTime{day, {}}, seconds, nanos);
  return moment ? Value::of(moment->day) : evaluation.null_because(beyond_years);
}

Value moved_moment(Evaluation& evaluation, const DateTime& from, std::int64_t seconds,
                   std::int32_t nanos) {
  const auto moment = add_days_duration(from, seconds, nanos);
  return moment ? Value::of(*moment, evaluation.arena) : evaluation.null_because(beyond_years);
}

/// A time goes round the clock.
Value moved_time(Evaluation& evaluation, TimeOfDay time, std::int64_t seconds, std::int32_t nanos) {
  constexpr std::int64_t day = seconds_per_day * nanos_per_second;
  time.nanos += seconds % seconds_per_day * nanos_per_second + nanos;
  time.nanos = (time.nanos % day + day) % day;
  return Value::of(time, evaluation.arena);
}

/// `value` and a duration, in that order; null for other kinds.
Value moved(Evaluation& evaluation, const Value& value, const Value& duration) {
  switch (pair_of(value, duration)) {
    case pair(Kind::date, Kind::months_duration):
    case pair(Kind::date_time, Kind::months_duration):
      return moved_by_months(evaluation, value, duration.months());
    case pair(Kind::date, Kind::days_duration):
      return moved_date(evaluation, value.date(), duration.seconds(), duration.nanos());
    case pair(Kind::date_time, Kind::days_duration):
      return moved_moment(evaluation, value.date_time(), duration.seconds(), duration.nanos());
    case pair(Kind::time, Kind::days_duration):
      return moved_time(evaluation, value.time(), duration.seconds(), duration.nanos());
    case pair(Kind::months_duration, Kind::months_duration):
      return months_sum(evaluation, value.months(), duration.months());
    case pair(Kind::days_duration, Kind::days_duration):
      return duration_or_null(evaluation, duration_of(nanos_of(value) + nanos_of(duration)));
    default:
      return evaluation.null_because("these two kinds of values have no sum or difference");
  }
}

bool is_duration(const Value& value) {
  return value.kind() == Kind::days_duration || value.kind() == Kind::months_duration;
}

/// A date counts as its midnight in Greenwich beside a moment.
DateTime as_moment(const Value& value, bool beside_moment) {
  if (value.kind() == Kind::date_time) return value.date_time();
  Zone zone;
  if (beside_moment) zone.kind = Zone::Kind::offset;
  return {value.date(), {0, zone}};
}

Value time_between(Evaluation& evaluation, const Value& later, const Value& earlier) {
  const bool mixed = later.kind() != earlier.kind();
  const auto duration = between(as_moment(later, mixed), as_moment(earlier, mixed));
  return duration ? *duration
                  : evaluation.null_because("only one of the two moments has an offset");
}

Value clock_between(Evaluation& evaluation, const TimeOfDay& later, const TimeOfDay& earlier) {
  const CalendarDay day{1970, 1, 1};
  const auto duration = between({day, later}, {day, earlier});
  return duration ? *duration : evaluation.null_because("only one of the two times has an offset");
}

/// In seconds, exactly: both have few digits.
std::optional<Number> seconds_of(const Value& days) {
  const auto fraction = divide(Number::of(days.nanos()), Number::of(nanos_per_second));
  return fraction ? add(Number::of(days.seconds()), *fraction) : std::nullopt;
}

std::optional<Value> days_from(const std::optional<Number>& seconds) {
  if (!seconds) return std::nullopt;
  const auto whole = round(*seconds, 0, Number::Rounding::down);
  const auto amount = whole ? whole->as_integer() : std::nullopt;
  const auto fraction = amount ? subtract(*seconds, *whole) : std::nullopt;
  const auto nanos = fraction ? multiply(*fraction, Number::of(nanos_per_second)) : std::nullopt;
  const auto cut = nanos ? round(*nanos, 0, Number::Rounding::down) : std::nullopt;
  if (!cut) return std::nullopt;
  return duration_of(Nanos{*amount} * nanos_per_second + *cut->as_integer());
}

std::optional<Value> months_from(const std::optional<Number>& months) {
  if (!months) return std::nullopt;
  const auto whole = round(*months, 0, Number::Rounding::down);
  const auto amount = whole ? whole->as_integer() : std::nullopt;
  constexpr std::int64_t bound = 1'000'000'000'000'000'000;
  if (!amount || *amount > bound || *amount < -bound) return std::nullopt;
  return Value::months_duration(*amount);
}

using Operation = std::optional<Number> (*)(const Number&, const Number&);

std::optional<Number> times(const Number& a, const Number& b) {
  return multiply(a, b);
}

std::optional<Number> divided(const Number& a, const Number& b) {
  return divide(a, b);
}

/// A duration times or divided by a number; what is finer than its unit is cut off.
Value scaled(Evaluation& evaluation, const Value& duration, const Number& by, Operation operation) {
  if (duration.kind() == Kind::months_duration)
    return duration_or_null(evaluation, months_from(operation(Number::of(duration.months()), by)));
  const auto seconds = seconds_of(duration);
  return duration_or_null(evaluation, days_from(seconds ? operation(*seconds, by) : seconds));
}

Value ratio(Evaluation& evaluation, const Value& a, const Value& b) {
  if (a.kind() == Kind::months_duration)
    return number_or_null(evaluation, divide(Number::of(a.months()), Number::of(b.months())));
  const auto x = seconds_of(a), y = seconds_of(b);
  return number_or_null(evaluation, x && y ? divide(*x, *y) : std::nullopt);
}
}  // namespace

Value sum(Evaluation& evaluation, const Value& a, const Value& b) {
  if (pair_of(a, b) == pair(Kind::number, Kind::number))
    return number_or_null(evaluation, add(a.number(), b.number()));
  if (pair_of(a, b) == pair(Kind::text, Kind::text)) return joined(evaluation, a.text(), b.text());
  return is_duration(b) ? moved(evaluation, a, b) : moved(evaluation, b, a);
}

Value difference(Evaluation& evaluation, const Value& a, const Value& b) {
  switch (pair_of(a, b)) {
    case pair(Kind::number, Kind::number):
      return number_or_null(evaluation, subtract(a.number(), b.number()));
    case pair(Kind::date, Kind::date):
    case pair(Kind::date, Kind::date_time):
    case pair(Kind::date_time, Kind::date):
    case pair(Kind::date_time, Kind::date_time):
      return time_between(evaluation, a, b);
    case pair(Kind::time, Kind::time):
      return clock_between(evaluation, a.time(), b.time());
    default:
      break;
  }
  return moved(evaluation, a, is_duration(b) ? negation(evaluation, b) : b);
}

Value product(Evaluation& evaluation, const Value& a, const Value& b) {
  if (pair_of(a, b) == pair(Kind::number, Kind::number))
    return number_or_null(evaluation, multiply(a.number(), b.number()));
  if (is_duration(a) && b.kind() == Kind::number) return scaled(evaluation, a, b.number(), times);
  if (is_duration(b) && a.kind() == Kind::number) return scaled(evaluation, b, a.number(), times);
  return evaluation.null_because("these two kinds of values have no product");
}

Value quotient(Evaluation& evaluation, const Value& a, const Value& b) {
  if (pair_of(a, b) == pair(Kind::number, Kind::number))
    return number_or_null(evaluation, divide(a.number(), b.number()));
  if (is_duration(a) && b.kind() == Kind::number) return scaled(evaluation, a, b.number(), divided);
  if (is_duration(a) && a.kind() == b.kind()) return ratio(evaluation, a, b);
  return evaluation.null_because("these two kinds of values have no quotient");
}

Value power(Evaluation& evaluation, const Value& a, const Value& b) {
  if (pair_of(a, b) != pair(Kind::number, Kind::number))
    return evaluation.null_because("only numbers have powers");
  static const Number greatest_exponent = Number::of(999'999'999);
  if (absolute(b.number()) > greatest_exponent)
    return evaluation.null_because("the exponent lies outside -999999999 to 999999999");
  return number_or_null(evaluation, power(a.number(), b.number()));
}

Value negation(Evaluation& evaluation, const Value& a) {
  switch (a.kind()) {
    case Kind::number:
      return Value::of(negate(a.number()));
    case Kind::months_duration:
      return Value::months_duration(-a.months());
    case Kind::days_duration:
      return Value::days_duration(-a.seconds(), -a.nanos());
    default:
      return evaluation.null_because("only numbers and durations can be negated");
  }
}

}  // namespace haven::feel
