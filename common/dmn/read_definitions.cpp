#include <array>

#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

// The namespaces of DMN 1.1 to 1.5, in this order.
constexpr std::array<std::string_view, 5> spaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
};

std::string text_of_child(const Element& element, std::string_view name) {
  const Element* found = element.child(name);
  return found == nullptr ? "" : std::string{trimmed(found->text)};
}

std::string named(const Element& element) {
  std::string name = name_from(element.attribute("name"));
  if (name.empty()) throw Unreadable{element.line, "<" + element.name + "> needs a name"};
  return name;
}

Item variable_of(const Element& element, const std::string& name) {
  Item item{name, "", element.line};
  if (const Element* variable = element.child("variable")) item = item_from(*variable);
  if (item.name.empty()) item.name = name;
  return item;
}

Reference reference_from(const Element& element) {
  const std::string& href = element.attribute("href");
  const auto hash = href.find('#');
  if (hash == href.npos) {
    throw Unreadable{element.line, "href is written #id or namespace#id"};
  }
  return {href.substr(0, hash), href.substr(hash + 1), element.line};
}

// <informationRequirement><requiredInput href="..."/></informationRequirement>
std::vector<Reference> required(const Element& element, std::string_view requirement,
                                std::string_view what) {
  std::vector<Reference> references;
  for (const Element& each : element.children) {
    if (each.name != requirement) continue;
    if (const Element* one = each.child(what)) references.push_back(reference_from(*one));
  }
  return references;
}

std::vector<Reference> references_in(const Element& element, std::string_view name) {
  std::vector<Reference> references;
  for (const Element& each : element.children) {
    if (each.name == name) references.push_back(reference_from(each));
  }
  return references;
}

Decision decision_from(const Element& element) {
  Decision decision;
  decision.id = element.attribute("id");
  decision.name = named(element);
  decision.question = text_of_child(element, "question");
  decision.answer = text_of_child(element, "allowedAnswers");
  decision.variable = variable_of(element, decision.name);
  decision.inputs = required(element, "informationRequirement", "requiredInput");
  decision.decisions = required(element, "informationRequirement", "requiredDecision");
  decision.knowledge = required(element, "knowledgeRequirement", "requiredKnowledge");
  decision.logic = boxed_inside(element);
  decision.line = element.line;
  return decision;
}

KnowledgeModel knowledge_from(const Element& element) {
  KnowledgeModel model;
  model.id = element.attribute("id");
  model.name = named(element);
  model.variable = variable_of(element, model.name);
  model.knowledge = required(element, "knowledgeRequirement", "requiredKnowledge");
  model.line = element.line;
  if (const Element* logic = element.child("encapsulatedLogic")) {
    model.logic = function_from(*logic);
    model.result_type = type_of(*logic);
  }
  return model;
}

DecisionService service_from(const Element& element) {
  DecisionService service;
  service.id = element.attribute("id");
  service.name = named(element);
  service.variable = variable_of(element, service.name);
  service.outputs = references_in(element, "outputDecision");
  service.encapsulated = references_in(element, "encapsulatedDecision");
  service.input_decisions = references_in(element, "inputDecision");
  service.inputs = references_in(element, "inputData");
  service.line = element.line;
  return service;
}

ItemDefinition::Function function_item_from(const Element& element) {
  ItemDefinition::Function function{element.attribute("outputTypeRef"), {}};
  for (const Element& each : element.children) {
    if (each.name == "parameters") function.parameters.push_back(item_from(each));
  }
  return function;
}

ItemDefinition type_from(const Element& element) {
  ItemDefinition type;
  type.name = named(element);
  type.type = type_of(element);
  type.is_collection = element.attribute("isCollection") == "true";
  type.allowed = text_inside(element, "allowedValues");
  type.constraint = text_inside(element, "typeConstraint");
  type.line = element.line;
  for (const Element& each : element.children) {
    if (each.name == "itemComponent") type.components.push_back(type_from(each));
    if (each.name == "functionItem") type.function = function_item_from(each);
  }
  return type;
}

void read_child(const Element& element, Definitions& into) {
  if (!is_dmn(element)) return;
  const std::string& name = element.name;
  if (name == "import") {
    into.imports.push_back({element.attribute("namespace"), name_from(element.attribute("name")),
                            element.attribute("importType"), element.line});
  } else if (name == "itemDefinition") {
    into.types.push_back(type_from(element));
  } else if (name == "inputData") {
    const std::string input = named(element);
    into.inputs.push_back({element.attribute("id"), input, variable_of(element, input)});
  } else if (name == "decision") {
    into.decisions.push_back(decision_from(element));
  } else if (name == "businessKnowledgeModel") {
    into.knowledge.push_back(knowledge_from(element));
  } else if (name == "decisionService") {
    into.services.push_back(service_from(element));
  }
}

Definitions definitions_from(const Element& root) {
  if (root.name != "definitions" || !is_dmn(root)) {
    throw Unreadable{root.line,
                     "a model begins with <definitions> in a namespace of DMN 1.1 to "
                     "1.5, for example " +
                         std::string{spaces.back()}};
  }
  Definitions definitions;
  definitions.space = root.attribute("namespace");
  definitions.name = root.attribute("name");
  definitions.prefixes = root.prefixes;
  for (const Element& each : root.children) read_child(each, definitions);
  return definitions;
}

}  // namespace

bool is_dmn(const Element& element) {
  for (const std::string_view space : spaces) {
    if (element.space == space) return true;
  }
  return false;
}

std::string name_from(std::string_view text) {
  std::string name;
  for (const char c : trimmed(text)) {
    const bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!white) {
      name += c;
    } else if (name.back() != ' ') {
      name += ' ';
    }
  }
  return name;
}

std::string type_of(const Element& element) {
  if (element.has("typeRef")) return name_from(element.attribute("typeRef"));
  const Element* child = element.child("typeRef");
  return child == nullptr ? "" : name_from(child->text);
}

Item item_from(const Element& element) {
  return {name_from(element.attribute("name")), type_of(element), element.line};
}

std::string text_inside(const Element& element, std::string_view child) {
  const Element* found = element.child(child);
  if (found == nullptr || found->child("text") == nullptr) return "";
  return std::string{trimmed(found->child("text")->text)};
}

Result<Definitions> read_definitions(std::string_view xml) {
  const auto root = read_xml(xml);
  if (!root) return pass(root);
  try {
    return definitions_from(*root);
  } catch (const Unreadable& problem) {
    return refuse_at(problem.line, "invalid_model", problem.sentence);
  }
}

}  // namespace haven::dmn
