#include "services/claims/domain/reference.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

TEST(Reference, NamesKindYearAndNumberWithACheckDigit) {
  const std::string reference = reference_of("death", 2026, 123);
  EXPECT_EQ(reference.substr(0, 15), "DTH-26-0000123-");
  EXPECT_EQ(reference.size(), 16U);
  EXPECT_EQ(reference_from(reference), reference);
}

TEST(Reference, CheckDigitIsDamms) {
  EXPECT_EQ(reference_of("death", 2000, 572), "DTH-00-0000572-4");  // the published example: 572, 4
}

TEST(Reference, EveryKindOfTheFundHasACode) {
  const std::pair<const char*, const char*> rows[] = {
      {"death", "DTH"},         {"disability", "DIS"},  {"repatriation", "REP"},
      {"termination", "REP"},   {"labour_case", "LEG"}, {"money_claim", "LEG"},
      {"illness", "ILL"},       {"calamity", "CAL"},    {"school_year", "EDU"},
      {"something_else", "CLM"}};
  for (const auto& [kind, code] : rows) {
    EXPECT_EQ(reference_of(kind, 2026, 1).substr(0, 3), code) << kind;
  }
}

TEST(Reference, GrowsBeyondSevenDigits) {
  const std::string reference = reference_of("death", 2026, 123456789);
  EXPECT_EQ(reference.substr(0, 17), "DTH-26-123456789-");
  EXPECT_EQ(reference_from(reference), reference);
}

TEST(Reference, EveryWrongDigitIsCaught) {
  const std::string good = reference_of("death", 2026, 4711);
  for (const std::size_t at : {4U, 5U, 7U, 8U, 9U, 10U, 11U, 12U, 13U, 15U}) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = good;
      typed[at] = digit;
      EXPECT_EQ(reference_from(typed).has_value(), typed == good) << typed;
    }
  }
}

TEST(Reference, EverySwappedPairIsCaught) {
  const std::string good = reference_of("death", 2026, 1234567);
  for (const std::size_t at : {4U, 7U, 8U, 9U, 10U, 11U, 12U}) {
    std::string typed = good;
    std::swap(typed[at], typed[at + 1]);
    EXPECT_FALSE(reference_from(typed)) << typed;
  }
}

TEST(Reference, IsReadInAnyCaseAndWithBlanks) {
  const std::string good = reference_of("death", 2026, 4711);
  EXPECT_EQ(reference_from("dth-26- 0004711 -" + good.substr(15)), good);
}

TEST(Reference, AnythingElseIsNone) {
  for (const char* text :
       {"", "DTH", "DTH-26-0000123", "DTH_26_0000123_4", "D1H-26-0000123-4", "DTH-2x-0000123-4",
        "DTH-26-00x0123-4", "DTH-26-0000123-x", "DTH-26-000012345678901234567890123-4"}) {
    EXPECT_FALSE(reference_from(text)) << text;
  }
}

}  // namespace
}  // namespace haven::claims
