#include "tests/tidy/source.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

TEST(Source, BlanksCommentsAndLiteralsButKeepsLines) {
  const Source source = source_of("int a; // double\nauto b = \"float\";\n/* x\ny */ int c;\n");
  EXPECT_EQ(source.code, "int a;          \nauto b = \"     \";\n    \n     int c;\n");
  ASSERT_EQ(source.comments.size(), 2U);
  EXPECT_EQ(source.comments[0].text, "// double");
  ASSERT_EQ(source.literals.size(), 1U);
  EXPECT_EQ(source.literals[0].text, "float");
}

TEST(Source, JoinsNeighbouringLiterals) {
  const Source source = source_of("f(\"select \"  // all\n  \"state\", \"other\");");
  ASSERT_EQ(source.literals.size(), 2U);
  EXPECT_EQ(source.literals[0].text, "select state");
  EXPECT_EQ(source.literals[1].text, "other");
}

TEST(Source, KnowsEscapesRawLiteralsCharactersAndSeparators) {
  const Source source = source_of(R"x(a("\"//"); b(R"q(" /* )q"); c('"'); d(1'000); // end)x");
  ASSERT_EQ(source.literals.size(), 2U);
  EXPECT_EQ(source.literals[0].text, "\\\"//");
  EXPECT_EQ(source.literals[1].text, "\" /* ");
  ASSERT_EQ(source.comments.size(), 1U);
  EXPECT_EQ(source.comments[0].text, "// end");
}

TEST(Source, EndsWithItsFile) {
  for (const char* broken : {"\"open", "/* open", "R\"(open", "'", "\"\\", "R\"", "//"}) {
    EXPECT_EQ(source_of(broken).code.size(), std::string{broken}.size()) << broken;
  }
}

TEST(Source, FindsWholeWordsOnly) {
  EXPECT_EQ(find_word("doubled double", "double"), 8U);
  EXPECT_EQ(find_word("a_double", "double"), std::string_view::npos);
}

}  // namespace
}  // namespace haven::tidy
