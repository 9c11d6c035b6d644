#include <array>

#include "common/feel/arithmetic.hpp"
#include "common/feel/temporal.hpp"

/// What a date, a time, a duration and a range are asked for by name.
namespace haven::feel {
namespace {
constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t nanos_per_minute = 60 * nanos_per_second;

using Property = std::optional<Value> (*)(const Value&);

struct Named {
  std::string_view name;
  Property of;
};

CalendarDay day_of_value(const Value& value) {
  return value.kind() == Kind::date ? value.date() : value.date_time().day;
}

const TimeOfDay& time_of_value(const Value& value) {
  return value.kind() == Kind::time ? value.time() : value.date_time().time;
}

std::optional<Value> number(std::int64_t value) {
  return Value::of(value);
}

/// With its fraction.
std::optional<Value> second(std::int64_t nanos) {
  const auto seconds = divide(Number::of(nanos), Number::of(nanos_per_second));
  return seconds ? std::optional(Value::of(*seconds)) : std::nullopt;
}

std::int64_t seconds_of_day(const Value& value) {
  return time_of_value(value).nanos / nanos_per_second;
}

std::optional<Value> time_offset(const Value& value) {
  const auto offset =
      value.kind() == Kind::time ? offset_of(value.time()) : offset_of(value.date_time());
  if (!offset) return std::nullopt;
  return Value::days_duration(*offset);
}

std::optional<Value> timezone(const Value& value) {
  const Zone& zone = time_of_value(value).zone;
  if (zone.kind != Zone::Kind::named) return std::nullopt;
  return Value::text(*zone.name);
}

constexpr std::array<Named, 4> of_day{{
    {"year", [](const Value& v) { return number(day_of_value(v).year); }},
    {"month", [](const Value& v) { return number(day_of_value(v).month); }},
    {"day", [](const Value& v) { return number(day_of_value(v).day); }},
    {"weekday", [](const Value& v) { return number(weekday_of(day_of_value(v))); }},
}};

constexpr std::array<Named, 5> of_time{{
    {"hour", [](const Value& v) { return number(seconds_of_day(v) / 3600); }},
    {"minute", [](const Value& v) { return number(seconds_of_day(v) / 60 % 60); }},
    {"second", [](const Value& v) { return second(time_of_value(v).nanos % nanos_per_minute); }},
    {"time offset", time_offset},
    {"timezone", timezone},
}};

constexpr std::array<Named, 4> of_days_duration{{
    {"days", [](const Value& v) { return number(v.seconds() / 86'400); }},
    {"hours", [](const Value& v) { return number(v.seconds() / 3600 % 24); }},
    {"minutes", [](const Value& v) { return number(v.seconds() / 60 % 60); }},
    {"seconds",
     [](const Value& v) { return second(v.seconds() % 60 * nanos_per_second + v.nanos()); }},
}};

constexpr std::array<Named, 2> of_months_duration{{
    {"years", [](const Value& v) { return number(v.months() / 12); }},
    {"months", [](const Value& v) { return number(v.months() % 12); }},
}};

constexpr std::array<Named, 4> of_range{{
    {"start", [](const Value& v) { return std::optional(v.range().low); }},
    {"end", [](const Value& v) { return std::optional(v.range().high); }},
    {"start included",
     [](const Value& v) { return std::optional(Value::of(v.range().low_closed)); }},
    {"end included",
     [](const Value& v) { return std::optional(Value::of(v.range().high_closed)); }},
}};

const Named* find(std::span<const Named> properties, std::string_view name) {
  for (const Named& property : properties)
    if (property.name == name) return &property;
  return nullptr;
}

const Named* find(Kind kind, std::string_view name) {
  switch (kind) {
    case Kind::date:
      return find(of_day, name);
    case Kind::time:
      return find(of_time, name);
    case Kind::days_duration:
      return find(of_days_duration, name);
    case Kind::months_duration:
      return find(of_months_duration, name);
    case Kind::range:
      return find(of_range, name);
    case Kind::date_time: {
      const Named* property = find(of_day, name);
      return property ? property : find(of_time, name);
    }
    default:
      return nullptr;
  }
}
}  // namespace

Value property_of(Evaluation& evaluation, const Value& value, std::string_view name) {
  const Named* property = find(value.kind(), name);
  if (!property) return evaluation.null_because("it has no such property");
  return property->of(value).value_or(Value{});
}

}  // namespace haven::feel
