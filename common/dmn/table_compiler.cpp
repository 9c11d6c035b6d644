#include "common/dmn/table_compiler.hpp"

#include "common/dmn/constants.hpp"

namespace haven::dmn {
namespace {

using feel::NodePtr;
using feel::Value;

std::vector<std::string> column_of(const Table& table, std::size_t index) {
  std::vector<std::string> entries;
  for (const TableRule& rule : table.rules) entries.push_back(rule.inputs[index]);
  return entries;
}

}  // namespace

NodePtr TableCompiler::compile(int line) {
  Graph& graph = body_.around_.graph;
  CompiledTable made;
  made.id = graph.tables.size();
  const Node& owner = graph.nodes[body_.node_];
  graph.tables.push_back({owner.name, owner.kind == Node::Kind::decision, &table_, line});
  graph.table_owners.push_back(body_.node_);
  made.types = &graph.types;
  made.policy = table_.policy;
  made.aggregation = table_.aggregation;
  made.rules = table_.rules.size();
  for (std::size_t i = 0; i < table_.inputs.size(); ++i) made.inputs.push_back(input(i));
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) made.outputs.push_back(output(i));
  return body_.compiler_.host(std::make_unique<TableNode>(std::move(made)));
}

NodePtr TableCompiler::tests(const std::string& text, int line, feel::Local input) {
  return body_.accepted(body_.compiler_.unary_tests(text, input), line);
}

CompiledInput TableCompiler::input(std::size_t index) {
  const TableInput& said = table_.inputs[index];
  CompiledInput made;
  made.expression = body_.text(said.expression, said.line);
  made.type = body_.type_named(said.type, said.line);
  body_.compiler_.enter();
  made.local = body_.compiler_.declare("?");
  if (!said.allowed.empty()) made.allowed = tests(said.allowed, said.line, made.local);
  for (const TableRule& rule : table_.rules) {
    const std::string& entry = rule.inputs[index];
    made.entries.push_back(matches_anything(entry) ? nullptr : tests(entry, rule.line, made.local));
    made.is_free = made.is_free && made.entries.back() == nullptr;
  }
  body_.compiler_.leave();
  made.column = Column::of(column_of(table_, index), body_.around_.graph.constants.arena);
  return made;
}

CompiledOutput TableCompiler::output(std::size_t index) {
  const TableOutput& said = table_.outputs[index];
  CompiledOutput made;
  made.name = said.name;
  if (!said.name.empty()) body_.compiler_.define_field(said.name);
  made.type = body_.type_named(said.type, said.line);
  made.priorities = priorities(said);
  if (!said.default_text.empty()) made.otherwise = body_.text(said.default_text, said.line);
  for (const TableRule& rule : table_.rules) {
    made.entries.push_back(body_.text(rule.outputs[index], rule.line));
  }
  return made;
}

// The output values are a list of constants; other tests among them give no order.
std::vector<Value> TableCompiler::priorities(const TableOutput& output) {
  if (output.allowed.empty()) return {};
  const auto list = feel::Expression::compile("[" + output.allowed + "]", {});
  if (!list) return {};
  feel::Evaluation evaluation;
  const Value values =
      feel::copy(feel::evaluate(*list, evaluation, {}), body_.around_.graph.constants.arena);
  if (values.kind() != feel::Kind::list) return {};
  return {values.items().begin(), values.items().end()};
}

}  // namespace haven::dmn
