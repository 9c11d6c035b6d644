#include "common/dmn/constants.hpp"

#include <gtest/gtest.h>

namespace haven::dmn {
namespace {

using Texts = std::vector<std::string>;

TEST(ConstantsOf, FindsThemInComparisons) {
  EXPECT_EQ(constants_of("-"), Texts{});
  EXPECT_EQ(constants_of(R"("a, b", "c\"d")"), (Texts{R"("a, b")", R"("c\"d")"}));
  EXPECT_EQ(constants_of("< 5, >= -3.5, != 7"), (Texts{"5", "-3.5", "7"}));
  EXPECT_EQ(constants_of("[1..5), ]2 .. 3["), (Texts{"1", "5", "2", "3"}));
  EXPECT_EQ(constants_of("not(\"x\", null)"), (Texts{"\"x\"", "null"}));
  EXPECT_EQ(constants_of(">= date(\"2024-01-01\")"), (Texts{"date(\"2024-01-01\")"}));
  EXPECT_EQ(constants_of("@\"P1Y\""), (Texts{"@\"P1Y\""}));
  EXPECT_EQ(constants_of("true"), (Texts{"true"}));
}

TEST(ConstantsOf, LeavesEverythingElseToFeel) {
  for (const char* entry :
       {"age", "< age", "5 + 1", "[1..n]", "not(x)", "? > 5", "truely", "\"a\" + \"b\"", "5x", "<",
        "\"open", "not(\"a\"", "[1..2", "[1, 2]", "date(x)", "\"a\",", "string length(?) > 3"}) {
    EXPECT_EQ(constants_of(entry), std::nullopt) << entry;
  }
}

}  // namespace
}  // namespace haven::dmn
