#include <rapidcheck/gtest.h>

#include "expressions.hpp"

/// Texts from an unknown hand: refused or null, never a crash, never a hang.
namespace haven::feel {
namespace {
constexpr std::size_t longest = 64 * 1024;

std::string repeated(std::string_view part, std::size_t bytes = longest) {
  std::string text;
  while (text.size() + part.size() <= bytes) text += part;
  return text;
}

TEST(CompileLimits, RefuseDeepTexts) {
  for (const char* part : {"(",
                           "-",
                           "- ",
                           "[",
                           "{a:",
                           "not(",
                           "if ",
                           "for i in ",
                           "some x in ",
                           "1+(",
                           "a[",
                           "f(",
                           "function(a) ",
                           "1 in (",
                           "1 in ",
                           "1 between ",
                           "[1..",
                           "]1..",
                           "(<",
                           "x instance of list<",
                           "1**-",
                           "function(a: list<",
                           "if true then 1 else "}) {
    EXPECT_FALSE(Expression::compile(repeated(part), Names{})) << part;
    CompileOptions lenient;
    lenient.unknown_names_are_null = true;
    EXPECT_FALSE(Expression::compile(repeated(part), Names{}, lenient)) << part;
  }
}

TEST(CompileLimits, KeepTallTreesOffTheStack) {
  for (const char* part : {"+1", "*1", "**1", " and true", " or x", ".a", "[1]", "(1)", " = 1",
                           " in (1)", " instance of number", " between 1 and 2"}) {
    CompileOptions lenient;
    lenient.unknown_names_are_null = true;
    const auto expression =
        Expression::compile("x" + repeated(part, longest - 1), Names{}, lenient);
    EXPECT_FALSE(expression) << part;
    const auto shorter = Expression::compile("x" + repeated(part, 900), Names{}, lenient);
    EXPECT_TRUE(shorter) << part << shorter.error().detail;
  }
}

TEST(CompileLimits, TakeTextsUpToTheirLengthOnly) {
  const std::string text = "\"" + std::string(longest - 2, 'x') + "\"";
  EXPECT_TRUE(Expression::compile(text, Names{}));
  EXPECT_FALSE(Expression::compile(text + " ", Names{}));
}

TEST(CompileLimits, NestUpToTheirDepthOnly) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  EXPECT_TRUE(Expression::compile(nested(199), Names{}));
  EXPECT_FALSE(Expression::compile(nested(200), Names{}));
}

TEST(EvaluateLimits, EndLoopsAndRecursion) {
  expect_all({
      {"{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r", "null"},
      {"{f: function(g, n) 1 + g(g, n + 1), r: f(f, 0)}.r", "null"},
      {"{f: function(g, n) if n = 0 then 0 else 1 + g(g, n - 1), r: f(f, 300)}.r", "300"},
      {"for i in 1..1000000000000 return i", "null"},
      {"count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)", "null"},
      {"some i in 1..1000000000000 satisfies i < 0", "null"},
      {"for i in 1..9223372036854775807 return partial", "null"},
  });
}

TEST(EvaluateLimits, EndWhatGrowsByTheEvaluation) {
  expect_all({
      {"for i in 1..100 return if i = 1 then \"xxxxxxxxxxxxxxxx\" else partial[-1] + partial[-1]",
       "null"},
      {"string(for i in 1..100000 return partial)", "null"},
      {"{a: for i in 1..5000 return partial, r: a = a}.r", "null"},
  });
}

TEST(EvaluateLimits, GiveAReason) {
  const auto expression = Expression::compile("for i in 1..1000000000000 return i", Names{});
  ASSERT_TRUE(expression);
  Evaluation evaluation(Bounds{std::size_t{1} << 20, 1000, 10});
  EXPECT_TRUE(evaluate(*expression, evaluation, {}).is_null());
  ASSERT_FALSE(evaluation.reasons().empty());
  EXPECT_STREQ(evaluation.reasons().back().what, "it takes too many steps");
  evaluation.reset();
  EXPECT_TRUE(evaluation.reasons().empty());
}

/// Texts made of what the grammar is made of find more than random letters would.
RC_GTEST_PROP(HostileTexts, AreRefusedOrEvaluated, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"(",         ")",
                                                  "[",         "]",
                                                  "{",         "}",
                                                  "..",        ",",
                                                  ":",         ".",
                                                  "+",         "-",
                                                  "**",        "=",
                                                  "<",         "!=",
                                                  "1",         "\"a\"",
                                                  "true",      "null",
                                                  "x",         "item",
                                                  "?",         "for ",
                                                  "i ",        "in ",
                                                  "if ",       "then ",
                                                  "else",      " return ",
                                                  "some ",     "@\"2024-01-01\"",
                                                  "not",       "count",
                                                  " and ",     " instance of ",
                                                  "list",      "function(a) ",
                                                  " between ", "partial",
                                                  "\\",        "\"",
                                                  "\xff"}));
  std::string text;
  for (const auto& part : parts) text += part;
  const std::string first = result_of(text);
  RC_ASSERT(result_of(text) == first);
  Names names;
  names.add("input");
  const auto tests = Expression::compile_unary_tests(text, names, 0);
  if (!tests) RC_ASSERT(tests.error().code == "invalid_expression");
}

}  // namespace
}  // namespace haven::feel
