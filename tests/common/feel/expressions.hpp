#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "common/feel/expression.hpp"

/// Tables of expressions and what string() makes of their values.
namespace haven::feel {

/// The value as text, texts quoted; or why the expression is refused.
inline std::string result_of(std::string_view text) {
  CompileOptions options;
  options.unknown_names_are_null = true;
  const auto expression = Expression::compile(text, Names{}, options);
  if (!expression) return expression.error().detail;
  Evaluation evaluation;
  const Value value = evaluate(*expression, evaluation, {});
  return value.kind() == Kind::text ? "\"" + text_of(value) + "\"" : text_of(value);
}

struct Example {
  const char *expression, *result;
};

inline void expect_all(std::initializer_list<Example> examples) {
  for (const Example& example : examples)
    EXPECT_EQ(result_of(example.expression), example.result) << example.expression;
}

}  // namespace haven::feel
