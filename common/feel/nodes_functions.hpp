#pragma once
#include <span>
#include <string_view>

#include "common/feel/callable.hpp"
#include "common/feel/nodes.hpp"

/// Nodes that make and call functions.
namespace haven::feel {

class FunctionNode final : public Node {
 public:
  explicit FunctionNode(const FunctionCode& code) : code_(code) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  const FunctionCode& code_;
};

/// The values of arguments: on the stack when they are few.
class ArgumentValues {
 public:
  ArgumentValues(std::span<const NodePtr> nodes, Evaluation& evaluation, Frame& frame);
  [[nodiscard]] std::span<const Value> values() const { return values_; }
  [[nodiscard]] std::span<Value> values() { return values_; }

 private:
  Value few_[4];
  std::span<Value> values_;
};

class BuiltinCall final : public Node {
 public:
  BuiltinCall(const Signature& signature, std::span<const NodePtr> arguments)
      : signature_(signature), arguments_(arguments) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  const Signature& signature_;
  std::span<const NodePtr> arguments_;
};

class HostFunctionCall final : public Node {
 public:
  HostFunctionCall(const Names::Function& function, std::span<const NodePtr> arguments)
      : function_(function), arguments_(arguments) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  const Names::Function& function_;
  std::span<const NodePtr> arguments_;
};

/// A call of whatever function the node on the left evaluates to. `names` is empty, or has one for
/// each argument.
class Call final : public Node {
 public:
  Call(NodePtr function, std::span<const NodePtr> arguments,
       std::span<const std::string_view> names, std::string_view where)
      : function_(function), arguments_(arguments), names_(names), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  [[nodiscard]] Value call_named(const Callable& function, Evaluation& evaluation,
                                 std::span<const Value> given) const;
  NodePtr function_;
  std::span<const NodePtr> arguments_;
  std::span<const std::string_view> names_;
  std::string_view where_;
};

}  // namespace haven::feel
