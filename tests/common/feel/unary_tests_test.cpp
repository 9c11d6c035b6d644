#include "expressions.hpp"

/// Input entries of decision tables.
namespace haven::feel {
namespace {

std::string tested(std::string_view text, const Value& input) {
  Names names;
  names.add("input");
  const auto tests = Expression::compile_unary_tests(text, names, 0);
  if (!tests) return tests.error().detail;
  Evaluation evaluation;
  return text_of(evaluate(*tests, evaluation, std::span(&input, 1)));
}
std::string tested(std::string_view text, std::int64_t input) {
  return tested(text, Value::of(input));
}

TEST(UnaryTests, CompareAtBothSidesOfTheBoundary) {
  EXPECT_EQ(tested("< 5", 4), "true");
  EXPECT_EQ(tested("< 5", 5), "false");
  EXPECT_EQ(tested("[7..9]", 9), "true");
  EXPECT_EQ(tested("[7..9)", 9), "false");
  EXPECT_EQ(tested("]7..9]", 7), "false");
  EXPECT_EQ(tested("< 5, [7..9]", 8), "true");
  EXPECT_EQ(tested("< 5, [7..9]", 6), "false");
  EXPECT_EQ(tested("= 5", 5), "true");
  EXPECT_EQ(tested("!= 5", 5), "false");
  EXPECT_EQ(tested("-", 5), "true");
  EXPECT_EQ(tested("-5", -5), "true");
}

TEST(UnaryTests, NegateTheWholeEntry) {
  EXPECT_EQ(tested("not(1, 2)", 3), "true");
  EXPECT_EQ(tested("not(1, 2)", 2), "false");
  EXPECT_EQ(tested("not([1..5))", 5), "true");
  EXPECT_EQ(tested("not([1..5))", 4), "false");
  EXPECT_EQ(tested("not(]1..5])", 1), "true");
  EXPECT_EQ(tested("not(null)", Value{}), "false");
  EXPECT_EQ(tested("not(null)", 1), "true");
  EXPECT_EQ(tested("not(? = 1) and ? < 9", 3), "true");
  EXPECT_EQ(tested("not(? = 1) and ? < 9", 9), "false");
}

TEST(UnaryTests, SpeakOfTheInput) {
  EXPECT_EQ(tested("? > 3 and ? < 5", 4), "true");
  EXPECT_EQ(tested("? > 3 and ? < 5", 5), "false");
  EXPECT_EQ(tested("odd(?)", 3), "true");
  EXPECT_EQ(tested("1 in ?", Value{}), "false");
  const Value items[] = {Value::text("a"), Value::text("b")};
  EXPECT_EQ(tested("\"a\" in ?", Value::list(items)), "true");
  EXPECT_EQ(tested("\"c\" in ?", Value::list(items)), "false");
  EXPECT_EQ(tested("count(?) = 2", Value::list(items)), "true");
}

TEST(UnaryTests, TakeValuesAndLists) {
  EXPECT_EQ(tested("\"a\", \"b\"", Value::text("b")), "true");
  EXPECT_EQ(tested("\"a\", \"b\"", Value::text("c")), "false");
  EXPECT_EQ(tested("[\"a\", \"b\"]", Value::text("b")), "true");
  EXPECT_EQ(tested("true", Value::of(true)), "true");
  EXPECT_EQ(tested("false", Value::of(false)), "true");
  EXPECT_EQ(tested("true", Value::of(false)), "false");
  EXPECT_EQ(tested("null", Value{}), "true");
  EXPECT_EQ(tested("< 5", Value{}), "null");
  EXPECT_EQ(tested("5", Value::text("5")), "null");
}

TEST(UnaryTests, RefuseWhatIsNone) {
  for (const char* text : {"", "<", "< 5,", "not(", "not(1", "1 2", "- -", "[1..2"})
    EXPECT_TRUE(tested(text, 1).starts_with("column ")) << text << ": " << tested(text, 1);
}

TEST(In, TakesTestsInAllForms) {
  expect_all({{"1 in [2, 3, 1]", "true"},
              {"1 in [[2..4], [1..3]]", "true"},
              {"5 in [[2..4], [1..3]]", "false"},
              {"10 in (1, < 5, >= 10)", "true"},
              {"10 in (1, 5, 9)", "false"},
              {"11 in <= 10", "false"},
              {"10 in !=11", "true"},
              {"2 in (2..4)", "false"},
              {"true in [false, 2, 3]", "false"},
              {"[1, 2] in [[1, 2], [3]]", "true"},
              {"1 + 1 in (2)", "true"}});
}

}  // namespace
}  // namespace haven::feel
