#pragma once
#include <span>
#include <string_view>

#include "common/feel/ast.hpp"
#include "common/feel/type.hpp"

/// Nodes that read places and make values.
namespace haven::feel {

class Constant final : public Node {
 public:
  explicit Constant(const Value& value) : Node(Shape::constant), value_(value) {}
  Value evaluate(Evaluation&, Frame&) const override { return value_; }
  Truth test(Evaluation&, Frame&) const override { return truth_of(value_); }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

/// A slot or a local.
class Place final : public Node {
 public:
  Place(Shape shape, std::size_t index) : Node(shape), index_(index) {}
  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] const Value& read(const Frame& frame) const {
    return shape() == Shape::slot ? frame.slots[index_] : frame.locals[index_];
  }
  Value evaluate(Evaluation&, Frame& frame) const override { return read(frame); }
  Truth test(Evaluation&, Frame& frame) const override { return truth_of(read(frame)); }

 private:
  std::size_t index_;
};

/// The node's constant or place; nullptr when it is none.
const Value* constant_of(NodePtr node);
const Place* place_of(NodePtr node);

/// What is null by rule, and why.
class Failure final : public Node {
 public:
  Failure(const char* what, std::string_view where) : what_(what), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame&) const override {
    return evaluation.null_because(what_, where_);
  }

 private:
  const char* what_;
  std::string_view where_;
};

class ListNode final : public Node {
 public:
  explicit ListNode(std::span<const NodePtr> items) : items_(items) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  std::span<const NodePtr> items_;
};

class ContextNode final : public Node {
 public:
  struct Item {
    std::string_view key;
    Local local;
    NodePtr value;
  };
  ContextNode(std::span<const Item> items, NodePtr result) : items_(items), result_(result) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  std::span<const Item> items_;
  NodePtr result_;
};

class RangeNode final : public Node {
 public:
  struct Ends {
    bool low_closed = false, high_closed = false;
    Range::Form form = Range::Form::interval;
  };
  /// An end may be nullptr: none.
  RangeNode(NodePtr low, NodePtr high, Ends ends, std::string_view where)
      : low_(low), high_(high), ends_(ends), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  NodePtr low_, high_;
  Ends ends_;
  std::string_view where_;
};

class Conditional final : public Node {
 public:
  Conditional(NodePtr condition, NodePtr then, NodePtr otherwise)
      : condition_(condition), then_(then), otherwise_(otherwise) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    return chosen(evaluation, frame)->evaluate(evaluation, frame);
  }
  Truth test(Evaluation& evaluation, Frame& frame) const override {
    return chosen(evaluation, frame)->test(evaluation, frame);
  }

 private:
  [[nodiscard]] NodePtr chosen(Evaluation& evaluation, Frame& frame) const {
    return condition_->test(evaluation, frame) == Truth::yes ? then_ : otherwise_;
  }
  NodePtr condition_, then_, otherwise_;
};

/// Puts a value into a local and goes on.
class Let final : public Node {
 public:
  Let(Local place, NodePtr value, NodePtr body) : place_(place), value_(value), body_(body) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    frame.locals[place_] = value_->evaluate(evaluation, frame);
    return body_->evaluate(evaluation, frame);
  }

 private:
  Local place_;
  NodePtr value_, body_;
};

class Typed final : public Node {
 public:
  Typed(NodePtr value, const Type& type) : value_(value), type_(type) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    return coerced(value_->evaluate(evaluation, frame), type_, evaluation);
  }

 private:
  NodePtr value_;
  const Type& type_;
};

class InstanceOf final : public Node {
 public:
  InstanceOf(NodePtr value, const Type& type) : value_(value), type_(type) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    return Value::of(is_instance(value_->evaluate(evaluation, frame), type_));
  }

 private:
  NodePtr value_;
  const Type& type_;
};

class Hosted final : public Node {
 public:
  explicit Hosted(const HostNode& host) : host_(host) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    return host_.evaluate(evaluation, frame);
  }

 private:
  const HostNode& host_;
};

}  // namespace haven::feel
