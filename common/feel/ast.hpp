#pragma once
#include <cstdint>

#include "common/feel/expression.hpp"

/// A compiled expression is a tree of small nodes that lie one after another in the arena of their
/// program. All names are resolved when the tree is made: a node reads places, never names.
namespace haven::feel {

/// What a running tree reads: the host's variables, and the locals of the function it is in.
struct Frame {
  const Value* slots = nullptr;
  Value* locals = nullptr;
};

/// A place among the locals of a frame.
using Local = std::uint32_t;

/// Lives in the arena of a program, which runs no destructors: members are plain data, spans of
/// that arena, or pointers to what the program keeps otherwise.
class Node {
 public:
  /// What a compiler wants to know in order to choose a shorter form.
  enum class Shape : std::uint8_t { other, constant, slot, local };

  constexpr explicit Node(Shape shape = Shape::other) : shape_(shape) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual Value evaluate(Evaluation& evaluation, Frame& frame) const = 0;
  /// For conditions: true, false, or neither of them; without a value in between.
  virtual Truth test(Evaluation& evaluation, Frame& frame) const;
  [[nodiscard]] Shape shape() const { return shape_; }

 protected:
  ~Node() = default;

 private:
  Shape shape_;
};

/// Owned by the program that it was made for.
using NodePtr = const Node*;

/// What a host adds to a tree, for example a decision table: it may hold nodes of the same program
/// and read locals that it declared. Kept by the program and destroyed with it.
class HostNode {
 public:
  virtual ~HostNode() = default;
  virtual Value evaluate(Evaluation& evaluation, Frame& frame) const = 0;
};

inline Value value_of(Truth truth) {
  return truth == Truth::unknown ? Value{} : Value::of(truth == Truth::yes);
}
inline Truth truth_of(const Value& value) {
  if (value.kind() != Kind::boolean) return Truth::unknown;
  return value.boolean() ? Truth::yes : Truth::no;
}
inline Truth truth_of(bool value) {
  return value ? Truth::yes : Truth::no;
}
inline Truth opposite(Truth truth) {
  if (truth == Truth::unknown) return truth;
  return truth == Truth::yes ? Truth::no : Truth::yes;
}

inline Truth Node::test(Evaluation& evaluation, Frame& frame) const {
  return truth_of(evaluate(evaluation, frame));
}

}  // namespace haven::feel
