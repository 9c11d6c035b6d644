#include "common/feel/range_text.hpp"

#include <algorithm>

#include "common/feel/temporal.hpp"

namespace haven::feel {
namespace {
constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

/// Where the two points between the bounds are: the first pair outside quotes.
std::size_t find_points(std::string_view text) {
  bool quoted = false;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == '\\' && quoted) {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (!quoted && text.substr(at, 2) == "..") {
      return at;
    }
  }
  return text.npos;
}

/// What stands between quotes, as long as it needs no more than \" and \\ to be written.
std::optional<std::string_view> unquoted(std::string_view text, Arena& arena) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  char* plain = arena.array<char>(text.size());
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') return std::nullopt;
    if (text[at] == '\\') {
      if (++at == text.size() || (text[at] != '"' && text[at] != '\\')) return std::nullopt;
    }
    plain[size++] = text[at];
  }
  return std::string_view{plain, size};
}

Value date_literal(std::string_view text, Arena&) {
  const auto day = date_from(text);
  return day ? Value::of(*day) : Value{};
}

Value moment_literal(std::string_view text, Arena& arena) {
  if (const auto moment = date_time_from(text)) return Value::of(*moment, arena);
  const auto day = date_from(text);
  return day ? Value::of(DateTime{*day, {}}, arena) : Value{};
}

Value time_literal(std::string_view text, Arena& arena) {
  const auto time = time_from(text);
  return time ? Value::of(*time, arena) : Value{};
}

Value duration_literal(std::string_view text, Arena&) {
  return duration_from(text);
}

/// A function that makes a literal of a quoted text.
struct Maker {
  std::string_view name;
  Value (*make)(std::string_view text, Arena& arena);
};
constexpr Maker makers[] = {{"date", date_literal},
                            {"date and time", moment_literal},
                            {"time", time_literal},
                            {"duration", duration_literal},
                            {"@", temporal_from}};

/// name("text"), or @"text"; null when it is something else.
Value made_literal(std::string_view text, Arena& arena) {
  const std::size_t quote = text.find('"');
  if (quote == text.npos) return {};
  std::string_view name = trimmed(text.substr(0, quote));
  std::string_view argument = text.substr(quote);
  if (name.ends_with('(') && argument.ends_with(')')) {
    name = trimmed(name.substr(0, name.size() - 1));
    argument = trimmed(argument.substr(0, argument.size() - 1));
  } else if (name != "@") {
    return {};
  }
  const auto literal = unquoted(argument, arena);
  const auto* maker = std::find_if(std::begin(makers), std::end(makers),
                                   [&](const Maker& candidate) { return candidate.name == name; });
  return literal && maker != std::end(makers) ? maker->make(*literal, arena) : Value{};
}

Value literal(std::string_view text, Arena& arena) {
  if (const auto number = Number::parse(text)) return Value::of(*number);
  if (text.starts_with('"')) {
    const auto string = unquoted(text, arena);
    return string ? Value::text(*string) : Value{};
  }
  return made_literal(text, arena);
}
/// With both bounds in their order, or one bound and the other side open.
bool is_range(const Range& range) {
  if (range.form == Range::Form::interval) {
    const auto order = compare(range.low, range.high);
    return order && *order <= 0;
  }
  return (range.low.is_null() && !range.low_closed && !range.high.is_null()) ||
         (range.high.is_null() && !range.high_closed && !range.low.is_null());
}
}  // namespace

std::optional<Value> range_from(std::string_view text, Arena& arena) {
  text = trimmed(text);
  if (text.size() < 2) return std::nullopt;
  const char first = text.front(), last = text.back();
  const std::string_view inner = text.substr(1, text.size() - 2);
  const std::size_t points = find_points(inner);
  if (std::string_view("[(]").find(first) == text.npos ||
      std::string_view("])[").find(last) == text.npos || points == inner.npos)
    return std::nullopt;
  const std::string_view low = trimmed(inner.substr(0, points));
  const std::string_view high = trimmed(inner.substr(points + 2));
  Range range{literal(low, arena), literal(high, arena), first == '[', last == ']'};
  if (low.empty() || high.empty()) range.form = Range::Form::comparison;
  if (!is_range(range)) return std::nullopt;
  return Value::range(new (arena.take(sizeof(Range), alignof(Range))) Range(range));
}

}  // namespace haven::feel
