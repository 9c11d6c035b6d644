#include "common/dmn/boxes.hpp"

#include "common/dmn/feel_types.hpp"
#include "common/dmn/reading.hpp"
#include "common/dmn/table_compiler.hpp"

namespace haven::dmn {
namespace {

using feel::NodePtr;
using feel::Value;

// Stands for a text that is no FEEL.
class InvalidText : public feel::HostNode {
 public:
  explicit InvalidText(std::string problem) : problem_(std::move(problem)) {}
  Value evaluate(feel::Evaluation& evaluation, feel::Frame&) const override {
    return evaluation.null_because("the text is no FEEL", problem_);
  }

 private:
  std::string problem_;
};

// What a type of the model makes of a value.
class TypedValue : public feel::HostNode {
 public:
  TypedValue(NodePtr inner, const Types& types, TypeId type)
      : inner_(inner), types_(types), type_(type) {}
  Value evaluate(feel::Evaluation& evaluation, feel::Frame& frame) const override {
    return types_.coerce(inner_->evaluate(evaluation, frame), type_, evaluation);
  }

 private:
  NodePtr inner_;
  const Types& types_;
  TypeId type_;
};

// A condition that is neither true, false nor null is an error, unlike that of a FEEL text.
class ConditionalValue : public feel::HostNode {
 public:
  ConditionalValue(NodePtr condition, NodePtr then, NodePtr otherwise)
      : condition_(condition), then_(then), otherwise_(otherwise) {}
  Value evaluate(feel::Evaluation& evaluation, feel::Frame& frame) const override {
    const Value holds = condition_->evaluate(evaluation, frame);
    if (!holds.is_null() && holds.kind() != feel::Kind::boolean) {
      return evaluation.null_because("a condition is true or false");
    }
    return (holds.is_true() ? then_ : otherwise_)->evaluate(evaluation, frame);
  }

 private:
  NodePtr condition_, then_, otherwise_;
};

feel::CompileOptions options_of(const LoadOptions& options) {
  feel::CompileOptions compile;
  compile.unknown_names_are_null = !options.strict_names;
  return compile;
}

}  // namespace

void add_functions(const LoadOptions& options, feel::Names& names) {
  if (options.functions == nullptr) return;
  for (const auto& each : options.functions->functions()) {
    names.add_function(each.name, each.parameters, each.call);
  }
}

BodyCompiler::BodyCompiler(const Surroundings& around, const feel::Names& names, NodeId node)
    : around_(around), node_(node), compiler_(names, options_of(around.options)) {
  for (const auto& [name, type] : around.named_types) compiler_.define_type(name, type);
  for (const std::string& field : around.fields) compiler_.define_field(field);
}

feel::Expression BodyCompiler::finish(const Boxed& boxed) {
  return compiler_.finish(node(boxed));
}

TypeId BodyCompiler::type_named(const std::string& name, int line) const {
  return TypeNames::find(name, line, around_.model, around_.types);
}

NodePtr BodyCompiler::accepted(Result<NodePtr> made, int line) {
  if (made) return *made;
  if (around_.options.strict_texts) throw Unreadable{line, made.error().detail};
  return compiler_.host(std::make_unique<InvalidText>(made.error().detail));
}

NodePtr BodyCompiler::text(const std::string& text, int line) {
  return accepted(compiler_.expression(text), line);
}

NodePtr BodyCompiler::typed(NodePtr node, const std::string& type, int line) {
  const TypeId wanted = type_named(type, line);
  if (wanted == any_type) return node;
  return compiler_.host(std::make_unique<TypedValue>(node, around_.graph.types, wanted));
}

NodePtr BodyCompiler::node(const Boxed& boxed) {
  return typed(untyped(boxed), boxed.type, boxed.line);
}

NodePtr BodyCompiler::untyped(const Boxed& boxed) {
  if (const auto* box = std::get_if<LiteralBox>(&boxed.form)) return text(box->text, boxed.line);
  if (const auto* box = std::get_if<ContextBox>(&boxed.form)) return context(*box);
  if (const auto* box = std::get_if<InvocationBox>(&boxed.form)) return invocation(*box);
  if (const auto* box = std::get_if<ListBox>(&boxed.form)) return list(box->items);
  if (const auto* box = std::get_if<RelationBox>(&boxed.form)) return relation(*box);
  if (const auto* box = std::get_if<FunctionBox>(&boxed.form)) return function(*box);
  if (const auto* box = std::get_if<FilterBox>(&boxed.form)) return filter(*box);
  if (const auto* box = std::get_if<IterationBox>(&boxed.form)) return iteration(*box);
  if (const auto* box = std::get_if<Table>(&boxed.form)) return table(*box, boxed.line);
  const auto& box = std::get<ConditionalBox>(boxed.form);
  const NodePtr condition = node(*box.condition);
  const NodePtr then = node(*box.then);
  return compiler_.host(std::make_unique<ConditionalValue>(condition, then, node(*box.otherwise)));
}

NodePtr BodyCompiler::context(const ContextBox& box) {
  std::vector<feel::ContextItem> items;
  NodePtr result = nullptr;
  compiler_.enter();
  for (const ContextEntryBox& each : box.entries) {
    const NodePtr value = node(*each.value);
    if (!each.variable) {
      result = value;
      continue;
    }
    const Item& variable = *each.variable;
    compiler_.define_field(variable.name);
    const NodePtr coerced = typed(value, variable.type, variable.line);
    items.push_back({variable.name, compiler_.declare(variable.name), coerced});
  }
  compiler_.leave();
  return compiler_.context(items, result);
}

NodePtr BodyCompiler::invocation(const InvocationBox& box) {
  const NodePtr called = node(*box.called);
  std::vector<feel::NamedNode> arguments;
  for (const auto& [parameter, value] : box.bindings) {
    arguments.push_back({parameter.name, typed(node(*value), parameter.type, parameter.line)});
  }
  return compiler_.invocation(called, arguments);
}

NodePtr BodyCompiler::list(const std::vector<BoxedPtr>& boxes) {
  std::vector<NodePtr> items;
  for (const BoxedPtr& each : boxes) items.push_back(node(*each));
  return compiler_.list(items);
}

// A list of contexts whose cells do not see one another.
NodePtr BodyCompiler::relation(const RelationBox& box) {
  std::vector<NodePtr> rows;
  for (const Item& column : box.columns) compiler_.define_field(column.name);
  for (const auto& row : box.rows) {
    std::vector<feel::ContextItem> items;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Item& column = box.columns[i];
      items.push_back({column.name, 0, typed(node(*row[i]), column.type, column.line)});
    }
    compiler_.enter();
    for (feel::ContextItem& item : items) item.local = compiler_.declare(item.key);
    compiler_.leave();
    rows.push_back(compiler_.context(items));
  }
  return compiler_.list(rows);
}

NodePtr BodyCompiler::function(const FunctionBox& box) {
  if (!box.body) return compiler_.constant({});
  std::vector<feel::Parameter> parameters;
  for (const Item& each : box.parameters) {
    parameters.push_back(
        {each.name, feel_type(around_.graph.types, type_named(each.type, each.line))});
  }
  compiler_.enter_function(std::move(parameters));
  return compiler_.leave_function(node(*box.body));
}

NodePtr BodyCompiler::filter(const FilterBox& box) {
  const NodePtr list = node(*box.list);
  const feel::Local item = compiler_.enter_item();
  const NodePtr condition = node(*box.match);
  compiler_.leave();
  return compiler_.filter(list, item, condition);
}

NodePtr BodyCompiler::iteration(const IterationBox& box) {
  const NodePtr domain = node(*box.list);
  compiler_.enter();
  const bool lists = box.kind == IterationBox::Kind::each;
  const feel::Local partial = lists ? compiler_.declare("partial") : feel::Local{};
  const feel::Iteration over{compiler_.declare(box.variable.name), domain, nullptr};
  const NodePtr body = node(*box.body);
  compiler_.leave();
  if (lists) return compiler_.for_each({over}, partial, body);
  return box.kind == IterationBox::Kind::some ? compiler_.some({over}, body)
                                              : compiler_.every({over}, body);
}

NodePtr BodyCompiler::table(const Table& table, int line) {
  return TableCompiler{table, *this}.compile(line);
}

}  // namespace haven::dmn
