#include <array>
#include <span>

#include "common/feel/temporal.hpp"

/// Durations: how they are read, written and made.
namespace haven::feel {
namespace {
constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t greatest_amount = 1'000'000'000'000'000'000;

/// One part of a duration, such as "12.5S".
struct Part {
  std::int64_t amount = 0;
  std::int32_t nanos = 0;
  bool has_point = false;
  char unit = '\0';
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::int32_t take_nanos(std::string_view& text) {
  std::int32_t nanos = 0;
  std::int32_t place = nanos_per_second / 10;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), place /= 10)
    nanos += (text.front() - '0') * place;
  return nanos;
}

std::optional<Part> take_part(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  Part part;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    part.amount = part.amount * 10 + (text.front() - '0');
    if (part.amount > greatest_amount / 10) return std::nullopt;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    part.has_point = true;
    part.nanos = take_nanos(text);
  }
  if (text.empty()) return std::nullopt;
  part.unit = text.front();
  text.remove_prefix(1);
  return part;
}

/// Adds the parts in front of `text` whose units are among `units`, each at most once and in that
/// order; nothing when there is something else or none at all.
std::optional<Nanos> take_parts(std::string_view& text, std::string_view units,
                                std::span<const Nanos> sizes) {
  Nanos total = 0;
  std::size_t next = 0;
  bool any = false;
  while (!text.empty() && text.front() != 'T') {
    const auto part = take_part(text);
    const std::size_t unit = part ? units.find(part->unit, next) : units.npos;
    if (unit == units.npos || (part->has_point && part->unit != 'S')) return std::nullopt;
    total += part->amount * sizes[unit] + part->nanos;
    next = unit + 1;
    any = true;
  }
  return any ? std::optional(total) : std::nullopt;
}

constexpr Nanos second = nanos_per_second;
constexpr std::array<Nanos, 1> day_size{second * seconds_per_day};
constexpr std::array<Nanos, 3> clock_sizes{second * 3600, second * 60, second};
constexpr std::array<Nanos, 2> month_sizes{12, 1};

std::optional<Nanos> days_from(std::string_view text) {
  std::optional<Nanos> days = 0;
  if (!text.starts_with('T')) days = take_parts(text, "D", day_size);
  if (!days || text.empty()) return days;
  text.remove_prefix(1);
  const auto clock = take_parts(text, "HMS", clock_sizes);
  if (!clock || !text.empty()) return std::nullopt;
  return *days + *clock;
}

std::optional<Nanos> months_from(std::string_view text) {
  const auto months = take_parts(text, "YM", month_sizes);
  return text.empty() ? months : std::nullopt;
}

void append_part(std::string& text, std::int64_t amount, char unit) {
  if (amount == 0) return;
  text += std::to_string(amount);
  text += unit;
}

void append_seconds(std::string& text, std::int64_t seconds, std::int32_t nanos) {
  if (seconds == 0 && nanos == 0) return;
  text += std::to_string(seconds);
  if (nanos != 0) {
    const std::string digits = std::to_string(nanos_per_second + nanos);  // a 1 and nine digits
    text += '.';
    text.append(digits, 1, digits.find_last_not_of('0'));
  }
  text += 'S';
}
}  // namespace

Value duration_from(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (!text.starts_with('P')) return {};
  text.remove_prefix(1);
  if (const auto months = months_from(text)) {
    if (*months > greatest_amount) return {};
    const auto amount = static_cast<std::int64_t>(*months);
    return Value::months_duration(negative ? -amount : amount);
  }
  const auto nanos = days_from(text);
  if (!nanos) return {};
  return duration_of(negative ? -*nanos : *nanos).value_or(Value{});
}

std::optional<Value> duration_of(Nanos total) {
  const Nanos seconds = total / nanos_per_second;
  if (seconds > greatest_amount || seconds < -greatest_amount) return std::nullopt;
  return Value::days_duration(static_cast<std::int64_t>(seconds),
                              static_cast<std::int32_t>(total % nanos_per_second));
}

Nanos nanos_of(const Value& days_duration) {
  return Nanos{days_duration.seconds()} * nanos_per_second + days_duration.nanos();
}

std::string days_text(std::int64_t seconds, std::int32_t nanos) {
  if (seconds == 0 && nanos == 0) return "PT0S";
  std::string text = seconds < 0 || nanos < 0 ? "-P" : "P";
  if (seconds < 0) seconds = -seconds;
  if (nanos < 0) nanos = -nanos;
  append_part(text, seconds / seconds_per_day, 'D');
  const std::int64_t clock = seconds % seconds_per_day;
  if (clock == 0 && nanos == 0) return text;
  text += 'T';
  append_part(text, clock / 3600, 'H');
  append_part(text, clock / 60 % 60, 'M');
  append_seconds(text, clock % 60, nanos);
  return text;
}

std::string months_text(std::int64_t months) {
  if (months == 0) return "P0M";
  std::string text = months < 0 ? "-P" : "P";
  if (months < 0) months = -months;
  append_part(text, months / 12, 'Y');
  append_part(text, months % 12, 'M');
  return text;
}

}  // namespace haven::feel
