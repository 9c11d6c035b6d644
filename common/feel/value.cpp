#include "common/feel/value.hpp"

#include <algorithm>
#include <array>

#include "common/core/ensure.hpp"

namespace haven::feel {
namespace {
constexpr int deepest = 1000;

/// A copy of one trivially copyable thing in the arena.
template <class T>
T* placed(const T& value, Arena& arena) {
  return new (arena.take(sizeof(T), alignof(T))) T(value);
}

Value copy_at(const Value& value, Arena& arena, int depth);

Value copy_of_list(std::span<const Value> items, Arena& arena, int depth) {
  auto* copied = arena.array<Value>(items.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    new (copied + i) Value(copy_at(items[i], arena, depth));
  return Value::list({copied, items.size()});
}

Value copy_of_context(const Context& context, Arena& arena, int depth) {
  auto* entries = arena.array<Entry>(context.size);
  for (std::size_t i = 0; i < context.size; ++i) {
    const Entry& from = context.entries[i];
    new (entries + i) Entry{arena.copy(from.key), copy_at(from.value, arena, depth)};
  }
  return Value::context(placed(Context{entries, context.size}, arena));
}

Value copy_of_range(Range range, Arena& arena, int depth) {
  range.low = copy_at(range.low, arena, depth);
  range.high = copy_at(range.high, arena, depth);
  return Value::range(placed(range, arena));
}

Value copy_at(const Value& value, Arena& arena, int depth) {
  if (depth > deepest) throw LimitReached{"it is nested too deep"};
  switch (value.kind()) {
    case Kind::text:
      return Value::text(arena.copy(value.text()));
    case Kind::time:
      return Value::of(value.time(), arena);
    case Kind::date_time:
      return Value::of(value.date_time(), arena);
    case Kind::list:
      return copy_of_list(value.items(), arena, depth + 1);
    case Kind::context:
      return copy_of_context(value.context(), arena, depth + 1);
    case Kind::range:
      return copy_of_range(value.range(), arena, depth + 1);
    default:
      return value;
  }
}
}  // namespace

std::string_view name_of(Kind kind) {
  // In the order of Kind.
  static constexpr std::array<std::string_view, 13> names{"null",
                                                          "boolean",
                                                          "number",
                                                          "string",
                                                          "date",
                                                          "time",
                                                          "date and time",
                                                          "days and time duration",
                                                          "years and months duration",
                                                          "range",
                                                          "list",
                                                          "context",
                                                          "function"};
  return names[static_cast<std::size_t>(kind)];
}

const Value* Context::find(std::string_view key) const {
  for (const Entry& entry : std::span(entries, size))
    if (entry.key == key) return &entry.value;
  return nullptr;
}

void Value::stop_at_wrong_kind() {
  ensure(false, "a value is asked only for what its kind has");
  std::abort();
}

Value Value::of(bool value) {
  Value made;
  made.kind_ = Kind::boolean;
  made.boolean_ = value;
  return made;
}

Value Value::of(const Number& value) {
  Value made;
  made.kind_ = Kind::number;
  made.number_ = value;
  return made;
}

Value Value::of(std::int64_t value) {
  return of(Number::of(value));
}

Value Value::text(std::string_view borrowed) {
  Value made;
  made.kind_ = Kind::text;
  made.text_ = {borrowed.data(), borrowed.size()};
  return made;
}

Value Value::of(CalendarDay value) {
  Value made;
  made.kind_ = Kind::date;
  made.date_ = value;
  return made;
}

Value Value::of(const TimeOfDay& value, Arena& arena) {
  Value made;
  made.kind_ = Kind::time;
  made.time_ = placed(value, arena);
  return made;
}

Value Value::of(const DateTime& value, Arena& arena) {
  Value made;
  made.kind_ = Kind::date_time;
  made.date_time_ = placed(value, arena);
  return made;
}

Value Value::days_duration(std::int64_t seconds, std::int32_t nanos) {
  ensure((seconds >= 0 && nanos >= 0) || (seconds <= 0 && nanos <= 0),
         "the parts of a duration have one sign");
  Value made;
  made.kind_ = Kind::days_duration;
  made.nanos_ = nanos;
  made.amount_ = seconds;
  return made;
}

Value Value::months_duration(std::int64_t months) {
  Value made;
  made.kind_ = Kind::months_duration;
  made.amount_ = months;
  return made;
}

Value Value::list(std::span<const Value> borrowed) {
  Value made;
  made.kind_ = Kind::list;
  made.items_ = {borrowed.data(), borrowed.size()};
  return made;
}

Value Value::context(const Context* borrowed) {
  Value made;
  made.kind_ = Kind::context;
  made.context_ = borrowed;
  return made;
}

Value Value::range(const Range* borrowed) {
  Value made;
  made.kind_ = Kind::range;
  made.range_ = borrowed;
  return made;
}

Value Value::function(const Callable* borrowed) {
  Value made;
  made.kind_ = Kind::function;
  made.function_ = borrowed;
  return made;
}

Value copy(const Value& value, Arena& arena) {
  return copy_at(value, arena, 0);
}

}  // namespace haven::feel
