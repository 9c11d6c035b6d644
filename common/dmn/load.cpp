#include <algorithm>
#include <set>

#include "common/dmn/boxes.hpp"
#include "common/dmn/feel_types.hpp"
#include "common/dmn/loading.hpp"
#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

constexpr std::size_t nodes_max = 5000;
constexpr std::size_t types_max = 2000;

struct NodeKey {
  std::string space, id;
  auto operator<=>(const NodeKey&) const = default;
};

// Makes the nodes, joins them, and compiles their bodies.
class Loader {
 public:
  Loader(Graph& graph, const LoadOptions& options) : graph_(graph), options_(options) {}

  void load() {
    refuse_too_many();
    load_types();
    for (const Definitions& model : graph_.definitions) add_nodes(model);
    for (const Definitions& model : graph_.definitions) join_nodes(model);
    refuse_circles();
    for (const Definitions& model : graph_.definitions) compile_nodes(model);
    list_entries(graph_);
  }

 private:
  // Every body learns every type: the bounds keep their product small.
  void refuse_too_many() const {
    std::size_t nodes = 0, types = 0;
    for (const Definitions& each : graph_.definitions) {
      nodes +=
          each.inputs.size() + each.decisions.size() + each.knowledge.size() + each.services.size();
      types += each.types.size();
    }
    if (nodes > nodes_max || types > types_max) {
      throw Unreadable{1, "there are too many elements: at most " + std::to_string(nodes_max) +
                              " decisions, inputs, functions and services, and " +
                              std::to_string(types_max) + " item definitions"};
    }
  }

  void load_types() {
    for (const auto& model : graph_.definitions) TypeNames::declare(model, graph_.types, types_);
    for (const auto& model : graph_.definitions) TypeNames::define(model, graph_.types, types_);
    for (const auto& model : graph_.definitions) {
      TypeNames::refuse_circles(model, graph_.types, types_);
    }
  }

  Node& add(Node::Kind kind, const Definitions& model, const std::string& id, const Item& variable,
            const std::string& name) {
    const NodeId node = graph_.nodes.size();
    graph_.nodes.emplace_back();
    Node& made = graph_.nodes.back();
    made.kind = kind;
    made.space = model.space;
    made.name = name;
    made.variable = variable.name;
    made.type_name = variable.type;
    made.type = TypeNames::find(variable.type, variable.line, model, types_);
    if (!id.empty() && !by_id_.emplace(NodeKey{model.space, id}, node).second) {
      throw Unreadable{variable.line, "id " + id + " is used twice"};
    }
    return made;
  }

  void add_nodes(const Definitions& model) {
    for (const InputData& each : model.inputs) {
      add(Node::Kind::input, model, each.id, each.variable, each.name);
    }
    for (const Decision& each : model.decisions) {
      nodes_.emplace(&each, graph_.nodes.size());
      add(Node::Kind::decision, model, each.id, each.variable, each.name);
    }
    for (const KnowledgeModel& each : model.knowledge) {
      nodes_.emplace(&each, graph_.nodes.size());
      Node& made = add(Node::Kind::knowledge, model, each.id, each.variable, each.name);
      make_function(made);
      for (const Item& parameter : each.logic.parameters) {
        made.parameters.push_back(parameter.name);
        made.parameter_types.push_back(
            TypeNames::find(parameter.type, parameter.line, model, types_));
      }
    }
    for (const DecisionService& each : model.services) {
      nodes_.emplace(&each, graph_.nodes.size());
      make_function(add(Node::Kind::service, model, each.id, each.variable, each.name));
    }
  }

  // The type of a function's variable is that of the function, or older, that of its result.
  void make_function(Node& node) {
    const Type& type = graph_.types.at(graph_.types.target(node.type));
    if (type.form == Type::Form::function) node.type = type.element;
  }

  NodeId node_of(const Reference& reference, const Definitions& model) const {
    const std::string& space = reference.space.empty() ? model.space : reference.space;
    const auto found = by_id_.find({space, reference.id});
    if (found == by_id_.end()) {
      throw Unreadable{reference.line, "nothing has the id " + reference.id + " in " +
                                           (reference.space.empty() ? "this model" : space)};
    }
    return found->second;
  }

  void join_nodes(const Definitions& model) {
    for (const DecisionService& each : model.services) {
      Node& node = graph_.nodes[nodes_.at(&each)];
      for (const auto* references : {&each.inputs, &each.input_decisions}) {
        for (const Reference& reference : *references) {
          const NodeId given = node_of(reference, model);
          node.given.push_back(given);
          node.parameters.push_back(graph_.nodes[given].variable);
          node.parameter_types.push_back(graph_.nodes[given].type);
        }
      }
      for (const Reference& output : each.outputs) node.outputs.push_back(node_of(output, model));
    }
    for (const Decision& each : model.decisions) {
      Node& node = graph_.nodes[nodes_.at(&each)];
      for (const auto* references : {&each.inputs, &each.decisions, &each.knowledge}) {
        require(node, *references, model);
      }
    }
    for (const KnowledgeModel& each : model.knowledge) {
      require(graph_.nodes[nodes_.at(&each)], each.knowledge, model);
    }
  }

  void require(Node& node, const std::vector<Reference>& references, const Definitions& model) {
    for (const Reference& reference : references) {
      node.body.required.push_back(node_of(reference, model));
    }
  }

  void refuse_circles() const {
    const auto circular = order_nodes(graph_);
    if (!circular) return;
    for (const Definitions& model : graph_.definitions) {
      for (const Decision& each : model.decisions) {
        if (nodes_.at(&each) != *circular) continue;
        throw Unreadable{each.line,
                         "decision " + each.name + " requires itself, directly or through others"};
      }
    }
  }

  // How a node is called in the texts of a model.
  static std::string name_in(const Definitions& model, const Node& node) {
    if (node.space == model.space) return node.variable;
    for (const Import& import : model.imports) {
      if (import.space != node.space) continue;
      return import.name.empty() ? node.variable : import.name + "." + node.variable;
    }
    return node.variable;
  }

  // The slots of a body: what it requires in that order, then its parameters. Of two that have one
  // name, the later is meant.
  [[nodiscard]] feel::Names names_of(const Node& node, const Definitions& model) const {
    std::vector<std::string> spelled;
    for (const NodeId id : node.body.required) spelled.push_back(name_in(model, graph_.nodes[id]));
    spelled.insert(spelled.end(), node.parameters.begin(), node.parameters.end());
    std::set<std::string> taken;
    for (std::size_t i = spelled.size(); i-- > 0;) {
      // A control character is in no name of FEEL.
      if (!taken.insert(spelled[i]).second) spelled[i] = '\x01' + std::to_string(i);
    }
    feel::Names names;
    for (std::string& name : spelled) names.add(std::move(name));
    add_functions(options_, names);
    return names;
  }

  void compile_nodes(const Definitions& model) {
    Surroundings around{graph_, model, types_, options_, {}, {}};
    around.named_types = named_types(model, graph_.types, types_);
    for (const Definitions& each : graph_.definitions) {
      for (std::string& field : special_fields(each)) around.fields.push_back(std::move(field));
    }
    for (const KnowledgeModel& each : model.knowledge) {
      const NodeId id = nodes_.at(&each);
      graph_.nodes[id].body.required.push_back(id);  // it may call itself
      graph_.nodes[id].function = function_of(id, graph_);
    }
    for (const DecisionService& each : model.services) {
      const NodeId id = nodes_.at(&each);
      graph_.nodes[id].function = function_of(id, graph_);
    }
    for (const Decision& each : model.decisions) {
      if (each.logic) compile_body(nodes_.at(&each), *each.logic, around);
    }
    for (const KnowledgeModel& each : model.knowledge) {
      if (each.logic.body) compile_body(nodes_.at(&each), *each.logic.body, around);
    }
  }

  void compile_body(NodeId id, const Boxed& logic, const Surroundings& around) {
    Node& node = graph_.nodes[id];
    const feel::Names names = names_of(node, around.model);
    node.body.logic = BodyCompiler{around, names, id}.finish(logic);
  }

  Graph& graph_;
  const LoadOptions& options_;
  TypeNames::Spaces types_;
  std::map<NodeKey, NodeId> by_id_;
  std::map<const void*, NodeId> nodes_;  // by definition
};

}  // namespace

Result<ModelPtr> load(std::string_view xml, const Imports& imports, const LoadOptions& options) {
  auto models = read_all(xml, imports);
  if (!models) return pass(models);
  auto graph = std::make_unique<Graph>();
  graph->definitions = std::move(*models);
  try {
    Loader{*graph, options}.load();
  } catch (const Unreadable& problem) {
    return refuse_at(problem.line, "invalid_model", problem.sentence);
  }
  return std::make_shared<const Model>(std::move(graph));
}

std::string namespace_of(std::string_view xml) {
  const auto root = read_xml(xml);
  return root && root->name == "definitions" && is_dmn(*root) ? root->attribute("namespace") : "";
}

}  // namespace haven::dmn
