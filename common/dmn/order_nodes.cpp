#include "common/dmn/loading.hpp"

namespace haven::dmn {

// Takes what requires nothing that is left, again and again; what stays goes in a circle.
std::optional<NodeId> order_nodes(Graph& graph) {
  const std::size_t size = graph.nodes.size();
  std::vector<std::size_t> open(size);
  std::vector<std::vector<NodeId>> users(size);
  for (NodeId node = 0; node < size; ++node) {
    if (graph.nodes[node].kind != Node::Kind::decision) continue;
    for (const NodeId required : graph.nodes[node].body.required) {
      if (graph.nodes[required].kind != Node::Kind::decision) continue;
      ++open[node];
      users[required].push_back(node);
    }
  }
  for (NodeId node = 0; node < size; ++node) {
    if (open[node] == 0) graph.order.push_back(node);
  }
  for (std::size_t i = 0; i < graph.order.size(); ++i) {
    for (const NodeId user : users[graph.order[i]]) {
      if (--open[user] == 0) graph.order.push_back(user);
    }
  }
  for (NodeId node = 0; node < size; ++node) {
    if (open[node] > 0) return node;
  }
  return {};
}

}  // namespace haven::dmn
