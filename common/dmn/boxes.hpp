#pragma once
#include <string>
#include <vector>

#include "common/dmn/graph.hpp"
#include "common/feel/compile.hpp"

/// From boxed expressions to FEEL programs.
namespace haven::dmn {

/// What the bodies of one model share while they are compiled.
struct Surroundings {
  Graph& graph;
  const Definitions& model;
  const TypeNames::Spaces& types;
  const LoadOptions& options;
  std::vector<std::pair<std::string, feel::TypePtr>> named_types;  // that texts may mention
  std::vector<std::string> fields;                                 // that need to be defined
};

/// Compiles one body: its boxed expressions become nodes of one program. Throws Unreadable.
class BodyCompiler {
 public:
  /// `names` are those of the slots; tables belong to the node.
  BodyCompiler(const Surroundings& around, const feel::Names& names, NodeId node);
  feel::Expression finish(const Boxed& boxed);

 private:
  friend class TableCompiler;

  feel::NodePtr node(const Boxed& boxed);
  feel::NodePtr untyped(const Boxed& boxed);
  feel::NodePtr text(const std::string& text, int line);
  feel::NodePtr context(const ContextBox& box);
  feel::NodePtr invocation(const InvocationBox& box);
  feel::NodePtr list(const std::vector<BoxedPtr>& boxes);
  feel::NodePtr relation(const RelationBox& box);
  feel::NodePtr function(const FunctionBox& box);
  feel::NodePtr filter(const FilterBox& box);
  feel::NodePtr iteration(const IterationBox& box);
  feel::NodePtr table(const Table& table, int line);
  /// The node with its value coerced, allowed values and all.
  feel::NodePtr typed(feel::NodePtr node, const std::string& type, int line);
  /// Null where a text does not compile and the host accepts that (see LoadOptions).
  feel::NodePtr accepted(Result<feel::NodePtr> made, int line);
  [[nodiscard]] TypeId type_named(const std::string& name, int line) const;

  const Surroundings& around_;
  NodeId node_;
  feel::Compiler compiler_;
};

/// A function value that calls a knowledge model or decision service; kept by the graph.
feel::Value function_of(NodeId node, Graph& graph);

/// Adds the host's functions to the names.
void add_functions(const LoadOptions& options, feel::Names& names);

}  // namespace haven::dmn
