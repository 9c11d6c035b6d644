#include <algorithm>

#include "common/feel/arithmetic.hpp"
#include "common/feel/nodes_collections.hpp"
#include "common/feel/nodes_functions.hpp"
#include "common/feel/nodes_operators.hpp"
#include "common/feel/workshop.hpp"

/// Operators, tests and calls: constants are folded, and the common shapes get nodes of their own.
namespace haven::feel {
namespace {

std::optional<Relation> relation_of(std::string_view symbol) {
  constexpr std::pair<std::string_view, Relation> relations[] = {
      {"=", Relation::equal},    {"!=", Relation::different}, {"<", Relation::less},
      {"<=", Relation::at_most}, {">", Relation::greater},    {">=", Relation::at_least}};
  for (const auto& [spelled, relation] : relations)
    if (spelled == symbol) return relation;
  return std::nullopt;
}

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::less:
      return Relation::greater;
    case Relation::at_most:
      return Relation::at_least;
    case Relation::greater:
      return Relation::less;
    case Relation::at_least:
      return Relation::at_most;
    default:
      return relation;
  }
}

Arithmetic::Operation operation_of(std::string_view symbol) {
  if (symbol == "+") return sum;
  if (symbol == "-") return difference;
  if (symbol == "*") return product;
  if (symbol == "/") return quotient;
  return power;
}

NodePtr comparison(Workshop& shop, Relation relation, NodePtr left, NodePtr right,
                   std::string_view where) {
  const Value* left_value = constant_of(left);
  const Value* right_value = constant_of(right);
  if (left_value && right_value)
    return shop.folded(shop.make<Comparison>(relation, left, right, where));
  if (const Place* place = place_of(left); place && right_value)
    return shop.make<PlaceComparison>(relation, *place, *right_value, where);
  if (const Place* place = place_of(right); place && left_value)
    return shop.make<PlaceComparison>(mirrored(relation), *place, *left_value, where);
  return shop.make<Comparison>(relation, left, right, where);
}
}  // namespace

NodePtr Workshop::binary(std::string_view symbol, NodePtr left, NodePtr right,
                         std::string_view where) {
  if (symbol == "and") return make<Both>(left, right);
  if (symbol == "or") return make<Either>(left, right);
  if (const auto relation = relation_of(symbol))
    return comparison(*this, *relation, left, right, where);
  NodePtr node = make<Arithmetic>(operation_of(symbol), left, right);
  return constant_of(left) && constant_of(right) ? folded(node) : node;
}

NodePtr Workshop::negation(NodePtr operand) {
  NodePtr node = make<Negation>(operand);
  return constant_of(operand) ? folded(node) : node;
}

NodePtr Workshop::range(NodePtr low, NodePtr high, bool low_closed, bool high_closed,
                        Range::Form form, std::string_view where) {
  NodePtr node = make<RangeNode>(low, high, RangeNode::Ends{low_closed, high_closed, form}, where);
  const auto is_fixed = [](NodePtr end) { return !end || constant_of(end); };
  return is_fixed(low) && is_fixed(high) ? folded(node) : node;
}

NodePtr Workshop::match(NodePtr input, NodePtr test, BooleanTest mode, std::string_view where) {
  const Value* wanted = constant_of(test);
  const Place* place = place_of(input);
  if (wanted && place && wanted->kind() == Kind::list && !wanted->items().empty()) {
    const auto items = wanted->items();
    if (std::all_of(items.begin(), items.end(),
                    [](const Value& item) { return item.kind() == Kind::text; }))
      return make<OneOfTexts>(*place, items);
  }
  if (wanted && wanted->kind() != Kind::list && wanted->kind() != Kind::range)
    return comparison(*this, Relation::equal, input, test, where);
  NodePtr node = make<Match>(input, test, mode, where);
  return wanted && constant_of(input) ? folded(node) : node;
}

NodePtr Workshop::any_of(const std::vector<NodePtr>& tests) {
  return tests.size() == 1 ? tests.front() : make<AnyOf>(keep(tests));
}

// ---- calls

namespace {
/// now() and today() say something else every time.
bool may_be_folded(const Builtin& builtin) {
  return builtin.name != "now" && builtin.name != "today";
}

std::vector<std::string_view> names_of(const std::vector<NamedNode>& arguments) {
  std::vector<std::string_view> names;
  for (const NamedNode& argument : arguments) names.push_back(argument.name);
  return names;
}

std::vector<NodePtr> nodes_of(const std::vector<NamedNode>& arguments) {
  std::vector<NodePtr> nodes;
  for (const NamedNode& argument : arguments) nodes.push_back(argument.node);
  return nodes;
}

/// The nodes in the order of parameters, nullptr for those that are left out; empty when a name is
/// no parameter or comes twice.
template <class Parameters>
std::vector<NodePtr> in_order(const Parameters& parameters,
                              const std::vector<NamedNode>& arguments) {
  std::vector<NodePtr> ordered;
  for (const NamedNode& argument : arguments) {
    const auto found = std::find(parameters.begin(), parameters.end(), argument.name);
    if (found == parameters.end()) return {};
    const auto place = static_cast<std::size_t>(found - parameters.begin());
    ordered.resize(std::max(ordered.size(), place + 1));
    if (std::exchange(ordered[place], argument.node)) return {};
  }
  return ordered;
}

NodePtr builtin_call(Workshop& shop, const Builtin& builtin,
                     const std::vector<NamedNode>& arguments, bool named) {
  const auto given = names_of(arguments);
  const Signature* signature =
      named ? signature_for(builtin, std::span(given)) : signature_for(builtin, arguments.size());
  if (!signature) return nullptr;
  const auto nodes = named ? in_order(signature->parameters, arguments) : nodes_of(arguments);
  if (nodes.size() < signature->required || nodes.size() < arguments.size()) return nullptr;
  NodePtr node = shop.make<BuiltinCall>(*signature, shop.keep(nodes));
  const bool fixed = std::all_of(nodes.begin(), nodes.end(), [](NodePtr argument) {
    return !argument || constant_of(argument);
  });
  return fixed && may_be_folded(builtin) ? shop.folded(node) : node;
}

NodePtr host_call(Workshop& shop, const Names::Function& function,
                  const std::vector<NamedNode>& arguments, bool named) {
  const auto nodes = named ? in_order(function.parameters, arguments) : nodes_of(arguments);
  if (nodes.size() > function.parameters.size() || nodes.size() < arguments.size()) return nullptr;
  return shop.make<HostFunctionCall>(function, shop.keep(nodes));
}
}  // namespace

NodePtr Workshop::invocation(NodePtr function, const std::vector<NamedNode>& arguments,
                             std::string_view where) {
  const bool named = !arguments.empty() && !arguments.front().name.empty();
  const Value* known = constant_of(function);
  if (known && known->kind() == Kind::function && !known->function().code) {
    const Callable& callable = known->function();
    return callable.host ? host_call(*this, *callable.host, arguments, named)
                         : builtin_call(*this, *callable.builtin, arguments, named);
  }
  std::vector<std::string_view> kept;
  if (named)
    for (const NamedNode& argument : arguments)
      kept.push_back(keep(std::string_view(argument.name)));
  return make<Call>(function, keep(nodes_of(arguments)), keep(kept), where);
}

}  // namespace haven::feel
