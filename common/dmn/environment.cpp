#include "common/dmn/environment.hpp"

#include <algorithm>

namespace haven::dmn {
namespace {

using feel::Value;

std::span<Value> nulls(std::size_t count, feel::Arena& arena) {
  const std::span<Value> values{arena.array<Value>(count), count};
  std::ranges::fill(values, Value{});
  return values;
}

Value call_knowledge(const Node& node, const Graph& graph, feel::Evaluation& evaluation,
                     std::span<const Value> arguments) {
  if (!node.body.logic) return evaluation.null_because("it has no logic in FEEL");
  const std::size_t required = node.body.required.size();
  const auto slots = nulls(required + arguments.size(), evaluation.arena);
  for (std::size_t i = 0; i < required; ++i) {
    slots[i] = graph.nodes[node.body.required[i]].function;
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    slots[required + i] = graph.types.coerce(arguments[i], node.parameter_types[i], evaluation);
  }
  return feel::evaluate(*node.body.logic, evaluation, slots);
}

Value outputs_of(const Node& service, const Graph& graph, feel::Evaluation& evaluation,
                 Environment& environment) {
  const std::size_t count = service.outputs.size();
  if (count == 1) return environment.value_of(service.outputs[0]);
  auto* entries = evaluation.arena.array<feel::Entry>(count);
  for (std::size_t i = 0; i < count; ++i) {
    entries[i] = {graph.nodes[service.outputs[i]].variable,
                  environment.value_of(service.outputs[i])};
  }
  auto* context = evaluation.arena.array<feel::Context>(1);
  *context = {entries, count};
  return Value::context(context);
}

// A service is not entered with an argument that its parameter does not take.
Value call_service(const Node& node, const Graph& graph, feel::Evaluation& evaluation,
                   std::span<const Value> arguments) {
  Environment inside{graph, evaluation};
  for (std::size_t i = 0; i < node.given.size(); ++i) {
    const Value given = graph.types.coerce(arguments[i], node.parameter_types[i], evaluation);
    if (given.is_null() && !arguments[i].is_null()) return {};
    inside.give(node.given[i], given);
  }
  return outputs_of(node, graph, evaluation, inside);
}

}  // namespace

Environment::Environment(const Graph& graph, feel::Evaluation& evaluation)
    : graph_(graph),
      evaluation_(evaluation),
      values_(nulls(graph.nodes.size(), evaluation.arena)),
      is_known_(evaluation.arena.array<bool>(graph.nodes.size()), graph.nodes.size()) {
  std::ranges::fill(is_known_, false);
}

void Environment::give(NodeId node, const Value& value) {
  values_[node] = graph_.types.coerce(value, graph_.nodes[node].type, evaluation_);
  is_known_[node] = true;
}

// Only what the logic reads is asked for.
Value Environment::decide(const Node& node) {
  const feel::Evaluation::Deeper deeper{evaluation_};
  evaluation_.check_stack();
  evaluation_.step();
  if (!node.body.logic) return {};
  const auto slots = nulls(node.body.required.size(), evaluation_.arena);
  for (const std::size_t slot : node.body.logic->slots()) {
    slots[slot] = value_of(node.body.required[slot]);
  }
  const Value value = feel::evaluate(*node.body.logic, evaluation_, slots);
  return graph_.types.coerce(value, node.type, evaluation_);
}

Value Environment::value_of(NodeId node) {
  if (is_known_[node]) return values_[node];
  const Node& wanted = graph_.nodes[node];
  values_[node] = wanted.kind == Node::Kind::decision ? decide(wanted) : wanted.function;
  is_known_[node] = true;
  return values_[node];
}

Value call(NodeId id, const Graph& graph, feel::Evaluation& evaluation,
           std::span<const Value> arguments) {
  const feel::Evaluation::Deeper deeper{evaluation};
  evaluation.check_stack();
  evaluation.step();
  const Node& node = graph.nodes[id];
  const Value value = node.kind == Node::Kind::service
                          ? call_service(node, graph, evaluation, arguments)
                          : call_knowledge(node, graph, evaluation, arguments);
  return graph.types.coerce(value, node.type, evaluation);
}

}  // namespace haven::dmn
