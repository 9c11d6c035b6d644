#include <array>

#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

template <class Form>
BoxedPtr box(Form form, const Element& element) {
  auto made = std::make_unique<Boxed>();
  made->form = std::move(form);
  made->type = type_of(element);
  made->line = element.line;
  return made;
}

const Element& child_of(const Element& element, std::string_view name) {
  if (const Element* found = element.child(name)) return *found;
  throw Unreadable{element.line,
                   "<" + element.name + "> needs a <" + std::string{name} + "> inside"};
}

BoxedPtr literal_from(const Element& element) {
  const Element* text = element.child("text");
  return box(LiteralBox{text == nullptr ? "" : text->text}, element);
}

BoxedPtr context_from(const Element& element) {
  ContextBox context;
  for (const Element& each : element.children) {
    if (each.name != "contextEntry" || !is_dmn(each)) continue;
    ContextEntryBox entry;
    if (const Element* variable = each.child("variable")) entry.variable = item_from(*variable);
    entry.value = boxed_inside(each);
    if (!entry.value) entry.value = box(LiteralBox{"null"}, each);
    context.entries.push_back(std::move(entry));
  }
  return box(std::move(context), element);
}

BoxedPtr invocation_from(const Element& element) {
  InvocationBox invocation;
  invocation.called = boxed_wanted(element);
  for (const Element& each : element.children) {
    if (each.name != "binding") continue;
    BoxedPtr value = boxed_inside(each);
    if (!value) value = box(LiteralBox{"null"}, each);
    invocation.bindings.emplace_back(item_from(child_of(each, "parameter")), std::move(value));
  }
  return box(std::move(invocation), element);
}

std::vector<BoxedPtr> boxes_in(const Element& element) {
  std::vector<BoxedPtr> boxes;
  for (const Element& each : element.children) {
    if (BoxedPtr made = boxed_from(each)) boxes.push_back(std::move(made));
  }
  return boxes;
}

BoxedPtr relation_from(const Element& element) {
  RelationBox relation;
  for (const Element& each : element.children) {
    if (each.name == "column") relation.columns.push_back(item_from(each));
    if (each.name != "row") continue;
    relation.rows.push_back(boxes_in(each));
    if (relation.rows.back().size() != relation.columns.size()) {
      throw Unreadable{each.line, "a row has as many expressions as the relation has columns"};
    }
  }
  return box(std::move(relation), element);
}

BoxedPtr conditional_from(const Element& element) {
  return box(
      ConditionalBox{boxed_wanted(child_of(element, "if")), boxed_wanted(child_of(element, "then")),
                     boxed_wanted(child_of(element, "else"))},
      element);
}

BoxedPtr filter_from(const Element& element) {
  return box(
      FilterBox{boxed_wanted(child_of(element, "in")), boxed_wanted(child_of(element, "match"))},
      element);
}

BoxedPtr iteration_from(const Element& element, IterationBox::Kind kind) {
  IterationBox iteration;
  iteration.kind = kind;
  iteration.variable.name = name_from(element.attribute("iteratorVariable"));
  iteration.variable.line = element.line;
  if (iteration.variable.name.empty()) {
    throw Unreadable{element.line, "<" + element.name + "> needs an iteratorVariable"};
  }
  const Element& list = child_of(element, "in");
  iteration.variable.type = "";
  iteration.list = boxed_wanted(list);
  iteration.body =
      boxed_wanted(child_of(element, kind == IterationBox::Kind::each ? "return" : "satisfies"));
  return box(std::move(iteration), element);
}

}  // namespace

FunctionBox function_from(const Element& element) {
  FunctionBox function;
  function.is_feel = element.attribute("kind").empty() || element.attribute("kind") == "FEEL";
  for (const Element& each : element.children) {
    if (each.name == "formalParameter") function.parameters.push_back(item_from(each));
  }
  if (function.is_feel) function.body = boxed_inside(element);
  return function;
}

BoxedPtr boxed_from(const Element& element) {
  if (!is_dmn(element)) return nullptr;
  const std::string& name = element.name;
  if (name == "literalExpression") return literal_from(element);
  if (name == "context") return context_from(element);
  if (name == "invocation") return invocation_from(element);
  if (name == "list") return box(ListBox{boxes_in(element)}, element);
  if (name == "relation") return relation_from(element);
  if (name == "functionDefinition") return box(function_from(element), element);
  if (name == "decisionTable") return box(table_from(element), element);
  if (name == "conditional") return conditional_from(element);
  if (name == "filter") return filter_from(element);
  if (name == "for") return iteration_from(element, IterationBox::Kind::each);
  if (name == "some") return iteration_from(element, IterationBox::Kind::some);
  if (name == "every") return iteration_from(element, IterationBox::Kind::every);
  return nullptr;
}

BoxedPtr boxed_inside(const Element& element) {
  for (const Element& each : element.children) {
    if (BoxedPtr made = boxed_from(each)) return made;
  }
  return nullptr;
}

BoxedPtr boxed_wanted(const Element& element) {
  if (BoxedPtr made = boxed_inside(element)) return made;
  throw Unreadable{element.line, "<" + element.name +
                                     "> needs an expression inside, for example a "
                                     "<literalExpression>"};
}

}  // namespace haven::dmn
