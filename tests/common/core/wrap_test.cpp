#include "common/core/wrap.hpp"

#include <gtest/gtest.h>

namespace haven {
namespace {

using Lines = std::vector<std::string>;

TEST(Wrap, KeepsWhatFitsExactly) {
  EXPECT_EQ(wrapped("ab cd", 5), (Lines{"ab cd"}));
  EXPECT_EQ(wrapped("ab cd", 4), (Lines{"ab", "cd"}));
}

TEST(Wrap, BreaksAtTheLastSpaceThatFits) {
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", 6), (Lines{"one", "two", "three"}));
}

TEST(Wrap, CutsAWordThatIsTooLong) {
  EXPECT_EQ(wrapped("abcdef gh", 4), (Lines{"abcd", "ef", "gh"}));
  EXPECT_EQ(wrapped("abc", 0), (Lines{"a", "b", "c"})) << "a width of nothing counts as one";
}

TEST(Wrap, CountsCharactersAndNeverCutsOne) {
  EXPECT_EQ(width_of("né"), 2U);
  EXPECT_EQ(wrapped("ééé", 2), (Lines{"éé", "é"}));
  EXPECT_EQ(wrapped("éé éé", 5), (Lines{"éé éé"}));
}

TEST(Wrap, DropsSpacesAtTheEdgesOfLines) {
  EXPECT_EQ(wrapped("  one   two ", 4), (Lines{"one", "two"}));
  EXPECT_EQ(wrapped("", 4), (Lines{""}));
  EXPECT_EQ(wrapped("   ", 4), (Lines{""}));
}

}  // namespace
}  // namespace haven
