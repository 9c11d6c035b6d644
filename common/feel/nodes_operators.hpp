#pragma once
#include <span>
#include <string_view>

#include "common/feel/nodes.hpp"

/// Nodes of operators. Conditions answer test() without making a value.
namespace haven::feel {

class Condition : public Node {
 public:
  Value evaluate(Evaluation& evaluation, Frame& frame) const final {
    return value_of(test(evaluation, frame));
  }

 protected:
  ~Condition() = default;
};

class Arithmetic final : public Node {
 public:
  using Operation = Value (*)(Evaluation&, const Value&, const Value&);
  Arithmetic(Operation operation, NodePtr left, NodePtr right)
      : operation_(operation), left_(left), right_(right) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    const Value left = left_->evaluate(evaluation, frame);
    return operation_(evaluation, left, right_->evaluate(evaluation, frame));
  }

 private:
  Operation operation_;
  NodePtr left_, right_;
};

class Negation final : public Node {
 public:
  explicit Negation(NodePtr operand) : operand_(operand) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  NodePtr operand_;
};

enum class Relation : std::uint8_t { equal, different, less, at_most, greater, at_least };
/// Unknown where the two cannot be compared.
Truth related(Relation relation, const Value& a, const Value& b);

class Comparison final : public Condition {
 public:
  Comparison(Relation relation, NodePtr left, NodePtr right, std::string_view where)
      : relation_(relation), left_(left), right_(right), where_(where) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  Relation relation_;
  NodePtr left_, right_;
  std::string_view where_;
};

/// A place compared with a constant: most conditions of a decision.
class PlaceComparison final : public Condition {
 public:
  PlaceComparison(Relation relation, const Place& place, const Value& constant,
                  std::string_view where)
      : relation_(relation), place_(place), constant_(constant), where_(where) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  Relation relation_;
  const Place& place_;
  Value constant_;
  std::string_view where_;
};

class Both final : public Condition {
 public:
  Both(NodePtr left, NodePtr right) : left_(left), right_(right) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override {
    const Truth left = left_->test(evaluation, frame);
    if (left == Truth::no) return left;
    const Truth right = right_->test(evaluation, frame);
    return right == Truth::yes ? left : right;
  }

 private:
  NodePtr left_, right_;
};

class Either final : public Condition {
 public:
  Either(NodePtr left, NodePtr right) : left_(left), right_(right) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override {
    const Truth left = left_->test(evaluation, frame);
    if (left == Truth::yes) return left;
    const Truth right = right_->test(evaluation, frame);
    return right == Truth::no ? left : right;
  }

 private:
  NodePtr left_, right_;
};

/// not() of one condition, and of the tests of an input entry.
class Opposite final : public Condition {
 public:
  explicit Opposite(NodePtr condition) : condition_(condition) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override {
    return opposite(condition_->test(evaluation, frame));
  }

 private:
  NodePtr condition_;
};

class Between final : public Condition {
 public:
  Between(NodePtr value, NodePtr low, NodePtr high, std::string_view where)
      : value_(value), low_(low), high_(high), where_(where) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  NodePtr value_, low_, high_;
  std::string_view where_;
};

/// Unknown where the value and the ends cannot be compared.
Truth contains(const Range& range, const Value& value);
/// What one test of `in` or of an input entry says of a value.
Truth matches(const Value& value, const Value& test);

/// How a test that comes out true or false is meant.
enum class BooleanTest : std::uint8_t {
  as_value,    // the value must be the same: after `in`
  as_verdict,  // it says itself whether it is met: it speaks of `?`
  by_input,    // as a value where the input is true or false, else as a verdict: an input entry
};

/// One test against a value.
class Match final : public Condition {
 public:
  Match(NodePtr value, NodePtr test, BooleanTest mode, std::string_view where)
      : value_(value), test_(test), mode_(mode), where_(where) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  NodePtr value_, test_;
  BooleanTest mode_;
  std::string_view where_;
};

/// A place that holds one of some constant texts.
class OneOfTexts final : public Condition {
 public:
  OneOfTexts(const Place& place, std::span<const Value> texts) : place_(place), texts_(texts) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  const Place& place_;
  std::span<const Value> texts_;
};

/// True when one test is met, else false unless all tests are unknown.
class AnyOf final : public Condition {
 public:
  explicit AnyOf(std::span<const NodePtr> tests) : tests_(tests) {}
  Truth test(Evaluation& evaluation, Frame& frame) const override;

 private:
  std::span<const NodePtr> tests_;
};

}  // namespace haven::feel
