#pragma once
#include <memory>
#include <string>
#include <vector>

#include "common/dmn/definitions.hpp"
#include "common/dmn/model.hpp"
#include "common/dmn/types.hpp"

/// A model and what it imports, compiled: nodes that require one another.
namespace haven::dmn {

using NodeId = std::size_t;

/// The logic of a decision or a knowledge model: an expression whose slots are first the values of
/// what it requires, in that order, then its parameters.
struct Body {
  std::vector<NodeId> required;
  std::optional<feel::Expression> logic;  // none: the value is given from outside
};

struct Node {
  enum class Kind { input, decision, knowledge, service } kind = Kind::input;
  std::string space, name;
  std::string variable;    // how texts call it
  TypeId type = any_type;  // of the variable; for functions, of their result
  std::string type_name;
  Body body;                            // decision, knowledge
  std::vector<std::string> parameters;  // knowledge, service: their names in order
  std::vector<TypeId> parameter_types;
  std::vector<NodeId> given;    // service: what the parameters are the values of
  std::vector<NodeId> outputs;  // service
  feel::Value function;         // knowledge, service
};

struct Graph {
  std::string name;
  std::vector<Definitions> definitions;  // the model itself first
  Types types;
  std::vector<Node> nodes;
  std::vector<NodeId> order;      // what is required before what requires it
  std::vector<NodeId> inputs;     // by slot of Model::inputs()
  std::vector<NodeId> decisions;  // by index of Model::decisions()
  std::vector<Model::Input> input_entries;
  std::vector<Model::DecisionEntry> decision_entries;
  std::vector<Model::TableEntry> tables;
  std::vector<NodeId> table_owners;
  std::vector<feel::Expression> functions;  // whose values are Node::function
  feel::Evaluation constants;               // keeps the values that the graph holds
};

}  // namespace haven::dmn
