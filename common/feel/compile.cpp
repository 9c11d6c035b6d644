#include "common/feel/compile.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "common/feel/lexer.hpp"
#include "common/feel/nodes_collections.hpp"
#include "common/feel/nodes_functions.hpp"
#include "common/feel/parse.hpp"
#include "common/feel/workshop.hpp"

namespace haven::feel {

Compiler::Compiler(const Names& names, const CompileOptions& options)
    : shop_(std::make_unique<Workshop>(names, options)) {}
Compiler::~Compiler() = default;

// ---- scopes

void Compiler::enter() {
  shop_->scopes.push_back({shop_->functions.size() - 1, false, {}});
}

Local Compiler::declare(std::string_view name) {
  return shop_->declare(normal_name(name));
}

Local Compiler::enter_item() {
  enter();
  const Local item = declare("item");
  shop_->scopes.back().has_item = true;
  return item;
}

void Compiler::leave() {
  ensure(!shop_->scopes.empty(), "a scope is left that was not entered");
  shop_->scopes.pop_back();
}

void Compiler::enter_function(std::vector<Parameter> parameters) {
  shop_->functions.emplace_back();
  enter();
  for (const Parameter& parameter : parameters) declare(parameter.name);
  shop_->functions.back().parameters = std::move(parameters);
}

NodePtr Compiler::leave_function(NodePtr body, TypePtr result) {
  leave();
  const FunctionScope function = std::move(shop_->functions.back());
  shop_->functions.pop_back();
  std::vector<std::string_view> names;
  std::vector<const Type*> types;
  for (const Parameter& parameter : function.parameters) {
    names.push_back(shop_->keep(std::string_view(normal_name(parameter.name))));
    types.push_back(parameter.type ? &shop_->keep(parameter.type) : nullptr);
  }
  std::vector<NodePtr> captured;
  std::vector<Local> captured_into;
  for (const auto& capture : function.captures) {
    captured.push_back(capture.outside);
    captured_into.push_back(capture.inside);
  }
  const auto* code = std::construct_at(
      shop_->program->arena.array<FunctionCode>(1),
      FunctionCode{shop_->keep(names), shop_->keep(types), shop_->keep(captured),
                   shop_->keep(captured_into), result ? &shop_->keep(std::move(result)) : nullptr,
                   body, function.most});
  return shop_->make<FunctionNode>(*code);
}

void Compiler::define_type(std::string name, TypePtr type) {
  shop_->types.insert_or_assign(normal_name(name), std::move(type));
}

void Compiler::define_field(std::string_view name) {
  std::string field = normal_name(name);
  shop_->know(field);
  shop_->fields.insert(std::move(field));
}

// ---- texts

namespace {
/// Memory is a bound of compiling, too.
template <class Parse>
auto bounded(std::string_view text, const Workshop& shop, const Parse& parse) -> decltype(parse()) {
  if (text.size() > shop.options.longest_text)
    return refuse_at(
        text, text.data(),
        "the text is longer than " + std::to_string(shop.options.longest_text) + " bytes");
  try {
    return parse();
  } catch (const LimitReached& limit) {
    return refuse_at(text, text.data(), limit.what);
  }
}
}  // namespace

Result<NodePtr> Compiler::expression(std::string_view text) {
  return bounded(text, *shop_, [&] { return parse_expression(*this, *shop_, text); });
}

Result<NodePtr> Compiler::unary_tests(std::string_view text, Local input) {
  return unary_tests(text, local(input));
}

Result<NodePtr> Compiler::unary_tests(std::string_view text, NodePtr input) {
  return bounded(text, *shop_, [&] { return parse_unary_tests(*this, *shop_, text, input); });
}

Result<TypePtr> Compiler::type(std::string_view text) {
  return bounded(text, *shop_, [&] { return parse_type(*this, *shop_, text); });
}

// ---- the program

NodePtr Compiler::host(std::unique_ptr<HostNode> node) {
  shop_->program->hosts.push_back(std::move(node));
  return shop_->make<Hosted>(*shop_->program->hosts.back());
}

Expression Compiler::finish(NodePtr root, std::string text) {
  ensure(shop_->scopes.empty() && shop_->functions.size() == 1, "a scope is still open");
  Program& program = *shop_->program;
  program.root = root;
  program.text = std::move(text);
  program.locals = shop_->functions.back().most;
  program.slots.assign(shop_->slots.begin(), shop_->slots.end());
  return Expression(std::move(shop_->program));
}

Result<Expression> Expression::compile(std::string_view text, const Names& names,
                                       const CompileOptions& options) {
  Compiler compiler(names, options);
  auto root = compiler.expression(text);
  if (!root) return pass(root);
  return compiler.finish(*root, std::string(text));
}

Result<Expression> Expression::compile_unary_tests(std::string_view text, const Names& names,
                                                   std::size_t input,
                                                   const CompileOptions& options) {
  Compiler compiler(names, options);
  auto root = compiler.unary_tests(text, compiler.slot(input));
  if (!root) return pass(root);
  return compiler.finish(*root, std::string(text));
}

}  // namespace haven::feel
