#include "services/ledger/domain/budget_year.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

TEST(BudgetYear, NamesItsPurse) {
  EXPECT_EQ(year_purse_name("owwa_assistance", 2026), "owwa_assistance_2026");
  const auto named = year_purse_from("owwa_assistance_2026");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->template_name, "owwa_assistance");
  EXPECT_EQ(named->year, 2026);
  for (const std::string other : {"owwa_assistance", "_2026", "help_26", "help_20266", "help2026",
                                  "help_1899", "help_2201", ""}) {
    EXPECT_FALSE(year_purse_from(other)) << other;
  }
}

TEST(BudgetYear, ClosesSoManyMonthsAfterItsEnd) {
  EXPECT_EQ(text_of(closing_day(2024, 0)), "2025-01-01");
  EXPECT_EQ(text_of(closing_day(2024, 3)), "2025-04-01");
  EXPECT_EQ(text_of(closing_day(2024, 14)), "2026-03-01");
}

TEST(BudgetYear, IsTheOneInWhichTheObligationArose) {
  const Date awarded = *date_from("2025-01-02");
  EXPECT_EQ(arose_on("2024-12-31", awarded), date_from("2024-12-31"));
  EXPECT_EQ(arose_on("", awarded), awarded);
  EXPECT_FALSE(arose_on("last year", awarded));
}

TEST(BudgetYear, HoldsItsFloorBackAndWhenClosedAllButLateMoney) {
  EXPECT_EQ(held_back(1000, 100, false, 0), 100);
  EXPECT_EQ(held_back(1000, 100, true, 0), 1000);
  EXPECT_EQ(held_back(1000, 100, true, 300), 700);
  EXPECT_EQ(held_back(1000, 800, true, 300), 800);  // late money does not free the floor
}

TEST(BudgetYear, LapsesButForLateMoneyThatAwardsWaitFor) {
  EXPECT_EQ(lapsing(1000, 300, false), 1000);
  EXPECT_EQ(lapsing(1000, 300, true), 700);
  EXPECT_EQ(lapsing(200, 300, true), 0);
}

struct PurseChecks : testing::Test {
  std::vector<PurseTerms> purses{
      {"welfare", "fund", *Currency::from("PHP"), money(0, "PHP"), {{"owwa", "death"}}},
      {"help",
       "fund",
       *Currency::from("PHP"),
       money(0, "PHP"),
       {{"owwa", "calamity"}},
       YearlyBudget{3, "welfare"}}};
};

TEST_F(PurseChecks, AcceptARemainderThatGoesToAnUndividedPurse) {
  EXPECT_TRUE(check_purses(purses));
}

TEST_F(PurseChecks, RefuseARemainderThatGoesElsewhere) {
  for (const std::string to : {"help", "nowhere", ""}) {
    purses[1].yearly->remainder_to = to;
    EXPECT_FALSE(check_purses(purses)) << to;
  }
}

TEST_F(PurseChecks, RefuseARemainderOfAnotherCurrencyOrLayer) {
  purses[0].currency = *Currency::from("USD");
  EXPECT_FALSE(check_purses(purses));
  purses[0].currency = *Currency::from("PHP");
  purses[0].layer = "insurer";
  EXPECT_FALSE(check_purses(purses));
}

TEST_F(PurseChecks, RefuseANameTwiceAndTheNameOfAYear) {
  purses.push_back(purses[0]);
  EXPECT_FALSE(check_purses(purses));
  purses.back().purse = "help_2024";
  EXPECT_FALSE(check_purses(purses));
  purses.back().purse = "welfare_2024";
  EXPECT_TRUE(check_purses(purses));
}

TEST(ExpiryEntry, MovesWhatTheYearHeldToTheRemainder) {
  const Currency pesos = *Currency::from("PHP");
  const Cause cause{"owwa", "help_2024/1", "expiry x", {}, *date_from("2025-05-14")};
  const Entry entry = expiry_entry(cause, accounts_of("help_2024", "fund", pesos),
                                   accounts_of("welfare", "fund", pesos), money(7, "PHP"));
  EXPECT_TRUE(balances(entry));
  EXPECT_EQ(entry.kind, "expiry");
  EXPECT_EQ(entry.postings[0], (Posting{{"help_2024:funded", "equity"}, money(7, "PHP")}));
  EXPECT_EQ(entry.postings[1], (Posting{{"welfare:funded", "equity"}, money(-7, "PHP")}));
}

}  // namespace
}  // namespace haven::ledger
