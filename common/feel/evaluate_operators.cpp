#include "common/feel/arithmetic.hpp"
#include "common/feel/nodes_operators.hpp"

/// Operators, and the tests of `in` and of input entries.
namespace haven::feel {
namespace {
constexpr const char* not_comparable = "values of two kinds cannot be compared";

Truth by_order(Relation relation, int order) {
  switch (relation) {
    case Relation::less:
      return truth_of(order < 0);
    case Relation::at_most:
      return truth_of(order <= 0);
    case Relation::greater:
      return truth_of(order > 0);
    default:
      return truth_of(order >= 0);
  }
}

/// The value, with a reason when it is unknown.
Truth explained(Truth truth, Evaluation& evaluation, std::string_view where) {
  if (truth == Truth::unknown) evaluation.null_because(not_comparable, where);
  return truth;
}

/// The value of a node without a copy where it is at hand.
const Value& read(NodePtr node, Evaluation& evaluation, Frame& frame, Value& room) {
  if (const Value* constant = constant_of(node)) return *constant;
  if (const Place* place = place_of(node)) return place->read(frame);
  return room = node->evaluate(evaluation, frame);
}
}  // namespace

Value Negation::evaluate(Evaluation& evaluation, Frame& frame) const {
  return negation(evaluation, operand_->evaluate(evaluation, frame));
}

Truth related(Relation relation, const Value& a, const Value& b) {
  if (relation == Relation::equal) return equal(a, b);
  if (relation == Relation::different) return opposite(equal(a, b));
  const auto order = compare(a, b);
  return order ? by_order(relation, *order) : Truth::unknown;
}

Truth Comparison::test(Evaluation& evaluation, Frame& frame) const {
  Value left_room, right_room;
  const Value& left = read(left_, evaluation, frame, left_room);
  const Value& right = read(right_, evaluation, frame, right_room);
  return explained(related(relation_, left, right), evaluation, where_);
}

Truth PlaceComparison::test(Evaluation& evaluation, Frame& frame) const {
  const Value& value = place_.read(frame);
  if (relation_ <= Relation::different && value.kind() == Kind::text &&
      constant_.kind() == Kind::text)
    return truth_of((value.text() == constant_.text()) == (relation_ == Relation::equal));
  return explained(related(relation_, value, constant_), evaluation, where_);
}

Truth Between::test(Evaluation& evaluation, Frame& frame) const {
  Value value_room, low_room, high_room;
  const Value& value = read(value_, evaluation, frame, value_room);
  const Value& low = read(low_, evaluation, frame, low_room);
  const Value& high = read(high_, evaluation, frame, high_room);
  const Truth above = related(Relation::at_least, value, low);
  const Truth below = related(Relation::at_most, value, high);
  if (above == Truth::no || below == Truth::no) return Truth::no;
  return explained(above == Truth::yes ? below : above, evaluation, where_);
}

namespace {
Truth on_side(const Value& end, bool closed, const Value& value, Relation within,
              Relation at_or_within) {
  if (end.is_null() && !closed) return Truth::yes;
  return related(closed ? at_or_within : within, value, end);
}
}  // namespace

Truth contains(const Range& range, const Value& value) {
  if (value.is_null()) return Truth::unknown;
  // Only a comparison such as (< 5) has no end; an end of an interval that is null is not known.
  const bool lacks_end = range.low.is_null() || range.high.is_null();
  if (range.form == Range::Form::interval && lacks_end) return Truth::unknown;
  if (range.form != Range::Form::interval && range.low_closed && range.high_closed)
    return equal(value, range.low);
  if (range.form == Range::Form::other_than) return opposite(equal(value, range.low));
  const Truth above =
      on_side(range.low, range.low_closed, value, Relation::greater, Relation::at_least);
  if (above != Truth::yes) return above;
  return on_side(range.high, range.high_closed, value, Relation::less, Relation::at_most);
}

namespace {
bool is_among(const Value& value, std::span<const Value> items) {
  for (const Value& item : items) {
    if (equal(value, item) == Truth::yes) return true;
    if (item.kind() == Kind::range && contains(item.range(), value) == Truth::yes) return true;
  }
  return false;
}
}  // namespace

Truth matches(const Value& value, const Value& test) {
  if (test.kind() == Kind::list)
    return truth_of(is_among(value, test.items()) || equal(value, test) == Truth::yes);
  if (test.kind() == Kind::range && value.kind() != Kind::range)
    return contains(test.range(), value);
  return equal(value, test);
}

Truth Match::test(Evaluation& evaluation, Frame& frame) const {
  Value test_room, value_room;
  const Value& test = read(test_, evaluation, frame, test_room);
  const Value& value = read(value_, evaluation, frame, value_room);
  const bool verdict = mode_ == BooleanTest::as_verdict ||
                       (mode_ == BooleanTest::by_input && value.kind() != Kind::boolean);
  if (verdict && test.kind() == Kind::boolean) return truth_of(test);
  return explained(matches(value, test), evaluation, where_);
}

Truth OneOfTexts::test(Evaluation&, Frame& frame) const {
  const Value& value = place_.read(frame);
  if (value.kind() != Kind::text) return Truth::no;
  const std::string_view text = value.text();
  for (const Value& candidate : texts_)
    if (candidate.text() == text) return Truth::yes;
  return Truth::no;
}

Truth AnyOf::test(Evaluation& evaluation, Frame& frame) const {
  Truth all = Truth::unknown;
  for (NodePtr test : tests_) {
    const Truth one = test->test(evaluation, frame);
    if (one == Truth::yes) return one;
    if (one == Truth::no) all = one;
  }
  return all;
}

}  // namespace haven::feel
