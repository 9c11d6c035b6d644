#include "services/ledger/domain/earmark.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

const Earmark reintegration{"reintegration", "home", EarmarkBound::at_least, 1000,
                            "contributions_last_year"};
const Earmark administration{"administration", "office", EarmarkBound::at_most, 2500,
                             "interest_last_year"};

EarmarkFigures figures(const Earmark& earmark, std::int64_t base, std::int64_t set_aside) {
  const Money income = money(base, "PHP");
  return {earmark, 2024, income, bound_of(earmark, income), money(set_aside, "PHP"), {}};
}

TEST(Percent, IsReadAndWritten) {
  EXPECT_EQ(percent_from("10%"), 1000);
  EXPECT_EQ(percent_from("12.5%"), 1250);
  EXPECT_EQ(percent_from("0.01%"), 1);
  EXPECT_EQ(percent_from("100%"), 10000);
  for (const std::string bad : {"", "10", "%", "0%", "100.01%", "1.234%", "1.%", "-1%", "ten%"}) {
    EXPECT_FALSE(percent_from(bad)) << bad;
  }
  EXPECT_EQ(percent_text(1000), "10%");
  EXPECT_EQ(percent_text(1250), "12.5%");
  EXPECT_EQ(percent_text(1), "0.01%");
}

TEST(Earmark, AtLeastIsRoundedUpAndAtMostDown) {
  EXPECT_EQ(bound_of(reintegration, money(1000, "PHP")), money(100, "PHP"));
  EXPECT_EQ(bound_of(reintegration, money(1001, "PHP")), money(101, "PHP"));
  EXPECT_EQ(bound_of(administration, money(1000, "PHP")), money(250, "PHP"));
  EXPECT_EQ(bound_of(administration, money(1003, "PHP")), money(250, "PHP"));
  EXPECT_EQ(bound_of(reintegration, money(-5, "PHP")), money(0, "PHP"));
  EXPECT_EQ(bound_of(administration, money(90'000'000'000'000'000, "PHP")),
            money(22'500'000'000'000'000, "PHP"));
}

TEST(Earmark, IsShortBelowItsPart) {
  EXPECT_TRUE(check_floor(figures(reintegration, 1000, 100)));
  const auto refused = check_floor(figures(reintegration, 1000, 99));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "earmark_is_short");
  EXPECT_NE(refused.error().detail.find("got 0.99 PHP and must have 1.00 PHP"), std::string::npos);
  EXPECT_EQ(figures(reintegration, 1000, 99).missing(), money(1, "PHP"));
  EXPECT_TRUE(figures(reintegration, 1000, 101).missing().is_zero());
  EXPECT_TRUE(check_floor(figures(administration, 1000, 0)));
}

TEST(Earmark, IsExceededAboveItsPart) {
  const auto with = figures(administration, 1000, 200);
  EXPECT_TRUE(check_ceiling(with, money(50, "PHP")));
  const auto refused = check_ceiling(with, money(51, "PHP"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "earmark_is_exceeded");
  EXPECT_NE(refused.error().detail.find("would have got 2.51 PHP and may have 2.50 PHP"),
            std::string::npos);
  EXPECT_EQ(with.remaining(), money(50, "PHP"));
  EXPECT_TRUE(check_ceiling(figures(reintegration, 0, 0), money(1, "PHP")));
}

TEST(Earmark, IsOfAnUndividedPurseOfTheFund) {
  const auto peso_purse = [](const std::string& name, const std::string& layer = "fund") {
    return PurseTerms{name, layer, *Currency::from("PHP"), money(0, "PHP"), {}};
  };
  std::vector<PurseTerms> purses{peso_purse("home"), peso_purse("office"),
                                 peso_purse("deposit", "insurer"), peso_purse("help")};
  purses[3].yearly = YearlyBudget{3, "home"};
  EXPECT_TRUE(check_earmarks({reintegration, administration}, purses));
  EXPECT_FALSE(check_earmarks({reintegration, reintegration}, purses));
  for (const std::string purse : {"deposit", "help", "nothing"}) {
    Earmark other = reintegration;
    other.purse = purse;
    EXPECT_FALSE(check_earmarks({other}, purses)) << purse;
  }
  purses[3].yearly->remainder_to = "office";
  EXPECT_FALSE(check_earmarks({administration}, purses));
}

}  // namespace
}  // namespace haven::ledger
