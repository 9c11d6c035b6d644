#include "common/dmn/boxes.hpp"
#include "common/dmn/environment.hpp"

/// Knowledge models and decision services as function values of FEEL.
namespace haven::dmn {
namespace {

using feel::Value;

// The body of such a function: hands its parameters to the graph.
class CallNode : public feel::HostNode {
 public:
  CallNode(const Graph& graph, NodeId called, std::vector<feel::NodePtr> parameters)
      : graph_(graph), called_(called), parameters_(std::move(parameters)) {}

  Value evaluate(feel::Evaluation& evaluation, feel::Frame& frame) const override {
    const std::span<Value> arguments{evaluation.arena.array<Value>(parameters_.size()),
                                     parameters_.size()};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      arguments[i] = parameters_[i]->evaluate(evaluation, frame);
    }
    return call(called_, graph_, evaluation, arguments);
  }

 private:
  const Graph& graph_;
  NodeId called_;
  std::vector<feel::NodePtr> parameters_;
};

}  // namespace

Value function_of(NodeId id, Graph& graph) {
  const Node& node = graph.nodes[id];
  const feel::Names none;
  feel::Compiler compiler{none};
  std::vector<feel::Parameter> parameters;
  for (const std::string& name : node.parameters) parameters.push_back({name, nullptr});
  compiler.enter_function(parameters);
  std::vector<feel::NodePtr> read;
  for (const std::string& name : node.parameters) read.push_back(compiler.name(name));
  const auto body = compiler.host(std::make_unique<CallNode>(graph, id, std::move(read)));
  graph.functions.push_back(compiler.finish(compiler.leave_function(body), node.name));
  return feel::evaluate(graph.functions.back(), graph.constants, {});
}

}  // namespace haven::dmn
