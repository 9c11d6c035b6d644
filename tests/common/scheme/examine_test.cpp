#include "common/scheme/examine.hpp"

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

std::string row(const std::string& days) {
  return "<rule><inputEntry><text><![CDATA[" + days +
         "]]></text></inputEntry><outputEntry><text>1</text></outputEntry>"
         "<annotationEntry><text>law</text></annotationEntry></rule>";
}

PackPtr with_rows(const std::string& rows, const std::string& policy = "UNIQUE") {
  SmallPack small{"benefits:\n" + grant("amount: rate")};
  small.tables =
      R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
  id="s" name="s" namespace="urn:s">
  <inputData id="i" name="facts.days"><variable name="facts.days" typeRef="number"/></inputData>
  <decision id="d" name="rate"><variable name="rate" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable hitPolicy=")" +
      policy +
      R"("><input><inputExpression typeRef="number"><text>facts.days</text></inputExpression>
      </input>
      <output typeRef="number"/><annotation name="source"/>)" +
      rows + "</decisionTable></decision></definitions>";
  return small.load();
}

TEST(Examined, FindsNothingInATableThatCoversEachDayOnce) {
  const auto found = examined(*with_rows(row("< 7") + row(">= 7")));
  EXPECT_TRUE(found.doubts.empty());
  EXPECT_EQ(found.tables, 1U);
  EXPECT_EQ(found.rows, 2U);
}

TEST(Examined, FindsTheDayBetweenTwoRows) {
  const auto found = examined(*with_rows(row("< 7") + row("> 7")));
  ASSERT_EQ(found.doubts.size(), 1U);
  EXPECT_EQ(found.doubts[0].kind, "gap");
  EXPECT_EQ(found.doubts[0].file, "fund.dmn");
  EXPECT_EQ(found.doubts[0].table, "rate");
  EXPECT_EQ(found.doubts[0].example, "facts.days 7");
  EXPECT_FALSE(found.doubts[0].sentence.empty());
}

TEST(Examined, FindsTheDayInTwoRows) {
  const auto found = examined(*with_rows(row("<= 7") + row(">= 7")));
  ASSERT_EQ(found.doubts.size(), 1U);
  EXPECT_EQ(found.doubts[0].kind, "overlap");
  EXPECT_EQ(found.doubts[0].example, "facts.days 7");
}

TEST(Examined, FindsARowThatNeverDecides) {
  const auto found = examined(*with_rows(row("-") + row("> 7"), "FIRST"));
  ASSERT_EQ(found.doubts.size(), 1U);
  EXPECT_EQ(found.doubts[0].kind, "masked");
}

TEST(Examined, FindsNoDoubtInTheInstalledPacks) {
  const auto packs = load_packs("ops/schemes");
  ASSERT_TRUE(packs) << packs.error().detail;
  for (const auto& [name, pack] : *packs) {
    const auto found = examined(*pack);
    for (const auto& doubt : found.doubts) {
      ADD_FAILURE() << name << ", " << doubt.table << ": " << doubt.sentence << " "
                    << doubt.example;
    }
    EXPECT_GT(found.tables, 0U) << name;
  }
}

}  // namespace
}  // namespace haven::scheme
