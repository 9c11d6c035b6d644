#include "expressions.hpp"

/// How texts are read: names, literals, precedence, and what is said of mistakes.
namespace haven::feel {
namespace {

std::string refusal(std::string_view text, const Names& names = {}) {
  const auto expression = Expression::compile(text, names);
  return expression ? "" : expression.error().detail;
}

Names case_names() {
  Names names;
  names.add("incident.cause");
  names.add("loan amount");
  names.add("pre-paid");
  names.add("pre");
  names.add("paid");
  return names;
}

std::string with_names(std::string_view text) {
  const auto expression = Expression::compile(text, case_names());
  if (!expression) return expression.error().detail;
  const Value values[] = {Value::text("fire"), Value::of(std::int64_t{100}),
                          Value::of(std::int64_t{7}), Value::of(std::int64_t{5}),
                          Value::of(std::int64_t{3})};
  Evaluation evaluation;
  return text_of(evaluate(*expression, evaluation, values));
}

TEST(ParseLiterals, AreWhatTheySpell) {
  expect_all({{"1.50", "1.5"},
              {".25", "0.25"},
              {"1.2e2", "120"},
              {"12e-1", "1.2"},
              {R"("a\"b\\c")", R"("a"b\c")"},
              {R"("\u0041\U01F40E")", "\"A\U0001F40E\""},
              {R"("\uD83D\uDC0E")", "\"\U0001F40E\""},
              {R"(@"2024-02-29" + @"P1Y")", "2025-02-28"},
              {"[1, /* one */ 2 // two\n]", "[1, 2]"},
              {"{\"a b\": 1}.a b", "1"}});
}

TEST(ParseOperators, BindAsTheStandardOrdersThem) {
  expect_all({{"1 + 2 * 3", "7"},
              {"(1 + 2) * 3", "9"},
              {"10 - 3 - 2", "5"},
              {"2 ** 3 ** 2", "64"},
              {"-2 ** 2", "4"},
              {"2 ** -1", "0.5"},
              {"--10", "10"},
              {"1 = 1 and 2 = 3 or true", "true"},
              {"1 in [1..2] and 5 between 1 and 4", "false"},
              {"if true then 1 else 2 + 3", "1"}});
}

TEST(ParseNames, AreTheLongestThatIsKnown) {
  EXPECT_EQ(with_names("loan amount + 1"), "101");
  EXPECT_EQ(with_names("loan   amount + 1"), "101");
  EXPECT_EQ(with_names("pre-paid"), "7");
  EXPECT_EQ(with_names("pre - paid"), "7");
  EXPECT_EQ(with_names("pre + paid"), "8");
  EXPECT_EQ(with_names("incident.cause = \"fire\""), "true");
}

TEST(ParseNames, InsideHideThoseOutside) {
  EXPECT_EQ(with_names("for pre in [1] return pre + paid"), "[4]");
  EXPECT_EQ(with_names("{incident: {cause: 1}, r: incident.cause}.r"), "1");
  EXPECT_EQ(with_names("(function(paid) paid * 2)(10)"), "20");
}

TEST(ParseFilters, LetFieldsComeFirst) {
  EXPECT_EQ(with_names("[{pre: 1}, {pre: 9}][pre > 4].pre"), "[9]");
  EXPECT_EQ(with_names("[{x: 1}, {x: 9}][x > pre].x"), "[9]");
  EXPECT_EQ(with_names("[{count: 1}, {count: 9}][count > 4].count"), "[9]");
  EXPECT_EQ(with_names("[{date: 1}, {date: 9}][date > 4][1].date"), "9");
  EXPECT_EQ(with_names("[{l: [1, 2]}, {l: []}][count(l) = 2].l"), "[[1, 2]]");
  EXPECT_EQ(with_names("[{paid on: 1}, {paid on: 9}][paid on > 4].paid on"), "[9]");
}

TEST(ParseRanges, HaveAllSpellings) {
  expect_all({{"2 in [1..2]", "true"},
              {"2 in [1..2)", "false"},
              {"2 in [1..2[", "false"},
              {"1 in ]1..2]", "false"},
              {"1 in (1..2]", "false"},
              {"[1..10[.end included", "false"},
              {"5 in (< 5)", "false"},
              {"5 in (>= 5)", "true"},
              {"5 in (= 5)", "true"},
              {"5 in (!= 5)", "false"},
              {"[[1, 2][1]..[3, 4][2]].end", "4"},
              {"(< 10) = (< 10)", "true"},
              {"(< 10) = (null..10)", "false"}});
}

TEST(ParseErrors, NameTheColumnAndWhatWasExpected) {
  EXPECT_EQ(refusal("1 = 1 and xx"), "column 11: \"xx\" is no name here");
  EXPECT_EQ(with_names("1 = 1 and   casue = 2"),
            "column 13: \"casue\" is no name here; did you mean \"incident.cause\"?");
  EXPECT_EQ(with_names("incident.casue"),
            "column 1: \"incident.casue\" is no name here; did you mean \"incident.cause\"?");
  EXPECT_EQ(refusal("if 1 = 1 then 2"),
            "column 16: expected \"else\" after what comes if so, not the end");
  EXPECT_EQ(refusal("\"äö\" + \""),
            "column 8: a text begins here and its closing quote is missing");
  EXPECT_EQ(refusal("1 2"), "column 3: expected the end or an operator, not \"2\"");
}

TEST(ParseErrors, AreEveryUnfinishedText) {
  for (const char* text : {"",
                           " ",
                           "(",
                           "[1",
                           "[1..",
                           "{a",
                           "{a:",
                           "{a: 1",
                           "1 +",
                           "not(",
                           "f(",
                           "for",
                           "for i",
                           "for i in",
                           "for i in [1]",
                           "some x in [1]",
                           "if",
                           "function(",
                           "function(a",
                           "function(a:",
                           "/* ",
                           "@",
                           "1 instance of",
                           "1 instance of list<",
                           "1 between 2",
                           "1 in",
                           "x.",
                           "\\"})
    EXPECT_NE(refusal(text), "") << text;
}

TEST(ParseErrors, AreCallsThatNoFunctionTakes) {
  EXPECT_NE(refusal("count()"), "");
  EXPECT_NE(refusal("abs(1, 2, 3)"), "");
  EXPECT_NE(refusal("substring(text: \"a\", start: 1)"), "");
  EXPECT_EQ(refusal("substring(string: \"abc\", start position: 2)"), "");
}

TEST(ExpressionSlots, AreThoseThatAreRead) {
  const auto expression = Expression::compile("paid > 1 and pre > 2 and paid < 9", case_names());
  ASSERT_TRUE(expression);
  EXPECT_EQ(std::vector(expression->slots().begin(), expression->slots().end()),
            (std::vector<std::size_t>{3, 4}));
}

}  // namespace
}  // namespace haven::feel
