#include "expressions.hpp"

/// What expressions come to.
namespace haven::feel {
namespace {

TEST(EvaluateLogic, HasThreeValues) {
  expect_all({{"true and null", "null"},
              {"false and null", "false"},
              {"null and false", "false"},
              {"true or null", "true"},
              {"null or true", "true"},
              {"false or null", "null"},
              {"true and \"x\"", "null"},
              {"false or 1", "null"},
              {"not(null)", "null"}});
}

TEST(EvaluateComparison, IsNullForTwoKinds) {
  expect_all({{"1 = \"1\"", "null"},
              {"1 != \"1\"", "null"},
              {"1 = null", "false"},
              {"null = null", "true"},
              {"1 < \"2\"", "null"},
              {"1 < null", "null"},
              {"[1, 2] = [1, 2]", "true"},
              {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
              {"5 between 5 and 5", "true"},
              {"5 between 6 and null", "false"},
              {"5 between 1 and null", "null"}});
}

TEST(EvaluateFilters, TakeConditionsAndNumbers) {
  expect_all({{"[10, 20, 30][2]", "20"},
              {"[10, 20, 30][-1]", "30"},
              {"[10, 20, 30][-3]", "10"},
              {"[10, 20, 30][0]", "null"},
              {"[10, 20, 30][4]", "null"},
              {"[10, 20, 30][-4]", "null"},
              {"[10, 20, 30][1.5]", "null"},
              {"[10, 20, 30][item > 10]", "[20, 30]"},
              {"[10, 20, 30][false]", "[]"},
              {"[][item > 1]", "[]"},
              {"100[1]", "100"},
              {"100[2]", "null"},
              {"[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"},
              {"[1, null, 3][item > 1]", "[3]"}});
}

TEST(EvaluatePaths, GoIntoListsAndDates) {
  expect_all({{"{a: {b: 1}}.a.b", "1"},
              {"[{a: 1}, {a: 2}].a", "[1, 2]"},
              {"[{a: 1}, {b: 2}].a", "[1, null]"},
              {"null.a", "null"},
              {"@\"2024-02-29\".year", "2024"},
              {"@\"P1Y2M\".months", "2"},
              {"[1..5].start", "1"}});
}

TEST(EvaluateLoops, GoThroughListsRangesAndDays) {
  expect_all(
      {{"for i in [1, 2] return i * 2", "[2, 4]"},
       {"for i in 3..1 return i", "[3, 2, 1]"},
       {"for i in 1..2, j in i..2 return [i, j]", "[[1, 1], [1, 2], [2, 2]]"},
       {"for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3]"},
       {"count(for d in @\"2024-02-28\"..@\"2024-03-01\" return d)", "3"},
       {"for i in null return i", "null"},
       {"for i in [] return i", "[]"},
       {"for i in (1..4) return i", "[2, 3]"}});
}

TEST(EvaluateQuantified, AnswerWithThreeValues) {
  expect_all({{"some x in [1, 2] satisfies x > 1", "true"},
              {"some x in [] satisfies x > 1", "false"},
              {"every x in [] satisfies x > 1", "true"},
              {"every x in [1, 2] satisfies x > 1", "false"},
              {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
              {"every x in [1, null] satisfies x > 0", "null"},
              {"every x in [null, 0] satisfies x > 0", "false"},
              {"some x in [null, 1] satisfies x > 0", "true"}});
}

TEST(EvaluateContexts, ShowEarlierEntriesToLaterOnes) {
  expect_all({{"{a: 1, b: a + 1}.b", "2"},
              {"{b: a, a: 1}.b", "null"},
              {"{a: 1, a: 2}", "null"},
              {"{a: 1, b: {a: a + 1, c: a}}.b.c", "2"}});
}

TEST(EvaluateFunctions, KeepWhatWasAroundThem) {
  expect_all({{"(function(a, b) a - b)(5, 3)", "2"},
              {"(function(a, b) a - b)(b: 5, a: 3)", "-2"},
              {"{n: 10, f: function(x) x + n, r: f(1)}.r", "11"},
              {"{add: function(a) function(b) a + b, r: add(1)(2)}.r", "3"},
              {"for f in [function(x) x + 1, function(x) x * 2] return f(10)", "[11, 20]"},
              {"(function(x) for i in [1] return for j in [2] return x + i + j)(10)", "[[13]]"},
              {"(function(a: number) a)(\"x\")", "null"},
              {"(function(a: list<number>) count(a))(7)", "1"},
              {"(function(a) a)()", "null"},
              {"(function(a) a)(1, 2)", "null"},
              {"(function(a) external {java: {class: \"x\"}})(1)", "null"},
              {"1(2)", "null"},
              {"sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"}});
}

TEST(EvaluateInstanceOf, KnowsTypes) {
  expect_all({{"null instance of Any", "false"},
              {"[1, 2] instance of list<number>", "true"},
              {"[1, \"2\"] instance of list<number>", "false"},
              {"{a: null} instance of context<a: string>", "true"},
              {"{b: 1} instance of context<a: string>", "false"},
              {"[1..2] instance of range<number>", "true"},
              {"@\"PT1H\" instance of days and time duration", "true"},
              {"(function(a: string) a) instance of function<string> -> Any", "true"},
              {"(function(a: string) a) instance of function<number> -> Any", "false"},
              {"(function() 1) instance of function<number> -> Any", "false"}});
}

TEST(EvaluateReasons, SayWhereANullCameFrom) {
  const auto expression = Expression::compile("[1][5]", Names{});
  ASSERT_TRUE(expression);
  Evaluation evaluation;
  EXPECT_TRUE(evaluate(*expression, evaluation, {}).is_null());
  ASSERT_EQ(evaluation.reasons().size(), 1U);
  EXPECT_EQ(evaluation.reasons()[0].where, "[1][5]");
}

RC_GTEST_PROP(EvaluateProperty, BetweenIsTwoComparisons, (int value, int low, int high)) {
  const auto in = [&](std::string_view form) {
    std::string text(form);
    for (const auto& [key, number] : {std::pair{"V", value}, {"L", low}, {"H", high}})
      for (auto at = text.find(key); at != text.npos; at = text.find(key))
        text.replace(at, 1, "(" + std::to_string(number) + ")");
    return result_of(text);
  };
  RC_ASSERT(in("V between L and H") == in("V >= L and V <= H"));
  RC_ASSERT(in("V in [L..H]") == in("V >= L and V <= H"));
  RC_ASSERT(in("not(V in (< H))") == in("V >= H"));
}

}  // namespace
}  // namespace haven::feel
