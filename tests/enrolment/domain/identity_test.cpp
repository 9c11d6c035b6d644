#include "services/enrolment/domain/identity.hpp"

#include <gtest/gtest.h>

#include "services/enrolment/domain/number.hpp"

namespace haven::enrolment {
namespace {

TEST(NameKey, FoldsSpellingsOfOneName) {
  const std::string key = name_key("Maria Luz", "Peña Cruz");
  EXPECT_EQ(key, "cruz luz maria pena");
  EXPECT_EQ(name_key("MARIA LUZ", "PENA-CRUZ"), key);
  EXPECT_EQ(name_key("Maria  Luz ",
                     "Pen\xcc\x83"
                     "a Cruz"),
            key);  // n and a combining tilde
  EXPECT_EQ(name_key("Peña Cruz,", "Maria Luz"), key);
  EXPECT_EQ(name_key("O'Brien", ""), name_key("O\xe2\x80\x99"
                                              "Brien",
                                              ""));
}

TEST(NameKey, WritesOutLettersThatStandForTwo) {
  EXPECT_EQ(name_key("Æsa", "Groß"), "aesa gross");
  EXPECT_EQ(name_key("Łukasz", "Żółć"), "lukasz zolc");
  EXPECT_EQ(name_key("Œuvre", "ſmith"), "oeuvre smith");
  EXPECT_EQ(name_key("Ðóra", "Þór"), "dora thor");
}

TEST(NameKey, KeepsOtherScriptsAndTellsPeopleApart) {
  EXPECT_EQ(name_key("মোঃ", "রহিম"), name_key("রহিম", "মোঃ"));
  EXPECT_NE(name_key("মোঃ", "রহিম"), name_key("মোঃ", "করিম"));
  EXPECT_NE(name_key("Maria", "Santos"), name_key("Mario", "Santos"));
  EXPECT_NE(name_key("Ana", "Cruz"), name_key("Ana Ana", "Cruz"));
}

TEST(NameKey, DoesNotChokeOnBrokenText) {
  EXPECT_NO_THROW(name_key("\xf0\x9f", "\x80\xc3"));
}

TEST(Document, IsComparedWithoutPunctuation) {
  const Document document = normalised({"passport", "PH", "p-123 456.7/a"});
  EXPECT_EQ(document.number, "P1234567A");
  EXPECT_EQ(document, normalised({"passport", "PH", "P1234567A"}));
  EXPECT_NE(document, normalised({"passport", "NP", "P1234567A"}));
}

TEST(MemberNumber, CarriesTheFundTheSerialAndACheckDigit) {
  EXPECT_EQ(member_number("owwa", 572), "OWWA-000005724");  // Damm's own example
  EXPECT_EQ(member_number("owwa", 1).size(), std::string{"OWWA-000000014"}.size());
  EXPECT_TRUE(is_own_number(member_number("owwa", 123456789), "owwa"));
  EXPECT_FALSE(is_own_number("OWWA-000005724", "slbfe"));
  EXPECT_FALSE(is_own_number("OWWA-5724", "owwa"));
}

TEST(MemberNumber, CheckDigitFindsEveryWrongDigitAndEverySwap) {
  const std::string number = member_number("owwa", 20481736);
  for (std::size_t i = 5; i < number.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = number;
      wrong[i] = digit;
      EXPECT_EQ(is_own_number(wrong, "owwa"), wrong == number) << wrong;
    }
    if (i + 1 == number.size()) continue;
    std::string swapped = number;
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_EQ(is_own_number(swapped, "owwa"), swapped == number) << swapped;
  }
}

TEST(MemberNumber, EarlierNumbersAreShortAndOutsideTheSeries) {
  EXPECT_TRUE(is_earlier_number("A-12", "owwa"));
  EXPECT_FALSE(is_earlier_number("A-1", "owwa"));
  EXPECT_TRUE(is_earlier_number(std::string(20, 'A'), "owwa"));
  EXPECT_FALSE(is_earlier_number(std::string(21, 'A'), "owwa"));
  EXPECT_FALSE(is_earlier_number("a-1234", "owwa"));
  EXPECT_FALSE(is_earlier_number("OWWA-1234", "owwa"));
  EXPECT_TRUE(is_earlier_number("OWWA-1234", "slbfe"));
  EXPECT_TRUE(is_earlier_number("OWWA-R7-1234", "owwa"));
}

}  // namespace
}  // namespace haven::enrolment
