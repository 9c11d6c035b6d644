#include <algorithm>

#include "common/feel/compile.hpp"
#include "common/feel/lexer.hpp"
#include "common/feel/nodes_collections.hpp"
#include "common/feel/nodes_functions.hpp"
#include "common/feel/nodes_operators.hpp"
#include "common/feel/workshop.hpp"

/// The nodes that a host may compose.
namespace haven::feel {
namespace {
bool are_constant(const std::vector<NodePtr>& nodes) {
  return std::all_of(nodes.begin(), nodes.end(), [](NodePtr node) { return constant_of(node); });
}

std::span<const Step> steps_of(Workshop& shop, const std::vector<Iteration>& over) {
  std::vector<Step> steps;
  for (const Iteration& step : over) steps.push_back({step.variable, step.domain, step.end});
  return shop.keep(steps);
}
}  // namespace

const Type& Workshop::keep(TypePtr type) {
  program->types.push_back(std::move(type));
  return *program->types.back();
}

NodePtr Workshop::constant(const Value& value) {
  return make<Constant>(copy(value, program->arena));
}

NodePtr Workshop::failure(const char* what, std::string_view where) {
  return make<Failure>(what, keep(where));
}

NodePtr Workshop::folded(NodePtr node) {
  Evaluation evaluation(Bounds{std::size_t{1} << 20, 10'000, 20});
  Frame frame;
  try {
    const Value value = node->evaluate(evaluation, frame);
    return evaluation.reasons().empty() ? constant(value) : node;
  } catch (const LimitReached&) {
    return node;
  }
}

NodePtr Workshop::list(const std::vector<NodePtr>& items) {
  NodePtr node = make<ListNode>(keep(items));
  return are_constant(items) ? folded(node) : node;
}

NodePtr Workshop::path(NodePtr from, std::string_view field, std::string_view where) {
  NodePtr node = make<Path>(from, keep(field), where);
  return constant_of(from) ? folded(node) : node;
}

NodePtr Compiler::constant(const Value& value) {
  return shop_->constant(value);
}

NodePtr Compiler::slot(std::size_t index) {
  return shop_->read(Binding{Binding::Where::slot, 0, index});
}

NodePtr Compiler::local(Local place) {
  return shop_->make<Place>(Node::Shape::local, place);
}

NodePtr Compiler::name(std::string_view name) {
  const std::string normal = normal_name(name);
  const Meaning meaning = shop_->meaning_of(normal);
  if (meaning.variable || !meaning.items.empty()) return shop_->read(meaning, normal);
  return shop_->function_named(normal);
}

NodePtr Compiler::list(const std::vector<NodePtr>& items) {
  return shop_->list(items);
}

NodePtr Compiler::context(const std::vector<ContextItem>& items, NodePtr result) {
  std::vector<ContextNode::Item> kept;
  for (const ContextItem& item : items) {
    const bool twice = std::any_of(kept.begin(), kept.end(),
                                   [&](const auto& other) { return other.key == item.key; });
    if (twice) return shop_->failure("a context has an entry twice", item.key);
    kept.push_back({shop_->keep(std::string_view(item.key)), item.local, item.value});
  }
  return shop_->make<ContextNode>(shop_->keep(kept), result);
}

NodePtr Compiler::invocation(NodePtr function, const std::vector<NamedNode>& arguments) {
  NodePtr node = shop_->invocation(function, arguments, {});
  return node ? node : shop_->failure("the function does not take such arguments", {});
}

NodePtr Compiler::conditional(NodePtr condition, NodePtr then, NodePtr otherwise) {
  if (const Value* known = constant_of(condition)) return known->is_true() ? then : otherwise;
  return shop_->make<Conditional>(condition, then, otherwise);
}

NodePtr Compiler::for_each(const std::vector<Iteration>& over, Local partial, NodePtr result) {
  return shop_->make<ForNode>(steps_of(*shop_, over), partial, result, std::string_view{});
}

NodePtr Compiler::some(const std::vector<Iteration>& over, NodePtr condition) {
  return shop_->make<Quantified>(Truth::yes, steps_of(*shop_, over), condition,
                                 std::string_view{});
}

NodePtr Compiler::every(const std::vector<Iteration>& over, NodePtr condition) {
  return shop_->make<Quantified>(Truth::no, steps_of(*shop_, over), condition, std::string_view{});
}

NodePtr Compiler::filter(NodePtr list, Local item, NodePtr condition) {
  return shop_->make<Filter>(list, item, condition, std::string_view{});
}

NodePtr Compiler::path(NodePtr from, std::string_view field) {
  return shop_->path(from, normal_name(field), {});
}

NodePtr Compiler::let(Local place, NodePtr value, NodePtr body) {
  return shop_->make<Let>(place, value, body);
}

NodePtr Compiler::typed(NodePtr value, TypePtr type) {
  return shop_->make<Typed>(value, shop_->keep(std::move(type)));
}

}  // namespace haven::feel
