#include <algorithm>
#include <memory>

#include "common/feel/nodes_functions.hpp"

/// Functions as values, and calls.
namespace haven::feel {
namespace {
constexpr std::size_t few_locals = 8;
constexpr const char* wrong_count = "the function does not take so many arguments";

Value run(const Callable& function, Evaluation& evaluation, std::span<const Value> arguments,
          Value* locals) {
  const FunctionCode& code = *function.code;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    locals[i] = code.types[i] ? coerced(arguments[i], *code.types[i], evaluation) : arguments[i];
  for (std::size_t i = 0; i < function.captured.size(); ++i)
    locals[code.captured_into[i]] = function.captured[i];
  Frame frame{nullptr, locals};
  const Value result = code.body->evaluate(evaluation, frame);
  return code.result ? coerced(result, *code.result, evaluation) : result;
}

/// In a frame of its own size: recursion should not carry room that it does not need.
[[gnu::noinline]] Value run_with_few(const Callable& function, Evaluation& evaluation,
                                     std::span<const Value> arguments) {
  Value locals[few_locals];
  return run(function, evaluation, arguments, locals);
}

Value call_defined(const Callable& function, Evaluation& evaluation,
                   std::span<const Value> arguments) {
  const FunctionCode& code = *function.code;
  if (arguments.size() != code.parameters.size()) return evaluation.null_because(wrong_count);
  if (code.locals <= few_locals) return run_with_few(function, evaluation, arguments);
  for (Local i = 0; i < code.locals / 32; ++i) evaluation.step();  // a wide frame takes time
  Value* locals = evaluation.arena.array<Value>(code.locals);
  std::uninitialized_fill_n(locals, code.locals, Value{});
  return run(function, evaluation, arguments, locals);
}
}  // namespace

Value call(const Callable& function, Evaluation& evaluation, std::span<const Value> arguments) {
  const Evaluation::Deeper deeper(evaluation);
  evaluation.check_stack();
  evaluation.step();
  if (function.code) return call_defined(function, evaluation, arguments);
  if (function.host) return call_host(*function.host, evaluation, arguments);
  const Signature* signature = signature_for(*function.builtin, arguments.size());
  return signature ? signature->call(evaluation, arguments) : evaluation.null_because(wrong_count);
}

Value call_host(const Names::Function& function, Evaluation& evaluation,
                std::span<const Value> arguments) {
  const std::size_t wanted = function.parameters.size();
  if (arguments.size() > wanted) return evaluation.null_because(wrong_count);
  if (arguments.size() == wanted) return function.call(evaluation, arguments);
  Value* all = evaluation.arena.array<Value>(wanted);
  std::uninitialized_fill_n(all, wanted, Value{});
  std::copy(arguments.begin(), arguments.end(), all);
  return function.call(evaluation, {all, wanted});
}

Value FunctionNode::evaluate(Evaluation& evaluation, Frame& frame) const {
  Value* captured = evaluation.arena.array<Value>(code_.captured.size());
  for (std::size_t i = 0; i < code_.captured.size(); ++i)
    std::construct_at(captured + i, code_.captured[i]->evaluate(evaluation, frame));
  auto* function = std::construct_at(evaluation.arena.array<Callable>(1));
  function->code = &code_;
  function->captured = {captured, code_.captured.size()};
  return Value::function(function);
}

ArgumentValues::ArgumentValues(std::span<const NodePtr> nodes, Evaluation& evaluation,
                               Frame& frame) {
  Value* values = few_;
  if (nodes.size() > std::size(few_)) values = evaluation.arena.array<Value>(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i)
    std::construct_at(values + i, nodes[i] ? nodes[i]->evaluate(evaluation, frame) : Value{});
  values_ = {values, nodes.size()};
}

Value BuiltinCall::evaluate(Evaluation& evaluation, Frame& frame) const {
  const ArgumentValues arguments(arguments_, evaluation, frame);
  return signature_.call(evaluation, arguments.values());
}

Value HostFunctionCall::evaluate(Evaluation& evaluation, Frame& frame) const {
  const ArgumentValues arguments(arguments_, evaluation, frame);
  return call_host(function_, evaluation, arguments.values());
}

namespace {
std::optional<std::size_t> place_in(const auto& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// The given values in the order of the parameters, null for those that were left out; nothing for
/// a name that no parameter has.
std::optional<std::span<const Value>> in_order(const auto& parameters, Evaluation& evaluation,
                                               std::span<const Value> given,
                                               std::span<const std::string_view> names) {
  Value* ordered = evaluation.arena.array<Value>(parameters.size());
  std::uninitialized_fill_n(ordered, parameters.size(), Value{});
  std::size_t size = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto place = place_in(parameters, names[i]);
    if (!place) return std::nullopt;
    ordered[*place] = given[i];
    size = std::max(size, *place + 1);
  }
  return std::span<const Value>{ordered, size};
}
}  // namespace

Value Call::call_named(const Callable& function, Evaluation& evaluation,
                       std::span<const Value> given) const {
  std::optional<std::span<const Value>> values;
  if (function.code) {
    values = in_order(function.code->parameters, evaluation, given, names_);
  } else if (function.host) {
    values = in_order(function.host->parameters, evaluation, given, names_);
  } else if (const Signature* signature = signature_for(*function.builtin, names_)) {
    values = in_order(signature->parameters, evaluation, given, names_);
    if (values) return signature->call(evaluation, *values);
  }
  if (!values) return evaluation.null_because("the function has no such parameter", where_);
  return call(function, evaluation, *values);
}

Value Call::evaluate(Evaluation& evaluation, Frame& frame) const {
  const Value function = function_->evaluate(evaluation, frame);
  if (function.kind() != Kind::function)
    return evaluation.null_because("what is called is no function", where_);
  const ArgumentValues given(arguments_, evaluation, frame);
  if (!names_.empty()) return call_named(function.function(), evaluation, given.values());
  return call(function.function(), evaluation, given.values());
}

}  // namespace haven::feel
