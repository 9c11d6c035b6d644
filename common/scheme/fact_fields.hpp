#pragma once
#include <new>
#include <span>

#include "common/feel/value.hpp"
#include "common/scheme/case.hpp"

/// How each fact with a fixed name is read: one table for each thing, used for single names
/// ("person.born") and for the contexts of a list (the entries of `family`) alike.
namespace haven::scheme {

template <class Thing>
struct FactField {
  std::string_view name;
  /// Borrows the thing's texts; what needs memory takes it from the arena.
  feel::Value (*read)(const Thing&, feel::Arena&);
};

template <class Thing>
std::span<const FactField<Thing>> fact_fields();
template <>
std::span<const FactField<Case>> fact_fields();
template <>
std::span<const FactField<Registration>> fact_fields();
template <>
std::span<const FactField<Relative>> fact_fields();
template <>
std::span<const FactField<Nominee>> fact_fields();
template <>
std::span<const FactField<Impairment>> fact_fields();
template <>
std::span<const FactField<Cost>> fact_fields();
template <>
std::span<const FactField<PastPayment>> fact_fields();
template <>
std::span<const FactField<Period>> fact_fields();

/// The entries of a thing's context, in the order of its table.
template <class Thing>
std::span<feel::Entry> entries_of(const Thing& thing, feel::Arena& arena) {
  const auto fields = fact_fields<Thing>();
  auto* entries = arena.array<feel::Entry>(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    new (entries + i) feel::Entry{fields[i].name, fields[i].read(thing, arena)};
  }
  return {entries, fields.size()};
}

inline feel::Value context_of(std::span<const feel::Entry> entries, feel::Arena& arena) {
  void* place = arena.take(sizeof(feel::Context), alignof(feel::Context));
  return feel::Value::context(new (place) feel::Context{entries.data(), entries.size()});
}

/// Values that are made one by one, as a list.
template <class Things, class Make>
feel::Value list_of(const Things& things, feel::Arena& arena, Make make) {
  auto* items = arena.array<feel::Value>(things.size());
  std::size_t count = 0;
  for (const auto& thing : things) new (items + count++) feel::Value{make(thing)};
  return feel::Value::list({items, count});
}

}  // namespace haven::scheme
