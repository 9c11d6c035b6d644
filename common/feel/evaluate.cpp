#include <memory>

#include "common/feel/nodes.hpp"

/// Nodes that make values.
namespace haven::feel {

const Value* constant_of(NodePtr node) {
  if (!node || node->shape() != Node::Shape::constant) return nullptr;
  return &static_cast<const Constant*>(node)->value();
}

const Place* place_of(NodePtr node) {
  if (node->shape() != Node::Shape::slot && node->shape() != Node::Shape::local) return nullptr;
  return static_cast<const Place*>(node);
}

Value ListNode::evaluate(Evaluation& evaluation, Frame& frame) const {
  Value* values = evaluation.arena.array<Value>(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i)
    std::construct_at(values + i, items_[i]->evaluate(evaluation, frame));
  return Value::list({values, items_.size()});
}

Value ContextNode::evaluate(Evaluation& evaluation, Frame& frame) const {
  for (const Item& item : items_)
    frame.locals[item.local] = item.value->evaluate(evaluation, frame);
  if (result_) return result_->evaluate(evaluation, frame);
  Entry* entries = evaluation.arena.array<Entry>(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i)
    std::construct_at(entries + i, Entry{items_[i].key, frame.locals[items_[i].local]});
  auto* context = evaluation.arena.array<Context>(1);
  return Value::context(std::construct_at(context, Context{entries, items_.size()}));
}

namespace {
bool has_order(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
    case Kind::range:
    case Kind::list:
    case Kind::context:
    case Kind::function:
      return false;
    default:
      return true;
  }
}
}  // namespace

Value RangeNode::evaluate(Evaluation& evaluation, Frame& frame) const {
  Range range{low_ ? low_->evaluate(evaluation, frame) : Value{}, Value{}, ends_.low_closed,
              ends_.high_closed, ends_.form};
  range.high = high_ == low_ ? range.low : high_ ? high_->evaluate(evaluation, frame) : Value{};
  const bool one_point = low_ == high_;
  if (!one_point && (!has_order(range.low) || !has_order(range.high)))
    return evaluation.null_because("the ends of a range need an order", where_);
  if (!range.low.is_null() && !range.high.is_null() && !one_point &&
      !compare(range.low, range.high))
    return evaluation.null_because("the two ends of a range are of different kinds", where_);
  return Value::range(std::construct_at(evaluation.arena.array<Range>(1), range));
}

}  // namespace haven::feel
