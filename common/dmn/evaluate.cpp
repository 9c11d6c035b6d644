#include <algorithm>
#include <utility>

#include "common/dmn/environment.hpp"

namespace haven::dmn {
namespace {

using feel::Value;

// Runs what may meet a bound, with the trace where tables find it.
template <class Work>
Value bounded(feel::Evaluation& evaluation, Trace* trace, Work&& work) {
  const feel::Evaluation::Root root{evaluation};
  void* const outer = std::exchange(evaluation.model, trace);
  Value value;
  try {
    value = work();
  } catch (const feel::LimitReached& limit) {
    value = evaluation.null_because(limit.what);
  }
  evaluation.model = outer;
  return value;
}

bool is_named(const Graph& graph, const Node& node, const Given& given) {
  if (!given.space.empty()) return given.space == node.space && given.name == node.name;
  if (given.name == node.name || given.name == node.variable) return true;
  for (const Import& import : graph.definitions.front().imports) {
    if (import.space == node.space && given.name == import.name + "." + node.name) return true;
  }
  return false;
}

Value decide(const Graph& graph, feel::Evaluation& evaluation, NodeId decision,
             std::span<const Given> given) {
  Environment environment{graph, evaluation};
  for (NodeId id = 0; id < graph.nodes.size(); ++id) {
    const Node& node = graph.nodes[id];
    const bool has_value = node.kind == Node::Kind::input || node.kind == Node::Kind::decision;
    if (!has_value || id == decision) continue;
    for (const Given& each : given) {
      if (is_named(graph, node, each) && !environment.has(id)) environment.give(id, each.value);
    }
  }
  return environment.value_of(decision);
}

Value call_by_name(const Graph& graph, feel::Evaluation& evaluation, NodeId called,
                   std::span<const Given> given) {
  const Node& node = graph.nodes[called];
  std::vector<Value> arguments(node.parameters.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto found = std::ranges::find(given, node.parameters[i], &Given::name);
    if (found != given.end()) arguments[i] = found->value;
  }
  return call(called, graph, evaluation, arguments);
}

}  // namespace

Value evaluate(const Model& model, std::size_t decision, feel::Evaluation& evaluation,
               std::span<const Value> inputs, Trace* trace) {
  const Graph& graph = model.graph();
  return bounded(evaluation, trace, [&] {
    Environment environment{graph, evaluation};
    for (const std::size_t slot : graph.decision_entries[decision].inputs) {
      environment.give(graph.inputs[slot], inputs[slot]);
    }
    return environment.value_of(graph.decisions[decision]);
  });
}

std::optional<Value> invoke(const Model& model, std::string_view name, feel::Evaluation& evaluation,
                            std::span<const Given> given, Trace* trace) {
  const Graph& graph = model.graph();
  const auto found = std::ranges::find_if(graph.nodes, [&](const Node& node) {
    return node.kind != Node::Kind::input && node.name == name;
  });
  if (found == graph.nodes.end()) return {};
  const auto id = static_cast<NodeId>(found - graph.nodes.begin());
  return bounded(evaluation, trace, [&] {
    return found->kind == Node::Kind::decision ? decide(graph, evaluation, id, given)
                                               : call_by_name(graph, evaluation, id, given);
  });
}

}  // namespace haven::dmn
