#include "common/dmn/model.hpp"

#include <algorithm>

#include "common/dmn/graph.hpp"

namespace haven::dmn {
namespace {

template <class Entries>
std::optional<std::size_t> index_of(const Entries& entries, std::string_view name) {
  const auto found =
      std::ranges::find_if(entries, [&](const auto& each) { return each.name == name; });
  if (found == entries.end()) return {};
  return static_cast<std::size_t>(found - entries.begin());
}

}  // namespace

Model::Model(std::unique_ptr<Graph> graph) : graph_(std::move(graph)) {}
Model::~Model() = default;

const std::string& Model::name() const {
  return graph_->name;
}
std::span<const Model::Input> Model::inputs() const {
  return graph_->input_entries;
}
std::span<const Model::DecisionEntry> Model::decisions() const {
  return graph_->decision_entries;
}
std::span<const Model::TableEntry> Model::tables() const {
  return graph_->tables;
}

// The model's own nodes come before those of imported ones.
std::optional<std::size_t> Model::input(std::string_view name) const {
  return index_of(graph_->input_entries, name);
}

std::optional<std::size_t> Model::decision(std::string_view name) const {
  return index_of(graph_->decision_entries, name);
}

}  // namespace haven::dmn
