#include "common/dmn/column.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace haven::dmn {
namespace {

using feel::Value;

std::string one_of(std::vector<std::string> texts) {
  return *rc::gen::elementOf(std::move(texts));
}

std::vector<std::string> entry_texts() {
  std::vector<std::string> texts{"-", "null"};
  for (const int low : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-5, 6))) {
    const std::string a = std::to_string(low);
    const std::string b = std::to_string(low + *rc::gen::inRange(-1, 4));
    texts.push_back(
        one_of({a, "< " + a, "<= " + a, "> " + a, ">= " + a, "!= " + a, "[" + a + ".." + b + "]",
                "(" + a + ".." + b + "]", "[" + a + ".." + b + ")", "not(" + a + ", " + b + ")",
                a + ", > " + b, a + ".5"}));
  }
  return texts;
}

// What the entries themselves say, one after another.
std::vector<bool> plainly(const std::vector<std::string>& texts, const Value& value) {
  feel::Names names;
  names.add("x");
  feel::Evaluation evaluation;
  std::vector<bool> matches;
  for (const std::string& text : texts) {
    const auto tests = feel::Expression::compile_unary_tests(text, names, 0);
    matches.push_back(text == "-" || feel::evaluate(*tests, evaluation, {&value, 1}).is_true());
  }
  return matches;
}

std::vector<bool> by_column(const Column& column, std::size_t rules, const Value& value) {
  const RuleSet* found = column.rules_for(value);
  RC_ASSERT(found != nullptr);
  std::vector<bool> matches;
  for (std::size_t i = 0; i < rules; ++i) matches.push_back(found->has(i));
  return matches;
}

RC_GTEST_PROP(Column, SaysOfNumbersWhatTheEntriesSay, ()) {
  const auto texts = entry_texts();
  feel::Arena constants;
  const auto column = Column::of(texts, constants);
  if (!column) return;  // no constants but null
  const int halves = *rc::gen::inRange(-14, 15);
  const auto half = feel::Number::parse(std::to_string(halves * 5) + "e-1");
  const Value value = Value::of(*half);
  RC_ASSERT(by_column(*column, texts.size(), value) == plainly(texts, value));
}

RC_GTEST_PROP(Column, SaysOfTextsWhatTheEntriesSay, ()) {
  static const std::vector<std::string> words{"", "a", "ab", "b", "c"};
  std::vector<std::string> texts;
  for (const auto& word :
       *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))) {
    const std::string quoted = '"' + word + '"';
    texts.push_back(one_of({quoted, "not(" + quoted + ")", "> " + quoted, "<= " + quoted}));
  }
  feel::Arena constants;
  const auto column = Column::of(texts, constants);
  if (!column) return;
  const std::string said = one_of({"", "a", "aa", "ab", "abc", "b", "zzz"});
  const Value value = Value::text(said);
  RC_ASSERT(by_column(*column, texts.size(), value) == plainly(texts, value));
}

TEST(Column, LeavesValuesOfOtherKindsToTheEntries) {
  feel::Arena constants;
  const std::vector<std::string> texts{"< 5", "7", "-"};
  const auto column = Column::of(texts, constants);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->rules_for(Value::text("7")), nullptr);
  ASSERT_NE(column->rules_for({}), nullptr);
  EXPECT_FALSE(column->rules_for({})->has(0));
  EXPECT_TRUE(column->rules_for({})->has(2));
}

TEST(Column, IsNoneForMixedKindsAndForOtherEntries) {
  feel::Arena constants;
  EXPECT_FALSE(Column::of(std::vector<std::string>{"5", "\"a\""}, constants));
  EXPECT_FALSE(Column::of(std::vector<std::string>{"5", "< y"}, constants));
  EXPECT_FALSE(Column::of(std::vector<std::string>{"-", "-"}, constants));
}

TEST(Column, HasDatesInOrder) {
  feel::Arena constants;
  const std::vector<std::string> texts{"< date(\"2024-03-01\")", ">= date(\"2024-03-01\")"};
  const auto column = Column::of(texts, constants);
  ASSERT_TRUE(column);
  const auto rules = [&](feel::CalendarDay day) { return column->rules_for(Value::of(day)); };
  EXPECT_TRUE(rules({2024, 2, 29})->has(0));
  EXPECT_TRUE(rules({2024, 3, 1})->has(1));
  EXPECT_FALSE(rules({2024, 3, 1})->has(0));
}

}  // namespace
}  // namespace haven::dmn
