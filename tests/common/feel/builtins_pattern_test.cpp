#include "common/feel/pattern.hpp"
#include "tests/common/feel/expressions.hpp"

namespace haven::feel {
namespace {

bool matches(std::string_view text, std::string_view pattern, std::string_view flags = "") {
  const auto compiled = Pattern::of(pattern, flags);
  return compiled && compiled->search(text, 0, {});
}

bool is_pattern(std::string_view pattern, std::string_view flags = "") {
  return Pattern::of(pattern, flags) != nullptr;
}

TEST(Pattern, MatchesAnywhereUnlessAnchored) {
  EXPECT_TRUE(matches("abracadabra", "bra"));
  EXPECT_TRUE(matches("abracadabra", "^a.*a$"));
  EXPECT_FALSE(matches("abracadabra", "^bra"));
  EXPECT_FALSE(matches("a\nb", "^b"));
  EXPECT_TRUE(matches("a\nb", "^b", "m"));
  EXPECT_TRUE(matches("a\n\nb", "^$", "m"));
  EXPECT_FALSE(matches("a\n\nb", "^$"));
}

TEST(Pattern, LetsThePointMatchLineEndsByFlagOnly) {
  EXPECT_FALSE(matches("a\nb", "a.b"));
  EXPECT_FALSE(matches("a\rb", "a.b"));
  EXPECT_TRUE(matches("a\nb", "a.b", "s"));
  EXPECT_TRUE(matches("a\u2028b", "a.b"));
}

TEST(Pattern, FoldsCaseByUnicode) {
  EXPECT_TRUE(matches("ABC", "abc", "i"));
  EXPECT_FALSE(matches("ABC", "abc"));
  EXPECT_TRUE(matches("\u212A", "k", "i"));
  EXPECT_TRUE(matches("x", "[A-Z-[OI]]", "i"));
  EXPECT_FALSE(matches("i", "[A-Z-[OI]]", "i"));
  EXPECT_FALSE(matches("q", "[^Q]", "i"));
  EXPECT_FALSE(matches("q", "\\p{Lu}", "i"));
}

TEST(Pattern, KnowsTheClassesOfXmlSchema) {
  EXPECT_TRUE(matches("٣", "^\\d$"));
  EXPECT_FALSE(matches("٣", "[0-9]"));
  EXPECT_TRUE(matches("ü", "^\\w$"));
  EXPECT_FALSE(matches("-", "\\w"));
  EXPECT_TRUE(matches("_", "^\\i$"));
  EXPECT_FALSE(matches("1", "\\i"));
  EXPECT_TRUE(matches("1", "^\\c$"));
  EXPECT_FALSE(matches(" ", "\\c"));
  EXPECT_TRUE(matches(" ", "^\\C$"));
  EXPECT_FALSE(matches("\u00A0", "\\s"));
  EXPECT_TRUE(matches("α", "\\p{IsGreek}"));
  EXPECT_TRUE(matches("α", "\\p{Ll}"));
  EXPECT_TRUE(matches("α", "\\P{Lu}"));
  EXPECT_TRUE(matches("b", "[\\p{L}-[a]]"));
  EXPECT_FALSE(matches("a", "[\\p{L}-[a]]"));
  EXPECT_TRUE(matches("-", "[a-]"));
  EXPECT_TRUE(matches("]", "[\\]]"));
}

TEST(Pattern, IgnoresSpacesOutsideOfClassesByFlag) {
  EXPECT_TRUE(matches("helloworld", " hello world ", "x"));
  EXPECT_TRUE(matches("hello world", "hello[ ]world", "x"));
  EXPECT_TRUE(matches("hello world", "hello\\ sworld", "x"));
  EXPECT_TRUE(matches("a", "\\p{ I s B a s i c L a t i n }", "x"));
  EXPECT_FALSE(is_pattern("\\p{ IsBasicLatin}"));
}

TEST(Pattern, TakesEverythingLiterallyByFlag) {
  EXPECT_TRUE(matches("a.b*", ".b*", "q"));
  EXPECT_FALSE(matches("axb", "a.b", "q"));
  EXPECT_TRUE(matches("A.B", "a.b", "qi"));
}

TEST(Pattern, RefersBackToCompleteGroupsOnly) {
  EXPECT_TRUE(matches("abcabc", "^(abc)\\1$"));
  EXPECT_FALSE(matches("abcabd", "^(abc)\\1$"));
  EXPECT_TRUE(matches("aA", "(a)\\1", "i"));
  EXPECT_FALSE(matches("aA", "(a)\\1"));
  EXPECT_TRUE(matches("aa1", "(a)\\11"));
  EXPECT_FALSE(is_pattern("(a)\\2"));
  EXPECT_FALSE(is_pattern("(a\\1)"));
  EXPECT_FALSE(is_pattern("\\1(a)"));
  EXPECT_FALSE(is_pattern("(a)[\\1]"));
  EXPECT_FALSE(is_pattern("a\\0"));
}

TEST(Pattern, IsRefusedWhenItIsNoneOfXPath) {
  for (const char* pattern :
       {"(",     ")",      "(a",      "a)",    "[",     "[]",   "[a",      "]",
        "{",     "}",      "*",       "a**",   "a{",    "a{}",  "a{,2}",   "a{2,1}",
        "[b-a]", "[a-[b]", "\\",      "\\q",   "\\p",   "\\p{", "\\p{Xx}", "\\p{IsNothing}",
        "\\pL",  "(?=a)",  "(?<n>a)", "(?i)a", "[a[b]]"})
    EXPECT_FALSE(is_pattern(pattern)) << pattern;
  EXPECT_FALSE(is_pattern("a", "p"));
  EXPECT_FALSE(is_pattern("a", " "));
}

TEST(Pattern, IsBoundedWhereItCannotBeLinear) {
  const std::string text = std::string(40, 'a') + "b";
  EXPECT_FALSE(matches(text, "^(a|a)*$"));  // linear: no matter how long
  EXPECT_THROW(matches(text, "^((a|a)*)\\1$c"), LimitReached);
  EXPECT_FALSE(is_pattern("a{1,1000000}"));
  EXPECT_FALSE(is_pattern(std::string(100'000, '(')));
}

TEST(PatternFunctions, Match) {
  expect_all({
      {R"(matches("foobar", "^fo*b"))", "true"},
      {R"(matches("foobar", "^Fo*b"))", "false"},
      {R"(matches("foobar", "^Fo*b", "i"))", "true"},
      {R"(matches("foobar", "fo", null))", "true"},
      {R"(matches("foobar", "fo", "X"))", "null"},
      {R"(matches(null, "fo"))", "null"},
      {R"(matches("foobar", null))", "null"},
      {R"(matches("foobar", 1))", "null"},
      {R"(matches("foobar", "("))", "null"},
  });
}

TEST(PatternFunctions, Replace) {
  expect_all({
      {R"x(replace("abcd", "(ab)|(a)", "[1=$1][2=$2]"))x", R"("[1=ab][2=]cd")"},
      {R"x(replace("abracadabra", "a(.)", "a$1$1"))x", R"("abbraccaddabbra")"},
      {R"(replace("abc", "b", "$0$0"))", R"("abbc")"},
      {R"x(replace("abc", "(b)", "$10"))x", R"("ab0c")"},
      {R"x(replace("abc", "(b)", "$2"))x", R"("ac")"},
      {R"(replace("abc", "b", "\\$"))", R"("a$c")"},
      {R"(replace("abc", "b", "$"))", "null"},
      {R"(replace("abc", "b", "\\x"))", "null"},
      {R"(replace("abc", "x*", "-"))", "null"},
      {R"(replace("a.b", ".", "$", "q"))", R"("a$b")"},
      {R"(replace("abc", "[A-Z]", "#", "i"))", R"("###")"},
      {R"(replace("", "a", "b"))", R"("")"},
      {R"(replace("🐎a", "a", "ü"))", R"("🐎ü")"},
      {R"(replace("aaa", "^a", "b"))", R"("baa")"},
      {R"(replace("abab", "(a)b\\1", "-"))", R"("-b")"},
  });
}

TEST(PatternFunctions, Split) {
  expect_all({
      {R"(split("John Doe", "\\s"))", R"(["John", "Doe"])"},
      {R"(split("a;b;c;;", ";"))", R"(["a", "b", "c", "", ""])"},
      {R"(split("abc", ";"))", R"(["abc"])"},
      {R"(split("", ";"))", R"([""])"},
      {R"(split("abc", ""))", "null"},
      {R"(split("abc", null))", "null"},
      {R"(split(1, ";"))", "null"},
  });
}

}  // namespace
}  // namespace haven::feel
