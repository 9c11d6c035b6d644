#include "services/disbursement/domain/name_score.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace haven::disbursement {
namespace {

TEST(NameWords, AreSmallLettersWithoutPunctuation) {
  EXPECT_EQ(name_words("O'Neil-CRUZ, Ma. Luz"),
            (std::vector<std::string>{"oneil", "cruz", "ma", "luz"}));
  EXPECT_TRUE(name_words(" .- ").empty());
}

TEST(NameScore, OrderCapitalsAndSpacesDoNotCount) {
  EXPECT_EQ(name_score("Maria Cruz", "CRUZ, Maria"), 100);
  EXPECT_EQ(name_score("Maria Dela Cruz", "maria delacruz"), 100);
}

TEST(NameScore, AMissingMiddleNameCostsLittle) {
  EXPECT_EQ(name_score("Maria Cruz", "Maria Santos Cruz"), 92);
  EXPECT_EQ(name_score("Maria Cruz", "Maria Luz Santos Cruz"), 84);
  EXPECT_EQ(name_score("Maria Cruz", "Maria Luz Santos Reyes Cruz"), 76);
}

TEST(NameScore, AnInitialStandsForAWord) {
  EXPECT_EQ(name_score("M. Cruz", "Maria Cruz"), 92);
  EXPECT_EQ(name_score("K. Cruz", "Maria Cruz"), 50);
  EXPECT_EQ(name_score("M. C.", "Maria Cruz"), 50);  // initials alone are nobody's name
}

TEST(NameScore, AWordMayBeSpelledALittleDifferently) {
  EXPECT_EQ(name_score("Marya Cruz", "Maria Cruz"), 85);
  EXPECT_EQ(name_score("Mohammed Rahman", "Muhammad Rahman"), 81);
  EXPECT_EQ(name_score("Juan Cruz", "Maria Cruz"), 50);
}

TEST(NameScore, OneWordAloneIsNeverLikelyALongerName) {
  EXPECT_EQ(name_score("Maria", "Maria Cruz"), 50);
  EXPECT_EQ(name_score("Maria", "Maria"), 100);
  EXPECT_EQ(name_score("", "Maria"), 0);
  EXPECT_EQ(name_score("", ""), 0);
}

TEST(NameScoreProperty, IsTheSameBothWaysAndOfAHundred) {
  const bool holds = rc::check([](const std::string& one, const std::string& other) {
    const int score = name_score(one, other);
    RC_ASSERT(score == name_score(other, one));
    RC_ASSERT(score >= 0 && score <= 100);
    RC_ASSERT(name_words(one).empty() || name_score(one, one) == 100);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::disbursement
