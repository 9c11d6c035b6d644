#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

/// A model with a decision `rate` by cause and age of what happened.
std::string rate_table(const std::string& source = "law, r-1",
                       const std::string& cause = "\"accident\"",
                       const std::string& input = "incident.cause",
                       const std::string& name = "rate") {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="small" name="small" namespace="urn:small">
  <inputData id="i1" name=")" +
         input + R"("><variable name=")" + input + R"(" typeRef="string"/></inputData>
  <decision id="d1" name=")" +
         name + R"(">
    <variable name=")" +
         name + R"(" typeRef="number"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="string"><text>)" +
         input + R"(</text></inputExpression></input>
      <output typeRef="number"/>
      <annotation name="source"/>
      <rule>
        <inputEntry><text>)" +
         cause + R"(</text></inputEntry>
        <outputEntry><text>200</text></outputEntry>
        <annotationEntry><text>)" +
         source + R"(</text></annotationEntry>
      </rule>
      <rule>
        <inputEntry><text>"illness", "suicide"</text></inputEntry>
        <outputEntry><text>100</text></outputEntry>
        <annotationEntry><text>law</text></annotationEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
)";
}

SmallPack with_table(const std::string& table) {
  SmallPack small{"benefits:\n" + grant("amount: rate")};
  small.tables = table;
  return small;
}

TEST(Tables, GiveTheNumberOfTheirRow) {
  const auto pack = with_table(rate_table()).load();
  Case facts = small_case();
  EXPECT_EQ(outcome(pack, facts), "pay 100.00 USD");
  facts.incident.cause = "accident";
  EXPECT_EQ(outcome(pack, facts), "pay 200.00 USD");
  facts.incident.cause = "execution";
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
  facts.incident.cause.clear();
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
}

TEST(Tables, AreCitedByRowInTheTrace) {
  const auto pack = with_table(rate_table()).load();
  Case facts = small_case();
  facts.incident.cause = "accident";
  EXPECT_EQ(decide(pack, facts).lines.at(0).trace.back().result,
            "rate is 200 (row 1: the law; reading r-1): 200.00 USD");
  facts.incident.cause = "suicide";
  EXPECT_EQ(decide(pack, facts).lines.at(0).trace.back().result,
            "rate is 100 (row 2: the law): 100.00 USD");
}

TEST(Tables, AreReadAgainForEachPerson) {
  SmallPack small{"benefits:\n" + grant("amount: {for_each: {of: relatives, amount: rate}}")};
  small.tables = rate_table("law", "\"spouse\"", "person.relation");
  const auto broken = small.problems();
  EXPECT_NE(broken.find("\"illness\" is not a code of person.relation"), std::string::npos);
  small.tables.replace(small.tables.find("\"illness\", \"suicide\""), 20, "\"child\"");
  Case facts = small_case();
  facts.family = {relative("wife", "spouse", "1990-01-01"), relative("son", "child", "2015-01-01")};
  EXPECT_EQ(shares(small.load(), facts), "wife 200.00, son 100.00");
}

TEST(Tables, NeedASourceInEveryRow) {
  EXPECT_EQ(with_table(rate_table("")).problems(),
            "fund.dmn:10 rate row 1: the annotation \"source\" says what it rests on");
  EXPECT_EQ(with_table(rate_table("hearsay")).problems(),
            "fund.dmn:10 rate row 1: \"hearsay\" is no source and no reading");
}

TEST(Tables, UseTheWordsOfThePack) {
  EXPECT_EQ(with_table(rate_table("law", "\"hanging\"")).problems(),
            "fund.dmn:10 rate row 1: \"hanging\" is not a code of incident.cause");
}

TEST(Tables, ReadOnlyFacts) {
  EXPECT_EQ(with_table(rate_table("law", "\"accident\"", "incident.why")).problems(),
            "fund.dmn:1 decision rate: input data \"incident.why\" is not a fact that an "
            "expression may name");
}

TEST(Tables, AreNotCalledLikeAFact) {
  EXPECT_NE(with_table(rate_table("law", "\"accident\"", "incident.cause", "place"))
                .problems()
                .find("the decision place has the name of a fact"),
            std::string::npos);
}

TEST(Tables, ThatCannotBeReadAreNamedWithTheirLine) {
  const std::string problems = with_table("<definitions").problems();
  EXPECT_EQ(problems.substr(0, 9), "fund.dmn:") << problems;
}

TEST(Tables, ArePartOfTheHash) {
  const auto one = with_table(rate_table()).load();
  const auto other = with_table(rate_table("law")).load();
  EXPECT_NE(hash_of(*one), hash_of(*other));
}

}  // namespace
}  // namespace haven::scheme
