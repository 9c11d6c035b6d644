#include <gtest/gtest.h>

#include "tests/common/dmn/models.hpp"

namespace haven::dmn {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string cell(const std::string& tag, const std::string& text) {
  return "<" + tag + "><text><![CDATA[" + text + "]]></text></" + tag + ">";
}

struct TableText {
  std::string policy = "UNIQUE";
  std::string aggregation = {};
  std::vector<std::string> inputs{"x"};
  std::string outputs = "<output/>";
  Rows rows = {};  // inputs, then outputs
};

std::string xml_of(const TableText& table) {
  std::string text = "<decisionTable hitPolicy='" + table.policy + "'";
  if (!table.aggregation.empty()) text += " aggregation='" + table.aggregation + "'";
  text += ">";
  for (const auto& input : table.inputs) {
    text += "<input><inputExpression><text>" + input + "</text></inputExpression></input>";
  }
  text += table.outputs;
  for (const auto& row : table.rows) {
    text += "<rule>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += cell(i < table.inputs.size() ? "inputEntry" : "outputEntry", row[i]);
    }
    text += "</rule>";
  }
  return text + "</decisionTable>";
}

ModelPtr model_of(const TableText& table) {
  std::string body;
  for (const auto& name : table.inputs) body += input(name);
  return loaded(body + decision("d", xml_of(table), table.inputs));
}

std::string run(const TableText& table, const Facts& facts, Trace* trace = nullptr) {
  return value_of(model_of(table), "d", facts, trace);
}

const Rows ages{{"< 18", "\"child\""}, {"[18..65)", "\"adult\""}, {">= 65", "\"elder\""}};

TEST(Table, UniqueGivesTheOnlyRule) {
  const TableText table{.rows = ages};
  EXPECT_EQ(run(table, {{"x", "17"}}), "child");
  EXPECT_EQ(run(table, {{"x", "18"}}), "adult");
  EXPECT_EQ(run(table, {{"x", "64.9"}}), "adult");
  EXPECT_EQ(run(table, {{"x", "65"}}), "elder");
  EXPECT_EQ(run(table, {{"x", "null"}}), "null");
  EXPECT_EQ(run(table, {{"x", "\"17\""}}), "null");
}

TEST(Table, UniqueIsNullWhenTwoRulesMatch) {
  const TableText table{.rows = {{"> 1", "1"}, {"> 2", "2"}}};
  EXPECT_EQ(run(table, {{"x", "2"}}), "1");
  EXPECT_EQ(run(table, {{"x", "3"}}), "null");
}

TEST(Table, AnyWantsOneAnswer) {
  const TableText table{.policy = "ANY", .rows = {{"> 1", "1"}, {"> 2", "1"}, {"> 3", "2"}}};
  EXPECT_EQ(run(table, {{"x", "3"}}), "1");
  EXPECT_EQ(run(table, {{"x", "4"}}), "null");
}

TEST(Table, FirstGivesTheFirst) {
  const TableText table{.policy = "FIRST", .rows = {{"> 5", "1"}, {"> 2", "2"}, {"-", "3"}}};
  EXPECT_EQ(run(table, {{"x", "6"}}), "1");
  EXPECT_EQ(run(table, {{"x", "5"}}), "2");
  EXPECT_EQ(run(table, {{"x", "2"}}), "3");
  EXPECT_EQ(run(table, {{"x", "null"}}), "3");
}

const std::string ordered =
    "<output><outputValues><text>\"high\", \"middle\", \"low\"</text></outputValues></output>";
const Rows risks{{"> 1", "\"low\""}, {"> 2", "\"high\""}, {"> 3", "\"middle\""}};

TEST(Table, PriorityFollowsTheOutputValues) {
  const TableText table{.policy = "PRIORITY", .outputs = ordered, .rows = risks};
  EXPECT_EQ(run(table, {{"x", "2"}}), "low");
  EXPECT_EQ(run(table, {{"x", "4"}}), "high");
}

TEST(Table, OutputOrderSortsByTheOutputValues) {
  const TableText table{.policy = "OUTPUT ORDER", .outputs = ordered, .rows = risks};
  EXPECT_EQ(run(table, {{"x", "4"}}), R"(["high", "middle", "low"])");
}

TEST(Table, RuleOrderAndCollectListInOrder) {
  EXPECT_EQ(run({.policy = "RULE ORDER", .rows = risks}, {{"x", "4"}}),
            R"(["low", "high", "middle"])");
  EXPECT_EQ(run({.policy = "COLLECT", .rows = risks}, {{"x", "3"}}), R"(["low", "high"])");
  EXPECT_EQ(run({.policy = "COLLECT", .rows = risks}, {{"x", "1"}}), "[]");
}

TEST(Table, CollectAggregates) {
  const Rows rows{{"> 1", "10"}, {"> 2", "30"}, {"> 3", "20"}};
  const auto collected = [&](const char* how, const char* x) {
    return run({.policy = "COLLECT", .aggregation = how, .rows = rows}, {{"x", x}});
  };
  EXPECT_EQ(collected("SUM", "4"), "60");
  EXPECT_EQ(collected("MIN", "4"), "10");
  EXPECT_EQ(collected("MAX", "4"), "30");
  EXPECT_EQ(collected("COUNT", "4"), "3");
  EXPECT_EQ(collected("COUNT", "1"), "0");
  EXPECT_EQ(collected("SUM", "1"), "null");
}

TEST(Table, SeveralOutputsMakeAContext) {
  const TableText table{.outputs = "<output name='a'/><output name='b'/>",
                        .rows = {{"1", "10", "\"x\""}}};
  EXPECT_EQ(run(table, {{"x", "1"}}), R"({a: 10, b: "x"})");
}

TEST(Table, DefaultOutputStandsInWhenNoRuleMatches) {
  const TableText table{
      .outputs = "<output><defaultOutputEntry><text>\"other\"</text></defaultOutputEntry></output>",
      .rows = {{"1", "\"one\""}}};
  EXPECT_EQ(run(table, {{"x", "1"}}), "one");
  EXPECT_EQ(run(table, {{"x", "2"}}), "other");
}

TEST(Table, EntriesMayUseOtherInputs) {
  const TableText table{.inputs = {"x", "y"},
                        .rows = {{"> y", "-", "\"more\""}, {"<= y", "-", "\"not more\""}}};
  EXPECT_EQ(run(table, {{"x", "3"}, {"y", "2"}}), "more");
  EXPECT_EQ(run(table, {{"x", "2"}, {"y", "2"}}), "not more");
}

TEST(Table, InputOutsideTheAllowedValuesIsNull) {
  const std::string table =
      "<decisionTable><input><inputExpression><text>x</text></inputExpression>"
      "<inputValues><text>\"a\", \"b\"</text></inputValues></input><output/>"
      "<rule>" +
      cell("inputEntry", "-") + cell("outputEntry", "1") + "</rule></decisionTable>";
  const auto model = loaded(input("x") + decision("d", table, {"x"}));
  EXPECT_EQ(value_of(model, "d", {{"x", "\"b\""}}), "1");
  EXPECT_EQ(value_of(model, "d", {{"x", "\"c\""}}), "null");
}

TEST(Table, TraceSaysWhichRulesMatched) {
  Trace trace;
  run({.policy = "COLLECT", .rows = {{"> 1", "1"}, {"> 5", "2"}, {"> 2", "3"}}}, {{"x", "3"}},
      &trace);
  ASSERT_EQ(trace.hits.size(), 1U);
  EXPECT_EQ(trace.hits[0].rules, (std::vector<std::uint32_t>{0, 2}));
}

TEST(Table, AnnotationsAreKeptWithTheirNames) {
  const std::string table =
      "<decisionTable><input><inputExpression><text>x</text></inputExpression></input><output/>"
      "<annotation name='source'/><rule>" +
      cell("inputEntry", "1") + cell("outputEntry", "2") + cell("annotationEntry", "clause 7") +
      "</rule></decisionTable>";
  const auto model = loaded(input("x") + decision("d", table, {"x"}));
  ASSERT_TRUE(model);
  ASSERT_EQ(model->tables().size(), 1U);
  const Table& kept = *model->tables()[0].table;
  EXPECT_EQ(kept.annotations, std::vector<std::string>{"source"});
  EXPECT_EQ(kept.rules[0].annotations, std::vector<std::string>{"clause 7"});
}

TEST(Table, HoldsMoreRulesThanOneWord) {
  Rows rows;
  for (int i = 0; i < 200; ++i) rows.push_back({std::to_string(i), std::to_string(i * 2)});
  const auto model = model_of({.rows = rows});
  EXPECT_EQ(value_of(model, "d", {{"x", "0"}}), "0");
  EXPECT_EQ(value_of(model, "d", {{"x", "63"}}), "126");
  EXPECT_EQ(value_of(model, "d", {{"x", "64"}}), "128");
  EXPECT_EQ(value_of(model, "d", {{"x", "199"}}), "398");
  EXPECT_EQ(value_of(model, "d", {{"x", "200"}}), "null");
}

TEST(Table, RefusesARuleOfAnotherWidth) {
  const std::string xml = definitions(
      "<decision name='d'><decisionTable>\n<input><inputExpression><text>1</text></inputExpression>"
      "</input><output/>\n<rule><outputEntry><text>1</text></outputEntry></rule></decisionTable>"
      "</decision>");
  EXPECT_EQ(refusal(xml), "line 3: a rule has one <inputEntry> for each <input> of its table");
}

TEST(Table, RefusesAnUnknownHitPolicy) {
  const std::string xml = definitions(
      "<decision name='d'><decisionTable hitPolicy='BEST'><output/></decisionTable></decision>");
  EXPECT_EQ(refusal(xml),
            "line 1: hitPolicy is one of UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER, "
            "COLLECT");
}

}  // namespace
}  // namespace haven::dmn
