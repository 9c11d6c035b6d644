#include "common/feel/arguments.hpp"
#include "common/feel/arithmetic.hpp"

/// Functions that ask something of a list.
namespace haven::feel {
namespace {

bool contains_item(Evaluation& evaluation, Items items, const Value& element) {
  for (const Value& item : items) {
    if (equal(evaluation, item, element) == Truth::yes) return true;
  }
  return false;
}

Value list_contains(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  return Value::of(contains_item(evaluation, *items, arguments[1]));
}

Value count(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  return Value::of(static_cast<std::int64_t>(items->size()));
}

/// The item that no other is less (−1) or greater (1) than; the first of several.
template <int sign>
Value extreme(Evaluation& evaluation, Arguments arguments) {
  const auto items = items_of(arguments);
  if (!items || items->empty()) return evaluation.null_because("an empty list has no such item");
  Value best = items->front();
  if (!compare(best, best)) return evaluation.null_because("the items have no order");
  for (const Value& item : *items) {
    evaluation.step();
    const auto order = compare(item, best);
    if (!order) return evaluation.null_because("the items have no order");
    if (*order == sign) best = item;
  }
  return best;
}

/// all() looks for a false, any() for a true; both are null when an item is neither.
template <bool wanted>
Value quantified(Evaluation& evaluation, Arguments arguments) {
  const auto items = items_of(arguments);
  if (!items) return evaluation.null_because(wrong_kind);
  bool found = false, unknown = false;
  for (const Value& item : *items) {
    evaluation.step();
    if (item.is_null()) {
      unknown = true;
    } else if (item.kind() != Kind::boolean) {
      return evaluation.null_because("an item is neither true nor false");
    } else {
      found = found || item.boolean() == wanted;
    }
  }
  if (found) return Value::of(wanted);
  return unknown ? Value{} : Value::of(!wanted);
}

Value positions_of(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Listing positions(evaluation, items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (equal(evaluation, (*items)[i], arguments[1]) == Truth::yes)
      positions.add(Value::of(static_cast<std::int64_t>(i) + 1));
  }
  return positions.value();
}

Value sublist(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  const auto start = integer_at(arguments, 1);
  if (!items || !start) return evaluation.null_because(wrong_kind);
  const auto index = index_of(*start, items->size());
  if (!index) return evaluation.null_because("the list has no such position");
  const Items rest = items->subspan(*index);
  std::int64_t length = static_cast<std::int64_t>(rest.size());
  if (arguments.size() > 2 && !arguments[2].is_null()) {
    const auto wanted = integer_at(arguments, 2);
    if (!wanted) return evaluation.null_because(wrong_kind);
    if (*wanted < 1 || *wanted > length)
      return evaluation.null_because("the list has not so many items from there on");
    length = *wanted;
  }
  Listing part(evaluation, rest.size());
  part.add(rest.first(static_cast<std::size_t>(length)));
  return part.value();
}

Value distinct_values(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Listing distinct(evaluation, items->size());
  for (const Value& item : *items)
    if (!contains_item(evaluation, distinct.items(), item)) distinct.add(item);
  return distinct.value();
}

Value union_of(Evaluation& evaluation, Arguments arguments) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto items = list_at(arguments, i);
    if (!items) return evaluation.null_because(wrong_kind);
    most += items->size();
  }
  Listing together(evaluation, most);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Items items = *list_at(arguments, i);
    for (const Value& item : items)
      if (!contains_item(evaluation, together.items(), item)) together.add(item);
  }
  return together.value();
}
}  // namespace

std::vector<Builtin> list_builtins() {
  return {
      {"list contains", {{{"list", "element"}, 2, list_contains}}},
      {"count", {{{"list"}, 1, count}}},
      {"min", {{{"list"}, 1, extreme<-1>}, {{"c"}, 1, extreme<-1>, true}}},
      {"max", {{{"list"}, 1, extreme<1>}, {{"c"}, 1, extreme<1>, true}}},
      {"all", {{{"list"}, 1, quantified<false>}, {{"b"}, 1, quantified<false>, true}}},
      {"any", {{{"list"}, 1, quantified<true>}, {{"b"}, 1, quantified<true>, true}}},
      {"index of", {{{"list", "match"}, 2, positions_of}}},
      {"sublist",
       {{{"list", "start position"}, 2, sublist},
        {{"list", "start position", "length"}, 3, sublist}}},
      {"distinct values", {{{"list"}, 1, distinct_values}}},
      {"union", {{{"list"}, 1, union_of, true}}},
  };
}

}  // namespace haven::feel
