#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/common/feel/expressions.hpp"

namespace haven::feel {
namespace {

TEST(TextFunctions, CountCodePoints) {
  expect_all({
      {R"(string length("foo"))", "3"},
      {R"(string length(""))", "0"},
      {R"(string length("🐎ü"))", "2"},
      {R"(string length(null))", "null"},
      {R"(string length(1))", "null"},
      {R"(string length(["foo"]))", "3"},
      {R"(string length(["foo", "bar"]))", "null"},
  });
}

TEST(TextFunctions, CutFromEitherEnd) {
  expect_all({
      {R"(substring("foobar", 1))", R"("foobar")"},
      {R"(substring("foobar", 6))", R"("r")"},
      {R"(substring("foobar", 7))", "null"},
      {R"(substring("foobar", 0))", "null"},
      {R"(substring("foobar", -6))", R"("foobar")"},
      {R"(substring("foobar", -7))", "null"},
      {R"(substring("foobar", -2, 1))", R"("a")"},
      {R"(substring("foobar", 3, 3.8))", R"("oba")"},
      {R"(substring("foobar", 3, 4))", R"("obar")"},
      {R"(substring("foobar", 3, 5))", "null"},
      {R"(substring("foobar", -2, 3))", "null"},
      {R"(substring("foobar", 3, 0))", "null"},
      {R"(substring("🐎üa", 2, 1))", R"("ü")"},
      {R"(substring("foobar", 1e300))", "null"},
      {R"(substring("foobar", 1, 1e300))", "null"},
      {R"(substring(string: "foobar", start position: 4))", R"("bar")"},
      {R"(substring(start position: 2, length: 2, string: "foobar"))", R"("oo")"},
      {R"(substring("foobar"))", "null"},
      {R"(substring("foobar", "3"))", "null"},
  });
}

TEST(TextFunctions, CutAroundAPart) {
  expect_all({
      {R"(substring before("foobar", "o"))", R"("f")"},
      {R"(substring before("foobar", "x"))", R"("")"},
      {R"(substring before("foobar", ""))", R"("")"},
      {R"(substring after("foobar", "o"))", R"("obar")"},
      {R"(substring after("foobar", "r"))", R"("")"},
      {R"(substring after("foobar", "x"))", R"("")"},
      {R"(substring after("", "a"))", R"("")"},
      {R"(substring after("foobar", null))", "null"},
  });
}

TEST(TextFunctions, ChangeCaseByUnicode) {
  expect_all({
      {R"(upper case("aßé1"))", R"("ASSÉ1")"},
      {R"(lower case("AÉ1İ"))", "\"aé1i\u0307\""},
      {R"(upper case("i"))", R"("I")"},
      {R"(upper case(null))", "null"},
  });
}

TEST(TextFunctions, LookForParts) {
  expect_all({
      {R"(contains("foobar", "ob"))", "true"},
      {R"(contains("foobar", ""))", "true"},
      {R"(contains("foobar", "of"))", "false"},
      {R"(contains("foobar", null))", "null"},
      {R"(starts with("foobar", "fo"))", "true"},
      {R"(starts with("foobar", "oo"))", "false"},
      {R"(ends with("foobar", "ar"))", "true"},
      {R"(ends with("foobar", "fo"))", "false"},
  });
}

TEST(TextFunctions, JoinTextsAndLeaveNullOut) {
  expect_all({
      {R"(string join(["a", "b"], " and "))", R"("a and b")"},
      {R"(string join([null, "a", null, "b"], ","))", R"("a,b")"},
      {R"(string join([], ","))", R"("")"},
      {R"(string join(["a", "b"]))", R"("ab")"},
      {R"(string join(["a", "b"], null))", R"("ab")"},
      {R"(string join("a", ","))", R"("a")"},
      {R"(string join(["a", 1], ","))", "null"},
      {R"(string join(null, ","))", "null"},
      {R"(string join(["a"], 1))", "null"},
  });
}

TEST(Conversion, WritesEveryKind) {
  expect_all({
      {R"(string("a"))", R"("a")"},
      {"string(1.10)", R"("1.1")"},
      {"string(1e30)", R"("1000000000000000000000000000000")"},
      {"string(true)", R"("true")"},
      {"string(null)", "null"},
      {R"(string([1, "a", null]))", R"("[1, "a", null]")"},
      {R"(string({a: "b\"c", "d e": 1, "f:g": 2}))", R"("{a: "b\"c", d e: 1, "f:g": 2}")"},
      {"string([1..3))", R"x("[1..3)")x"},
      {R"(string(@"P0M"))", R"("P0M")"},
      {R"(string(@"2024-01-01T00:00:00@Europe/Paris"))", R"("2024-01-01T00:00:00@Europe/Paris")"},
  });
}

TEST(Conversion, ReadsNumbersWithSeparators) {
  expect_all({
      {R"(number("1.000.000,01", ".", ","))", "1000000.01"},
      {R"(number("1 000", " ", "."))", "1000"},
      {R"(number("1,000", ",", null))", "1000"},
      {R"(number("1000.5", null, null))", "1000.5"},
      {R"(number("1.000,5", ",", "."))", "1.0005"},
      {R"(number("1.5", " ", ","))", "null"},
      {R"(number("1,5", ",", ","))", "null"},
      {R"(number("1.5", ".", null))", "null"},
      {R"(number("1;5", ";", "."))", "null"},
      {R"(number("1.000.000,01", "."))", "null"},
      {R"(number("abc", ",", "."))", "null"},
      {R"(number("12"))", "12"},
      {R"(number(from: "1,5", decimal separator: ",", grouping separator: "."))", "1.5"},
  });
}

TEST(Conversion, NegatesTruth) {
  expect_all({
      {"not(true)", "false"},
      {"not(false)", "true"},
      {"not(null)", "null"},
      {"not(1)", "null"},
  });
}

RC_GTEST_PROP(TextProperties, BothPartsAroundAPointAreTheWhole, ()) {
  const auto length = *rc::gen::inRange(2, 30);
  const auto at = *rc::gen::inRange(1, length);
  const std::string text(static_cast<std::size_t>(length), 'x');
  RC_ASSERT(result_of("substring(\"" + text + "\", 1, " + std::to_string(at) + ") + substring(\"" +
                      text + "\", " + std::to_string(at + 1) + ")") == "\"" + text + "\"");
}

}  // namespace
}  // namespace haven::feel
