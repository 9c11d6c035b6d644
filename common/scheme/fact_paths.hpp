#pragma once
#include "common/scheme/fact_fields.hpp"
#include "common/scheme/fact_sheet.hpp"

/// What the tables of facts are written in: the way from a thing to a fact as member pointers, and
/// what each type of C++ is in FEEL.
namespace haven::scheme::fact_paths {

using feel::Arena;
using feel::Value;

// What is not known is null.

inline Value as_value(bool flag, Arena&) {
  return Value::of(flag);
}
inline Value as_value(const std::string& text, Arena&) {
  return text.empty() ? Value{} : Value::text(text);
}
inline Value as_value(Date day, Arena&) {
  return value_of(day);
}
inline Value as_value(int number, Arena&) {
  return Value::of(std::int64_t{number});
}
inline Value as_value(const Money& amount, Arena&) {
  return value_of(amount);
}
/// The decimals of a case are optional texts.
inline Value as_value(const std::optional<std::string>& decimal, Arena&) {
  const auto number = feel::Number::parse(decimal.value_or(""));
  return number ? Value::of(*number) : Value{};
}
template <class T>
Value as_value(const std::optional<T>& known, Arena& arena) {
  return known ? as_value(*known, arena) : Value{};
}
inline Value as_value(const std::vector<std::string>& texts, Arena& arena) {
  return list_of(texts, arena, [](const std::string& text) { return Value::text(text); });
}
inline Value as_value(const std::vector<Date>& days, Arena& arena) {
  return list_of(days, arena, [](Date day) { return value_of(day); });
}
template <class Thing>
Value as_value(const std::vector<Thing>& things, Arena& arena) {
  return list_of(things, arena,
                 [&](const Thing& thing) { return context_of(entries_of(thing, arena), arena); });
}

// Nothing (nullptr) for what is absent.

template <class T>
const T* known(const T& value) {
  return &value;
}
template <class T>
const T* known(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

/// The member at the end of a path; nullptr where something optional on the way is absent.
template <auto first, auto... rest>
const auto* reach(const auto& thing) {
  if constexpr (sizeof...(rest) == 0) {
    return &(thing.*first);
  } else {
    const auto* next = known(thing.*first);
    return next == nullptr ? nullptr : reach<rest...>(*next);
  }
}

template <class Thing, auto... path>
Value at(const Thing& thing, Arena& arena) {
  const auto* found = reach<path...>(thing);
  return found == nullptr ? Value{} : as_value(*found, arena);
}

/// The currency of the amount at the end of a path.
template <class Thing, auto... path>
Value currency_at(const Thing& thing, Arena&) {
  const auto* found = reach<path...>(thing);
  const Money* amount = found == nullptr ? nullptr : known(*found);
  return amount == nullptr ? Value{} : Value::text(amount->currency().code());
}

}  // namespace haven::scheme::fact_paths
