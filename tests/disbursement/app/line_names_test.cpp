// Which words of a bank's line are kept as names that partners and debtors could mean.
#include "services/disbursement/app/line_names.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

std::string joined(const std::vector<LineName>& names) {
  std::string all;
  for (const LineName& name : names) all += (all.empty() ? "" : " ") + name.text;
  return all;
}

std::string names_of_text(const std::string& remittance, const std::string& payer = "") {
  iso20022::Detail detail;
  detail.remittance = {remittance};
  detail.debtor.name = payer;
  return joined(names_in(detail));
}

TEST(LineNames, OfLettersOnlyFromFourOnInCapitals) {
  EXPECT_EQ(names_of_text("ABC"), "");
  EXPECT_EQ(names_of_text("ABCD"), "ABCD");
  EXPECT_EQ(names_of_text("Abcd abcd"), "");
  EXPECT_EQ(names_of_text("AB-C"), "");  // three letters
  EXPECT_EQ(names_of_text("AB-CD"), "AB-CD");
}

TEST(LineNames, WithADigitFromThreeCharactersOnInAnyLetters) {
  EXPECT_EQ(names_of_text("A1"), "");
  EXPECT_EQ(names_of_text("Ab1"), "Ab1");
}

TEST(LineNames, AreOfSixtyCharactersAtMost) {
  const std::string longest(60, 'A');
  EXPECT_EQ(names_of_text(longest), longest);
  EXPECT_EQ(names_of_text(longest + "A"), "");
  EXPECT_EQ(names_of_text("1" + longest), "");
}

TEST(LineNames, WhereABankPutsReferencesCountInAnyLetters) {
  iso20022::Detail detail;
  detail.end_to_end_id = "Abc";
  detail.instruction_id = "abcd";
  detail.remittance_references = {"Remit Four"};
  const auto names = names_in(detail);
  EXPECT_EQ(joined(names), "abcd Remit Four");
  EXPECT_EQ(names.at(0).by, MatchedBy::instruction_id);
  EXPECT_EQ(names.at(1).by, MatchedBy::bank_reference);
}

TEST(LineNames, NoPartOfThePayersNameIsAReference) {
  EXPECT_EQ(names_of_text("MARIA CRUZ FOR ABCDEFG", "Maria Santos Cruz"), "ABCDEFG");
  // Unless it has a digit, or the fund gave it out.
  EXPECT_EQ(names_of_text("MARIA1", "Maria1"), "MARIA1");
}

TEST(LineNames, ComeOursFirstThenThoseWithADigitThenWords) {
  EXPECT_EQ(names_of_text("PAYMENT OF CONTRIBUTIONS INV-7 JUNE 2024 HDVVXEIQAMVVSJD"),
            "HDVVXEIQAMVVSJD INV-7 2024 PAYMENT CONTRIBUTIONS JUNE");
}

TEST(LineNames, AreNotFloodedByOrdinaryWords) {
  std::string text;
  for (char c = 'A'; c <= 'Z'; ++c) text += std::string(4, c) + ' ' + std::string(5, c) + ' ';
  text += "INV-7 HRABCDEFGHIJK";
  iso20022::Detail detail;
  detail.remittance = {text};
  const auto names = names_in(detail);
  ASSERT_EQ(names.size(), line_names_max);
  EXPECT_EQ(names[0].text, "HRABCDEFGHIJK");
  EXPECT_EQ(names[1].text, "INV-7");
  EXPECT_EQ(names[2].text, "AAAA");
}

// A remittance as people and banks write them, and what is left of it.
TEST(LineNames, OfRealTexts) {
  EXPECT_EQ(names_of_text("Contributions of 12 workers, June 2024, ref RMTABCD"), "2024 RMTABCD");
  EXPECT_EQ(names_of_text("Thank you for your help"), "");
  EXPECT_EQ(names_of_text("/RFB/METROREF/ORDP/CONTRIBUTIONS"), "METROREF ORDP CONTRIBUTIONS");
  EXPECT_EQ(joined(names_in("TRANSFER FROM JUAN DELA CRUZ REMIT2024")), "REMIT2024");
}

}  // namespace
}  // namespace haven::disbursement
