#include <algorithm>
#include <iterator>
#include <map>

#include "common/dmn/loading.hpp"

namespace haven::dmn {
namespace {

using Slots = std::vector<std::size_t>;  // rising

Slots united(const Slots& a, const Slots& b) {
  Slots both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

// The slots that each node needs, directly or through others.
std::vector<Slots> needed_slots(const Graph& graph) {
  std::vector<Slots> needed(graph.nodes.size());
  for (std::size_t slot = 0; slot < graph.inputs.size(); ++slot) {
    needed[graph.inputs[slot]] = {slot};
  }
  for (const NodeId node : graph.order) {
    if (graph.nodes[node].kind != Node::Kind::decision) continue;
    for (const NodeId required : graph.nodes[node].body.required) {
      needed[node] = united(needed[node], needed[required]);
    }
  }
  return needed;
}

}  // namespace

void list_entries(Graph& graph) {
  graph.name = graph.definitions.front().name;
  std::map<NodeId, std::size_t> index_of;
  for (NodeId id = 0; id < graph.nodes.size(); ++id) {
    const Node& node = graph.nodes[id];
    if (node.kind == Node::Kind::input) {
      graph.inputs.push_back(id);
      graph.input_entries.push_back({node.space, node.name, node.type_name});
    } else if (node.kind == Node::Kind::decision) {
      index_of[id] = graph.decisions.size();
      graph.decisions.push_back(id);
      graph.decision_entries.push_back({node.space, node.name, node.type_name, {}, {}, {}});
    }
  }
  auto needed = needed_slots(graph);
  for (const auto& [id, index] : index_of) {
    Model::DecisionEntry& entry = graph.decision_entries[index];
    entry.inputs = std::move(needed[id]);
    for (const NodeId required : graph.nodes[id].body.required) {
      const auto decision = index_of.find(required);
      if (decision != index_of.end()) entry.decisions.push_back(decision->second);
    }
  }
  for (std::size_t table = 0; table < graph.tables.size(); ++table) {
    const auto owner = index_of.find(graph.table_owners[table]);
    if (owner != index_of.end()) graph.decision_entries[owner->second].tables.push_back(table);
  }
}

}  // namespace haven::dmn
