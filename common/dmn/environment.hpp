#pragma once
#include "common/dmn/graph.hpp"

namespace haven::dmn {

/// The values of a graph's nodes during one evaluation, each found at most once. A decision service
/// has its own: what it is given does not reach the decisions outside.
class Environment {
 public:
  Environment(const Graph& graph, feel::Evaluation& evaluation);
  /// The value of input data, or of a decision that is not to be evaluated.
  void give(NodeId node, const feel::Value& value);
  [[nodiscard]] bool has(NodeId node) const { return is_known_[node]; }
  feel::Value value_of(NodeId node);

 private:
  feel::Value decide(const Node& node);

  const Graph& graph_;
  feel::Evaluation& evaluation_;
  std::span<feel::Value> values_;
  std::span<bool> is_known_;
};

/// Calls a knowledge model or a decision service with an argument for each of its parameters.
feel::Value call(NodeId node, const Graph& graph, feel::Evaluation& evaluation,
                 std::span<const feel::Value> arguments);

}  // namespace haven::dmn
