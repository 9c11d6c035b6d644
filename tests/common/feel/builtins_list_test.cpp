#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/common/feel/expressions.hpp"

namespace haven::feel {
namespace {

TEST(ListFunctions, LookForItems) {
  expect_all({
      {"list contains([1, 2, 3], 2)", "true"},
      {"list contains([1, 2, 3], 4)", "false"},
      {"list contains([1, null], null)", "true"},
      {"list contains([1, 2.0], 2)", "true"},
      {R"(list contains([1, 2], "2"))", "false"},
      {"list contains(1, 1)", "true"},
      {"list contains(null, 1)", "null"},
      {"list contains(list: [1], element: 1)", "true"},
      {"index of([1, 2, 3, 2], 2)", "[2, 4]"},
      {"index of([1, null], null)", "[2]"},
      {"index of([1], 2)", "[]"},
      {"count([1, null, 3])", "3"},
      {"count([])", "0"},
      {"count(null)", "null"},
  });
}

TEST(ListFunctions, TakeTheLeastAndTheGreatest) {
  expect_all({
      {"min([3, 1, 2])", "1"},
      {"max([3, 1, 2])", "3"},
      {"min(3, 1, 2)", "1"},
      {"max(1)", "1"},
      {"min([])", "null"},
      {"max(null)", "null"},
      {R"(max(["a", "c", "b"]))", R"("c")"},
      {R"(min([1, "a"]))", "null"},
      {"max([1, null])", "null"},
      {"max([[1], [2]])", "null"},
      {R"(max([@"2024-01-01", @"2024-06-01"]))", "2024-06-01"},
      {"min(list: [2, 1])", "1"},
  });
}

TEST(ListFunctions, AskForAllOrAny) {
  expect_all({
      {"all([true, true])", "true"},
      {"all([true, false])", "false"},
      {"all([])", "true"},
      {"all([true, null])", "null"},
      {"all([false, null])", "false"},
      {"all([true, 1])", "null"},
      {"all(true, false)", "false"},
      {"all(null)", "null"},
      {"any([false, true])", "true"},
      {"any([false, false])", "false"},
      {"any([])", "false"},
      {"any([false, null])", "null"},
      {"any([true, null])", "true"},
      {"any([1, false])", "null"},
      {"any(b: true)", "null"},
  });
}

TEST(ListFunctions, TakeAPart) {
  expect_all({
      {"sublist([4, 5, 6], 1, 2)", "[4, 5]"},
      {"sublist([4, 5, 6], 2)", "[5, 6]"},
      {"sublist([4, 5, 6], -1)", "[6]"},
      {"sublist([4, 5, 6], -3, 3)", "[4, 5, 6]"},
      {"sublist([4, 5, 6], 0)", "null"},
      {"sublist([4, 5, 6], 4)", "null"},
      {"sublist([4, 5, 6], -4)", "null"},
      {"sublist([4, 5, 6], 2, 3)", "null"},
      {"sublist([4, 5, 6], 2, 0)", "null"},
      {"sublist([4, 5, 6], 1e300)", "null"},
      {"sublist(list: [4, 5], start position: 2)", "[5]"},
  });
}

TEST(ListFunctions, MakeLongerAndShorterLists) {
  expect_all({
      {"append([1], 2, 3)", "[1, 2, 3]"},
      {"append([1], [2])", "[1, [2]]"},
      {"append(1, null)", "[1, null]"},
      {"append(null, 1)", "null"},
      {"append([1])", "null"},
      {"concatenate([1], [2, 3], 4)", "[1, 2, 3, 4]"},
      {"concatenate([[1]], [])", "[[1]]"},
      {"concatenate([1], null)", "null"},
      {"insert before([1, 3], 2, 2)", "[1, 2, 3]"},
      {"insert before([1, 3], -1, 2)", "[1, 2, 3]"},
      {"insert before([1, 3], 3, 2)", "null"},
      {"insert before([1, 3], 0, 2)", "null"},
      {"remove([1, 2, 3], 2)", "[1, 3]"},
      {"remove([1, 2, 3], -1)", "[1, 2]"},
      {"remove([1, 2, 3], 4)", "null"},
      {"remove([1, 2, 3], 0)", "null"},
      {"reverse([1, [2, 3], null])", "[null, [2, 3], 1]"},
      {"reverse([])", "[]"},
      {"flatten([1, [2, [3, []]], null])", "[1, 2, 3, null]"},
      {"flatten(null)", "null"},
      {"union([1, 2], [2, 3, 1])", "[1, 2, 3]"},
      {"distinct values([1, 2, 1.0, null, null])", "[1, 2, null]"},
      {R"(distinct values([1, "1"]))", R"([1, "1"])"},
  });
}

TEST(ListFunctions, ReplaceItems) {
  expect_all({
      {"list replace([1, 2, 3], 2, 9)", "[1, 9, 3]"},
      {"list replace([1, 2, 3], -1, 9)", "[1, 2, 9]"},
      {"list replace([1, 2, 3], 4, 9)", "null"},
      {"list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"},
      {"list replace([1, 2], function(item, newItem) null, 5)", "null"},
      {"list replace(list: [1], match: function(item, newItem) true, newItem: 2)", "[2]"},
      {"list replace(list: [1], position: 1, newItem: 2)", "[2]"},
      {"list replace(list: [1], match: 1, newItem: 2)", "null"},
  });
}

TEST(ListFunctions, SortByAFunction) {
  expect_all({
      {"sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"},
      {"sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"},
      {"sort([], function(x, y) x < y)", "[]"},
      {"sort([2, 1, 3, 5, 4, 0, 7, 6, 8], function(x, y) x < y)", "[0, 1, 2, 3, 4, 5, 6, 7, 8]"},
      {R"(sort(["b1", "a1", "b2", "a2"], function(x, y) substring(x, 1, 1) < substring(y, 1, 1)))",
       R"(["a1", "a2", "b1", "b2"])"},
      {"sort([2, 1], function(x, y) true)", "[1, 2]"},
      {"sort([2, 1], function(x, y) null)", "null"},
      {"sort([2, 1], null)", "null"},
      {"sort(precedes: function(x, y) x < y, list: [2, 1])", "[1, 2]"},
  });
}

TEST(Statistics, CountNumbersOnly) {
  expect_all({
      {"sum([1, 2.5])", "3.5"},
      {"sum(1, 2)", "3"},
      {"sum([])", "null"},
      {R"(sum([1, "2"]))", "null"},
      {"sum([1, null])", "null"},
      {"mean([1, 2, 4.5])", "2.5"},
      {"mean([])", "null"},
      {"product([2, 3, 4])", "24"},
      {"product([])", "null"},
      {"product([1e6000, 1e6000])", "null"},
      {"median([3, 1, 2])", "2"},
      {"median([4, 1, 2, 3])", "2.5"},
      {"median([])", "null"},
      {"stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"},
      {"stddev([47])", "null"},
      {"mode([6, 3, 9, 6, 6])", "[6]"},
      {"mode([6, 1, 9, 6, 1.0])", "[1, 6]"},
      {"mode([])", "[]"},
      {R"(mode([1, "a"]))", "null"},
  });
}

TEST(ContextFunctions, ReadAndMakeContexts) {
  expect_all({
      {R"(get value({a: 1}, "a"))", "1"},
      {R"(get value({a: 1}, "b"))", "null"},
      {R"(get value(null, "a"))", "null"},
      {"get value({a: 1}, 1)", "null"},
      {R"(get entries({a: 1, b: "c"}))", R"([{key: "a", value: 1}, {key: "b", value: "c"}])"},
      {"get entries({})", "[]"},
      {R"(context([{key: "a", value: 1}, {key: "b", value: 2}]))", "{a: 1, b: 2}"},
      {R"(context({key: "a", value: null}))", "{a: null}"},
      {R"(context([{key: "a", value: 1}, {key: "a", value: 2}]))", "null"},
      {R"(context([{key: "a"}]))", "null"},
      {R"(context([{key: null, value: 1}]))", "null"},
      {"context([])", "{}"},
  });
}

TEST(ContextFunctions, PutAndMergeEntries) {
  expect_all({
      {R"(context put({a: 1}, "b", 2))", "{a: 1, b: 2}"},
      {R"(context put({a: 1, b: 2}, "a", 3))", "{a: 3, b: 2}"},
      {R"(context put({}, "a", null))", "{a: null}"},
      {"context put({}, 1, 1)", "null"},
      {R"(context put(null, "a", 1))", "null"},
      {R"(context put({x: {y: 0}}, ["x", "y"], 1))", "{x: {y: 1}}"},
      {R"(context put({x: {y: 0}}, ["x", "z"], 1))", "{x: {y: 0, z: 1}}"},
      {R"(context put({x: 1}, ["x", "y"], 1))", "null"},
      {R"(context put({x: 1}, ["z", "y"], 1))", "null"},
      {"context put({x: 1}, [], 1)", "null"},
      {R"(context put(context: {}, keys: ["a"], value: 1))", "{a: 1}"},
      {R"(context put(context: {}, key: ["a"], value: 1))", "null"},
      {"context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"},
      {"context merge([])", "{}"},
      {"context merge({a: 1})", "{a: 1}"},
      {"context merge([{a: 1}, 2])", "null"},
  });
}

RC_GTEST_PROP(ListProperties, SortingGivesTheSameItemsInOrder,
              (std::vector<std::int16_t> numbers)) {
  std::string list;
  for (const auto number : numbers) list += (list.empty() ? "" : ", ") + std::to_string(number);
  std::sort(numbers.begin(), numbers.end());
  std::string sorted;
  for (const auto number : numbers) sorted += (sorted.empty() ? "" : ", ") + std::to_string(number);
  RC_ASSERT(result_of("sort([" + list + "], function(x, y) x < y)") == "[" + sorted + "]");
}

}  // namespace
}  // namespace haven::feel
