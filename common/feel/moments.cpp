#include "common/feel/temporal.hpp"

/// Moments of the time line: their differences and sums.
namespace haven::feel {
namespace {
constexpr Nanos nanos_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr Nanos nanos_per_day = nanos_per_second * seconds_per_day;

Nanos local_nanos(const DateTime& moment) {
  return day_number(moment.day) * nanos_per_day + moment.time.nanos;
}

std::int64_t floor_to_seconds(Nanos nanos) {
  return static_cast<std::int64_t>(nanos / nanos_per_second - (nanos % nanos_per_second < 0));
}

std::optional<DateTime> moment_at(Nanos local, const Zone& zone) {
  const std::int64_t days =
      static_cast<std::int64_t>(local / nanos_per_day - (local % nanos_per_day < 0));
  const auto day = day_from_number(days);
  if (!day) return std::nullopt;
  return DateTime{*day, {static_cast<std::int64_t>(local - days * nanos_per_day), zone}};
}
}  // namespace

std::optional<Value> between(const DateTime& later, const DateTime& earlier) {
  const auto from = offset_of(earlier), to = offset_of(later);
  if (from.has_value() != to.has_value()) return std::nullopt;
  const Nanos offsets = Nanos{to.value_or(0) - from.value_or(0)} * nanos_per_second;
  return duration_of(local_nanos(later) - local_nanos(earlier) - offsets);
}

std::optional<DateTime> add_days_duration(const DateTime& moment, std::int64_t seconds,
                                          std::int32_t nanos) {
  const Zone& zone = moment.time.zone;
  const Nanos local = local_nanos(moment) + seconds * nanos_per_second + nanos;
  if (zone.kind != Zone::Kind::named) return moment_at(local, zone);
  const auto before = offset_of(moment);
  if (!before || !moment_at(local, zone)) return std::nullopt;
  const Nanos instant = local - *before * nanos_per_second;
  const auto after = offset_at(*zone.name, floor_to_seconds(instant));
  if (!after) return std::nullopt;
  return moment_at(instant + *after * nanos_per_second, zone);
}

}  // namespace haven::feel
