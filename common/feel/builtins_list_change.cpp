#include <algorithm>

#include "common/feel/arguments.hpp"

/// Functions that make another list from one.
namespace haven::feel {
namespace {
constexpr const char* no_such_position = "the list has no such position";
constexpr int deepest = 1000;

Value append(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Listing longer(evaluation, items->size() + arguments.size() - 1);
  longer.add(*items);
  longer.add(arguments.subspan(1));
  return longer.value();
}

Value concatenate(Evaluation& evaluation, Arguments arguments) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto items = list_at(arguments, i);
    if (!items) return evaluation.null_because(wrong_kind);
    size += items->size();
  }
  Listing together(evaluation, size);
  for (std::size_t i = 0; i < arguments.size(); ++i) together.add(*list_at(arguments, i));
  return together.value();
}

/// The index that the argument says; nothing when the list has no such position.
std::optional<std::size_t> index_at(Arguments arguments, std::size_t at, Items items) {
  const auto position = integer_at(arguments, at);
  return position ? index_of(*position, items.size()) : std::nullopt;
}

Value insert_before(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  const auto index = index_at(arguments, 1, *items);
  if (!index) return evaluation.null_because(no_such_position);
  Listing longer(evaluation, items->size() + 1);
  longer.add(items->first(*index));
  longer.add(arguments[2]);
  longer.add(items->subspan(*index));
  return longer.value();
}

Value remove(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  const auto index = index_at(arguments, 1, *items);
  if (!index) return evaluation.null_because(no_such_position);
  Listing shorter(evaluation, items->size());
  shorter.add(items->first(*index));
  shorter.add(items->subspan(*index + 1));
  return shorter.value();
}

Value replace_at_position(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  const auto index = index_at(arguments, 1, *items);
  if (!index) return evaluation.null_because(no_such_position);
  Listing changed(evaluation, items->size());
  changed.add(items->first(*index));
  changed.add(arguments[2]);
  changed.add(items->subspan(*index + 1));
  return changed.value();
}

/// Every item for which match(item, newItem) is true.
Value replace_matches(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  const auto match = of_kind(arguments, 1, Kind::function);
  if (!items || !match) return evaluation.null_because(wrong_kind);
  Listing changed(evaluation, items->size());
  for (const Value& item : *items) {
    const Value pair[] = {item, arguments[2]};
    const Value matched = call(match->function(), evaluation, pair);
    if (matched.kind() != Kind::boolean)
      return evaluation.null_because("the function says neither true nor false");
    changed.add(matched.boolean() ? arguments[2] : item);
  }
  return changed.value();
}

Value list_replace(Evaluation& evaluation, Arguments arguments) {
  return of_kind(arguments, 1, Kind::function) ? replace_matches(evaluation, arguments)
                                               : replace_at_position(evaluation, arguments);
}

Value reverse(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Listing reversed(evaluation, items->size());
  for (std::size_t i = items->size(); i > 0; --i) reversed.add((*items)[i - 1]);
  return reversed.value();
}

std::size_t flat_size(Evaluation& evaluation, Items items, int depth) {
  if (depth > deepest) throw LimitReached{"it is nested too deep"};
  std::size_t size = 0;
  for (const Value& item : items) {
    evaluation.step();
    size += item.kind() == Kind::list ? flat_size(evaluation, item.items(), depth + 1) : 1;
  }
  return size;
}

void add_flat(Listing& flat, Items items) {
  for (const Value& item : items) {
    if (item.kind() == Kind::list) {
      add_flat(flat, item.items());
    } else {
      flat.add(item);
    }
  }
}

Value flatten(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Listing flat(evaluation, flat_size(evaluation, *items, 0));
  add_flat(flat, *items);
  return flat.value();
}

/// Stable and from the bottom up, so that neither an inconsistent order nor a long list does harm:
/// every pass merges runs of twice the length.
class Sorting {
 public:
  Sorting(Evaluation& evaluation, const Callable& precedes)
      : evaluation_(evaluation), precedes_(precedes) {}

  /// False when the function did not say true or false.
  bool sort(std::span<Value> items, std::span<Value> room) {
    for (std::size_t run = 1; run < items.size(); run *= 2) {
      for (std::size_t begin = 0; begin < items.size(); begin += 2 * run) {
        const std::size_t middle = std::min(begin + run, items.size());
        const std::size_t end = std::min(middle + run, items.size());
        if (!merge(items, begin, middle, end, room)) return false;
      }
      std::copy(room.begin(), room.end(), items.begin());
    }
    return true;
  }

 private:
  bool merge(std::span<const Value> items, std::size_t left, std::size_t middle, std::size_t end,
             std::span<Value> room) {
    std::size_t right = middle;
    for (std::size_t to = left, stop = end; to < stop; ++to) {
      const auto from_right = takes_right(items, left, middle, right, end);
      if (!from_right) return false;
      room[to] = items[*from_right ? right++ : left++];
    }
    return true;
  }

  std::optional<bool> takes_right(std::span<const Value> items, std::size_t left,
                                  std::size_t middle, std::size_t right, std::size_t end) {
    if (left == middle) return true;
    if (right == end) return false;
    evaluation_.step();
    const Value pair[] = {items[right], items[left]};
    const Value answer = call(precedes_, evaluation_, pair);
    return answer.kind() == Kind::boolean ? std::optional(answer.boolean()) : std::nullopt;
  }

  Evaluation& evaluation_;
  const Callable& precedes_;
};

Value sort(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  const auto precedes = of_kind(arguments, 1, Kind::function);
  if (!items || !precedes) return evaluation.null_because(wrong_kind);
  const std::size_t size = items->size();
  const std::span sorted(evaluation.arena.array<Value>(size), size);
  const std::span room(evaluation.arena.array<Value>(size), size);
  std::copy(items->begin(), items->end(), sorted.begin());
  if (!Sorting(evaluation, precedes->function()).sort(sorted, room))
    return evaluation.null_because("the function says neither true nor false");
  return Value::list(sorted);
}
}  // namespace

std::vector<Builtin> list_change_builtins() {
  return {
      {"append", {{{"list", "item"}, 2, append}, {{"list", "item"}, 2, append, true}}},
      {"concatenate", {{{"list"}, 1, concatenate}, {{"list"}, 1, concatenate, true}}},
      {"insert before", {{{"list", "position", "newItem"}, 3, insert_before}}},
      {"remove", {{{"list", "position"}, 2, remove}}},
      {"list replace",
       {{{"list", "position", "newItem"}, 3, list_replace},
        {{"list", "match", "newItem"}, 3, replace_matches, false, true}}},
      {"reverse", {{{"list"}, 1, reverse}}},
      {"flatten", {{{"list"}, 1, flatten}}},
      {"sort", {{{"list", "precedes"}, 2, sort}}},
  };
}

}  // namespace haven::feel
