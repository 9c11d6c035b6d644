#include <algorithm>
#include <memory>

#include "common/feel/arithmetic.hpp"
#include "common/feel/nodes_collections.hpp"
#include "common/feel/temporal.hpp"

/// Paths, filters and loops.
namespace haven::feel {

void GrowingList::push(const Value& value) {
  if (size_ == room_) {
    room_ = std::max<std::size_t>(8, room_ * 2);
    Value* more = arena_.array<Value>(room_);
    std::uninitialized_copy(items_, items_ + size_, more);
    items_ = more;
  }
  std::construct_at(items_ + size_++, value);
}

// ---- paths

namespace {
Value field_of_items(Evaluation& evaluation, std::span<const Value> items, std::string_view field,
                     std::string_view where) {
  const Evaluation::Deeper deeper(evaluation);
  evaluation.check_stack();
  Value* values = evaluation.arena.array<Value>(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    evaluation.step();
    std::construct_at(values + i, field_of(evaluation, items[i], field, where));
  }
  return Value::list({values, items.size()});
}
}  // namespace

Value field_of(Evaluation& evaluation, const Value& value, std::string_view field,
               std::string_view where) {
  switch (value.kind()) {
    case Kind::context: {
      const Value* found = value.context().find(field);
      return found ? *found : evaluation.null_because("the context has no such entry", where);
    }
    case Kind::list:
      return field_of_items(evaluation, value.items(), field, where);
    case Kind::null:
      return evaluation.null_because("null has no fields", where);
    default:
      return property_of(evaluation, value, field);
  }
}

Value FieldOrElse::evaluate(Evaluation& evaluation, Frame& frame) const {
  const Value item = item_->evaluate(evaluation, frame);
  if (item.kind() == Kind::context) {
    if (const Value* found = item.context().find(field_)) return *found;
  }
  return otherwise_->evaluate(evaluation, frame);
}

// ---- filters

namespace {
Value item_at(Evaluation& evaluation, std::span<const Value> items, const Value& index,
              std::string_view where) {
  const auto number = index.number().as_integer();
  const auto size = static_cast<std::int64_t>(items.size());
  if (number && *number >= 1 && *number <= size)
    return items[static_cast<std::size_t>(*number - 1)];
  if (number && *number <= -1 && *number >= -size)
    return items[static_cast<std::size_t>(size + *number)];
  return evaluation.null_because("the list has no item with that number", where);
}
}  // namespace

Value Filter::passed(Evaluation& evaluation, Frame& frame, std::span<const Value> items,
                     const Value& first) const {
  GrowingList passed(evaluation.arena);
  if (first.is_true()) passed.push(items[0]);
  for (const Value& item : items.subspan(1)) {
    evaluation.step();
    frame.locals[item_] = item;
    if (condition_->test(evaluation, frame) == Truth::yes) passed.push(item);
  }
  return passed.value();
}

Value Filter::evaluate(Evaluation& evaluation, Frame& frame) const {
  const Value value = list_->evaluate(evaluation, frame);
  std::span<const Value> items{&value, value.is_null() ? 0U : 1U};
  if (value.kind() == Kind::list) items = value.items();
  evaluation.step();
  frame.locals[item_] = items.empty() ? Value{} : items[0];
  const Value first = condition_->evaluate(evaluation, frame);
  if (first.kind() == Kind::number) {
    if (value.is_null()) return value;
    return item_at(evaluation, items, first, where_);
  }
  if (items.empty()) return Value::list({});
  if (first.kind() != Kind::boolean && !first.is_null())
    return evaluation.null_because("a filter is a condition or a number", where_);
  return passed(evaluation, frame, items, first);
}

}  // namespace haven::feel
