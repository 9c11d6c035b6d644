#include <array>

#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

template <class T>
using Spelling = std::pair<std::string_view, T>;

constexpr std::array<Spelling<HitPolicy>, 7> policies{{
    {"UNIQUE", HitPolicy::unique},
    {"ANY", HitPolicy::any},
    {"PRIORITY", HitPolicy::priority},
    {"FIRST", HitPolicy::first},
    {"RULE ORDER", HitPolicy::rule_order},
    {"OUTPUT ORDER", HitPolicy::output_order},
    {"COLLECT", HitPolicy::collect},
}};

constexpr std::array<Spelling<Aggregation>, 4> aggregations{{
    {"SUM", Aggregation::sum},
    {"COUNT", Aggregation::count},
    {"MIN", Aggregation::min},
    {"MAX", Aggregation::max},
}};

template <class T, std::size_t size>
T value_of(const Element& element, std::string_view attribute, T otherwise,
           const std::array<Spelling<T>, size>& spellings) {
  const std::string& said = element.attribute(attribute);
  if (said.empty()) return otherwise;
  std::string choice;
  for (const auto& [spelling, value] : spellings) {
    if (spelling == said) return value;
    choice += (choice.empty() ? "" : ", ") + std::string{spelling};
  }
  throw Unreadable{element.line, std::string{attribute} + " is one of " + choice};
}

TableInput input_from(const Element& element) {
  TableInput input;
  input.label = element.attribute("label");
  input.line = element.line;
  input.allowed = text_inside(element, "inputValues");
  const Element* expression = element.child("inputExpression");
  if (expression == nullptr || expression->child("text") == nullptr) {
    throw Unreadable{element.line, "<input> needs an <inputExpression> with a <text>"};
  }
  input.expression = expression->child("text")->text;
  input.type = type_of(*expression);
  return input;
}

TableOutput output_from(const Element& element) {
  TableOutput output;
  output.name = name_from(element.attribute("name"));
  output.label = element.attribute("label");
  output.type = type_of(element);
  output.allowed = text_inside(element, "outputValues");
  output.default_text = text_inside(element, "defaultOutputEntry");
  output.line = element.line;
  return output;
}

std::string entry_text(const Element& element) {
  const Element* text = element.child("text");
  return text == nullptr ? "" : text->text;
}

TableRule rule_from(const Element& element) {
  TableRule rule;
  rule.id = element.attribute("id");
  rule.line = element.line;
  if (const Element* said = element.child("description")) rule.description = said->text;
  for (const Element& each : element.children) {
    if (each.name == "inputEntry") rule.inputs.push_back(entry_text(each));
    if (each.name == "outputEntry") rule.outputs.push_back(entry_text(each));
    if (each.name == "annotationEntry") rule.annotations.push_back(entry_text(each));
  }
  return rule;
}

void check_widths(const Table& table, const TableRule& rule) {
  if (rule.inputs.size() != table.inputs.size()) {
    throw Unreadable{rule.line, "a rule has one <inputEntry> for each <input> of its table"};
  }
  if (rule.outputs.size() != table.outputs.size()) {
    throw Unreadable{rule.line, "a rule has one <outputEntry> for each <output> of its table"};
  }
}

void check_outputs(const Table& table, int line) {
  if (table.outputs.empty()) throw Unreadable{line, "a decision table needs an <output>"};
  for (const TableOutput& output : table.outputs) {
    if (table.outputs.size() > 1 && output.name.empty()) {
      throw Unreadable{output.line, "of several outputs each has a name"};
    }
  }
}

}  // namespace

Table table_from(const Element& element) {
  Table table;
  table.policy = value_of(element, "hitPolicy", HitPolicy::unique, policies);
  table.aggregation = value_of(element, "aggregation", Aggregation::none, aggregations);
  for (const Element& each : element.children) {
    if (each.name == "input") table.inputs.push_back(input_from(each));
    if (each.name == "output") table.outputs.push_back(output_from(each));
    if (each.name == "annotation") table.annotations.push_back(each.attribute("name"));
    if (each.name == "rule") table.rules.push_back(rule_from(each));
  }
  check_outputs(table, element.line);
  for (const TableRule& rule : table.rules) check_widths(table, rule);
  return table;
}

}  // namespace haven::dmn
