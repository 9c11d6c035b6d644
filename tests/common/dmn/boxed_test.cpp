#include <gtest/gtest.h>

#include "tests/common/dmn/models.hpp"

namespace haven::dmn {
namespace {

std::string box(const std::string& tag, const std::string& text) {
  return "<" + tag + ">" + literal(text) + "</" + tag + ">";
}

std::string entry(const std::string& name, const std::string& text, const std::string& type = "") {
  return "<contextEntry><variable name='" + name + "'" +
         (type.empty() ? "" : " typeRef='" + type + "'") + "/>" + literal(text) + "</contextEntry>";
}

std::string alone(const std::string& logic) {
  return value_of(loaded(decision("d", logic)), "d");
}

TEST(Boxed, LiteralExpression) {
  EXPECT_EQ(alone(literal("1 + 2")), "3");
}

TEST(Boxed, ContextEntriesSeeEarlierOnes) {
  EXPECT_EQ(alone("<context>" + entry("a", "2") + entry("b", "a * 3") + "</context>"),
            "{a: 2, b: 6}");
}

TEST(Boxed, ContextWithAResultIsTheResult) {
  EXPECT_EQ(alone("<context>" + entry("a", "2") + "<contextEntry>" + literal("a + 1") +
                  "</contextEntry></context>"),
            "3");
}

TEST(Boxed, ContextEntryWithAnotherTypeIsNull) {
  EXPECT_EQ(alone("<context>" + entry("a", "\"x\"", "number") + "</context>"), "{a: null}");
}

TEST(Boxed, InnerNameHidesTheOuter) {
  const std::string inner =
      "<context>" + entry("a", "5") + "<contextEntry>" + literal("a") + "</contextEntry></context>";
  const std::string logic = "<context>" + entry("a", "1") + "<contextEntry><variable name='b'/>" +
                            inner + "</contextEntry>" + entry("c", "a") + "</context>";
  EXPECT_EQ(alone(logic), "{a: 1, b: 5, c: 1}");
}

TEST(Boxed, List) {
  EXPECT_EQ(alone("<list>" + literal("1") + literal("\"x\"") + "</list>"), R"([1, "x"])");
}

TEST(Boxed, RelationIsAListOfContexts) {
  EXPECT_EQ(alone("<relation><column name='a'/><column name='b'/><row>" + literal("1") +
                  literal("2") + "</row><row>" + literal("3") + literal("4") + "</row></relation>"),
            "[{a: 1, b: 2}, {a: 3, b: 4}]");
}

TEST(Boxed, ConditionalTakesElseUnlessTrueAndWantsATruth) {
  const auto conditional = [](const char* condition) {
    return alone("<conditional>" + box("if", condition) + box("then", "1") + box("else", "2") +
                 "</conditional>");
  };
  EXPECT_EQ(conditional("true"), "1");
  EXPECT_EQ(conditional("false"), "2");
  EXPECT_EQ(conditional("null"), "2");
  EXPECT_EQ(conditional("\"true\""), "null");
}

TEST(Boxed, FilterSeesTheFieldsOfItems) {
  EXPECT_EQ(alone("<filter>" + box("in", "[{a: 1}, {a: 2}, {a: 3}]") + box("match", "a > 1") +
                  "</filter>"),
            "[{a: 2}, {a: 3}]");
  EXPECT_EQ(alone("<filter>" + box("in", "[1, 2, 3]") + box("match", "item > 1") + "</filter>"),
            "[2, 3]");
}

TEST(Boxed, ForGoesThroughAList) {
  EXPECT_EQ(alone("<for iteratorVariable='x'>" + box("in", "[1, 2, 3]") + box("return", "x * x") +
                  "</for>"),
            "[1, 4, 9]");
  EXPECT_EQ(alone("<for iteratorVariable='x'>" + box("in", "[]") + box("return", "x") + "</for>"),
            "[]");
}

TEST(Boxed, ForKnowsWhatItHasMadeSoFar) {
  EXPECT_EQ(alone("<for iteratorVariable='x'>" + box("in", "[1, 2, 3]") +
                  box("return", "x + sum(append(partial, 0))") + "</for>"),
            "[1, 3, 7]");
}

TEST(Boxed, SomeAndEvery) {
  const auto quantified = [](const std::string& tag, const char* list) {
    return alone("<" + tag + " iteratorVariable='x'>" + box("in", list) +
                 box("satisfies", "x > 1") + "</" + tag + ">");
  };
  EXPECT_EQ(quantified("some", "[1, 2]"), "true");
  EXPECT_EQ(quantified("some", "[1, 0]"), "false");
  EXPECT_EQ(quantified("some", "[]"), "false");
  EXPECT_EQ(quantified("every", "[1, 2]"), "false");
  EXPECT_EQ(quantified("every", "[2, 3]"), "true");
  EXPECT_EQ(quantified("every", "[]"), "true");
  EXPECT_EQ(quantified("every", "[2, \"x\"]"), "null");
}

const std::string twice = "<functionDefinition><formalParameter name='n' typeRef='number'/>" +
                          literal("n * k") + "</functionDefinition>";

TEST(Boxed, FunctionRemembersWhereItWasMade) {
  EXPECT_EQ(alone("<context>" + entry("k", "2") + "<contextEntry><variable name='f'/>" + twice +
                  "</contextEntry><contextEntry>" + literal("f(21)") + "</contextEntry></context>"),
            "42");
}

TEST(Boxed, FunctionsOfJavaAreNull) {
  EXPECT_EQ(alone("<context><contextEntry><variable name='f'/><functionDefinition kind='Java'>"
                  "<formalParameter name='n'/>" +
                  literal("1") + "</functionDefinition></contextEntry><contextEntry>" +
                  literal("f(1)") + "</contextEntry></context>"),
            "null");
}

TEST(Boxed, InvocationBindsByName) {
  const std::string model =
      "<businessKnowledgeModel id='_m' name='minus'><variable name='minus'/><encapsulatedLogic>"
      "<formalParameter name='a'/><formalParameter name='b'/>" +
      literal("a - b") + "</encapsulatedLogic></businessKnowledgeModel>";
  const std::string invocation =
      "<knowledgeRequirement><requiredKnowledge href='#_m'/></knowledgeRequirement><invocation>" +
      literal("minus") + "<binding><parameter name='b'/>" + literal("1") +
      "</binding><binding><parameter name='a'/>" + literal("10") + "</binding></invocation>";
  EXPECT_EQ(value_of(loaded(model + decision("d", invocation)), "d"), "9");
}

}  // namespace
}  // namespace haven::dmn
