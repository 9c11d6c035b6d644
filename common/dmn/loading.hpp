#pragma once
#include "common/dmn/graph.hpp"

/// The steps of loading that stand apart from joining and compiling nodes.
namespace haven::dmn {

/// The model itself and everything that it imports, each once.
Result<std::vector<Definitions>> read_all(std::string_view xml, const Imports& imports);

/// Sets Graph::order. A decision that requires itself, directly or through others, if there is one.
std::optional<NodeId> order_nodes(Graph& graph);

/// Fills what Model tells of a graph whose nodes are complete.
void list_entries(Graph& graph);

}  // namespace haven::dmn
