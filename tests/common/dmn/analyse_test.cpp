#include "common/dmn/analyse.hpp"

#include <gtest/gtest.h>

#include "tests/common/dmn/models.hpp"

namespace haven::dmn {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Example = std::vector<std::string>;

std::string cells(const std::string& tag, const std::string& text) {
  return "<" + tag + "><text><![CDATA[" + text + "]]></text></" + tag + ">";
}

// A table over x (and y), each row's last cell its output.
ModelPtr table_of(const Rows& rows, const std::string& policy = "UNIQUE",
                  const std::string& x_type = "", const std::string& allowed = "",
                  const std::string& otherwise = "") {
  const std::size_t width = rows[0].size() - 1;
  std::string text = "<decisionTable hitPolicy='" + policy + "'>";
  for (std::size_t i = 0; i < width; ++i) {
    text += std::string{"<input><inputExpression><text>"} + (i == 0 ? "x" : "y") +
            "</text></inputExpression>" +
            (i == 0 && !allowed.empty() ? cells("inputValues", allowed) : "") + "</input>";
  }
  text +=
      "<output>" + (otherwise.empty() ? "" : cells("defaultOutputEntry", otherwise)) + "</output>";
  for (const auto& row : rows) {
    text += "<rule>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += cells(i < width ? "inputEntry" : "outputEntry", row[i]);
    }
    text += "</rule>";
  }
  const std::string types =
      "<itemDefinition name='grade'><typeRef>string</typeRef><allowedValues>"
      "<text>\"A\", \"B\", \"C\"</text></allowedValues></itemDefinition>";
  return loaded(types + input("x", x_type) + input("y") +
                decision("d", text + "</decisionTable>", {"x", "y"}));
}

std::vector<std::string> sentences(const ModelPtr& model, const AnalysisBounds& bounds = {}) {
  std::vector<std::string> said;
  if (!model) return said;
  for (const Finding& finding : analyse(*model, 0, bounds).findings) {
    said.push_back(finding.sentence);
  }
  return said;
}

TEST(Analyse, FindsNothingInACompleteTable) {
  EXPECT_TRUE(sentences(table_of({{"< 18", "1"}, {"[18..65)", "2"}, {">= 65", "3"}})).empty());
}

TEST(Analyse, FindsAGapBetweenIntervals) {
  const auto model = table_of({{"< 18", "1"}, {"> 18", "2"}});
  const auto found = analyse(*model, 0).findings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::Kind::gap);
  EXPECT_EQ(found[0].example, Example{"18"});
  EXPECT_EQ(found[0].sentence, "no rule matches when x is 18");
}

TEST(Analyse, FindsAGapBelowAndAbove) {
  EXPECT_EQ(sentences(table_of({{"[1..2]", "1"}})),
            (std::vector<std::string>{"no rule matches when x is 0"}));
}

TEST(Analyse, FindsAGapAmongTexts) {
  EXPECT_EQ(sentences(table_of({{"\"a\"", "1"}, {"\"b\"", "2"}})),
            (std::vector<std::string>{"no rule matches when x is any other text"}));
  EXPECT_TRUE(sentences(table_of({{"\"a\"", "1"}, {"not(\"a\")", "2"}})).empty());
}

TEST(Analyse, TakesTheAllowedValuesOfTheColumn) {
  EXPECT_TRUE(
      sentences(table_of({{"\"a\"", "1"}, {"\"b\"", "2"}}, "UNIQUE", "", "\"a\", \"b\"")).empty());
  EXPECT_EQ(sentences(table_of({{"\"a\"", "1"}}, "UNIQUE", "", "\"a\", \"b\"")),
            (std::vector<std::string>{"no rule matches when x is \"b\""}));
}

TEST(Analyse, TakesTheAllowedValuesOfTheInputsType) {
  EXPECT_EQ(sentences(table_of({{"\"A\"", "1"}, {"\"B\"", "2"}}, "UNIQUE", "grade")),
            (std::vector<std::string>{"no rule matches when x is \"C\""}));
}

TEST(Analyse, ADefaultFillsEveryGap) {
  EXPECT_TRUE(sentences(table_of({{"1", "1"}}, "UNIQUE", "", "", "0")).empty());
}

TEST(Analyse, ListsMayBeEmpty) {
  EXPECT_TRUE(sentences(table_of({{"1", "1"}}, "COLLECT")).empty());
}

TEST(Analyse, CountsNullWhereAnEntryMentionsIt) {
  EXPECT_EQ(sentences(table_of({{"true", "1"}, {"not(null)", "2"}}, "FIRST")),
            (std::vector<std::string>{"no rule matches when x is null"}));
}

TEST(Analyse, FindsAnOverlapWithACase) {
  const auto model =
      table_of({{"<= 18", "-", "1"}, {">= 18", "true", "2"}, {"> 18", "false", "3"}});
  const auto found = analyse(*model, 0).findings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::Kind::overlap);
  EXPECT_EQ(found[0].rules, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(found[0].example, (Example{"18", "true"}));
}

TEST(Analyse, AnyAllowsOverlapsThatSayTheSame) {
  EXPECT_TRUE(sentences(table_of({{"<= 18", "1"}, {">= 18", "1"}}, "ANY")).empty());
  EXPECT_EQ(sentences(table_of({{"<= 18", "1"}, {">= 18", "2"}}, "ANY")).size(), 1U);
}

TEST(Analyse, FindsRulesThatNeverMatch) {
  EXPECT_EQ(sentences(table_of({{"< 5", "1"}, {">= 5", "2"}, {"[9..7]", "3"}})),
            (std::vector<std::string>{"rule 3 never matches: x is never [9..7]"}));
}

TEST(Analyse, FindsRulesThatEarlierOnesMask) {
  EXPECT_EQ(
      sentences(table_of({{"< 5", "1"}, {">= 5", "2"}, {"[3..7]", "3"}}, "FIRST")),
      (std::vector<std::string>{"rule 3 never decides: rules before it match whenever it does"}));
  EXPECT_TRUE(sentences(table_of({{"[3..7]", "3"}, {"< 5", "1"}, {">= 5", "2"}}, "FIRST")).empty());
}

TEST(Analyse, SaysWhatItCannotSee) {
  const auto model = table_of({{"< y", "-", "1"}});
  const auto analysis = analyse(*model, 0);
  EXPECT_TRUE(analysis.findings.empty());
  ASSERT_EQ(analysis.remarks.size(), 1U);
}

TEST(Analyse, StopsAtItsBounds) {
  Rows rows;
  for (int i = 0; i < 60; ++i) rows.push_back({std::to_string(i * 10), "-", "1"});
  const auto model = table_of(rows);
  EXPECT_EQ(sentences(model, {.findings = 7}).size(), 1U);  // what lies between them is one part
  const auto few = analyse(*model, 0, {.boxes = 1});
  EXPECT_EQ(few.remarks.size(), 1U);
}

}  // namespace
}  // namespace haven::dmn
