#include <gtest/gtest.h>

#include "services/ledger/app/change_period.hpp"
#include "services/ledger/store/entries.hpp"
#include "tests/ledger/app/budget_books.hpp"

namespace haven::ledger {
namespace {

// Contributions of 10.00 PHP and interest of 4.00 PHP in 2023; the year in question is 2024.
struct Earmarks : testing::Test {
  BudgetBooks books;
  const std::vector<Earmark> both{
      {"reintegration", "home", EarmarkBound::at_least, 1000, "contributions_last_year"},
      {"administration", "office", EarmarkBound::at_most, 2500, "interest_last_year"}};

  void SetUp() override {
    ASSERT_TRUE(books.run([&](db::Transaction& tx) {
      return ensure_earmarks(tx, "owwa", both, BudgetBooks::budget_terms());
    }));
    earn("contributions:owwa:PHP", 1000, "2023-12-31");
    earn("interest:PHP", 400, "2023-01-01");
    earn("contributions:owwa:PHP", 7777, "2024-01-01");
    earn("interest:PHP", 7777, "2022-12-31");
  }
  void earn(const std::string& account, std::int64_t minor, const char* day,
            const std::string& currency = "PHP") {
    const Cause cause{"owwa", new_uuid(books.now), "x", {}, *date_from(day)};
    const Money amount = money(minor, currency);
    const Entry entry{
        cause,
        "contribution",
        {{{"bank:" + currency, "asset"}, amount}, {{account, "income"}, amount.times(-1)}}};
    ASSERT_TRUE(books.run(
        [&](db::Transaction& tx) { return store::insert_entries(tx, {entry}, books.now); }));
  }
  EarmarkFigures figures(const std::string& name, int year = 2024) {
    for (const auto& one :
         books.run([&](db::Transaction& tx) { return measure_earmarks(tx, "owwa", year); })) {
      if (one.earmark.name == name) return one;
    }
    ADD_FAILURE() << "no earmark " << name;
    return {};
  }
  Result<PeriodChange> ask_to_close(Month month) {
    return books.run([&](db::Transaction& tx) {
      return request_period_change(tx, {"owwa", month, PeriodStep::close, "over", "ana"},
                                   books.today, books.now);
    });
  }
  Result<PeriodChange> confirm_close(const PeriodChangeId& id) {
    while (books.seal() > 0) {
    }
    return books.run([&](db::Transaction& tx) {
      return confirm_period_change(tx, {"owwa", id, "ben"}, books.today, Books::offset, books.now);
    });
  }
};

TEST_F(Earmarks, AreMeasuredByLastYearsIncome) {
  EXPECT_EQ(figures("reintegration").base, money(1000, "PHP"));
  EXPECT_EQ(figures("reintegration").bound, money(100, "PHP"));
  EXPECT_EQ(figures("administration").base, money(400, "PHP"));
  EXPECT_EQ(figures("administration").remaining(), money(100, "PHP"));
  EXPECT_EQ(figures("reintegration", 2025).base, money(7777, "PHP"));
  EXPECT_EQ(figures("administration", 2023).base, money(7777, "PHP"));
}

TEST_F(Earmarks, ACeilingIsKeptToTheMinorUnit) {
  EXPECT_EQ(books.bring("office", 101), "earmark_is_exceeded");
  EXPECT_EQ(books.bring("office", 60), "");
  EXPECT_EQ(books.bring("office", 41), "earmark_is_exceeded");
  EXPECT_EQ(books.bring("office", 40), "");
  EXPECT_EQ(books.bring("office", 1), "earmark_is_exceeded");
  EXPECT_EQ(books.held("office"), 100);
}

TEST_F(Earmarks, TwoFundingsThatFitAloneDoNotPassTogether) {
  const auto ask = [&](const std::string& reference) {
    return books.run([&](db::Transaction& tx) {
      return request_funding(tx, {"owwa", "office", money(60, "PHP"), reference, "r", "ana"},
                             books.today, books.now);
    });
  };
  const auto first = ask("1"), second = ask("2");
  ASSERT_TRUE(first && second);
  ASSERT_TRUE(books.confirm(first->id, "ben"));
  EXPECT_EQ(books.confirm(second->id, "ben").error().code, "earmark_is_exceeded");
}

// The books begin in December 2022, whose earmarks are of 2021: nothing.
TEST_F(Earmarks, TheYearsLastMonthStaysOpenWhileOneIsShort) {
  books.go_to("2025-01-15");
  ASSERT_EQ(books.bring("home", 99, "PHP", 2024), "");
  const Month december = *month_from("2024-12");
  for (Month month = *month_from("2022-12"); month < december; month = month_after(month)) {
    ASSERT_TRUE(confirm_close(ask_to_close(month)->id)) << month_text(month);
  }
  const auto asked = ask_to_close(december);
  ASSERT_TRUE(asked);
  const auto refused = confirm_close(asked->id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "earmark_is_short");
  EXPECT_NE(refused.error().detail.find("home got 0.99 PHP and must have 1.00 PHP"),
            std::string::npos);
  ASSERT_EQ(books.bring("home", 1, "PHP", 2024), "");
  EXPECT_TRUE(confirm_close(asked->id));
}

TEST_F(Earmarks, AMonthWithinTheYearIsClosedAllTheSame) {
  const auto check = [&](const std::string& month) -> std::string {
    const auto kept = books.run(
        [&](db::Transaction& tx) { return check_earmarks_of(tx, "owwa", *month_from(month)); });
    return kept ? "" : kept.error().code;
  };
  EXPECT_EQ(check("2024-11"), "");
  EXPECT_EQ(check("2024-12"), "earmark_is_short");
  ASSERT_EQ(books.bring("home", 99), "");
  EXPECT_EQ(check("2024-12"), "earmark_is_short");
  ASSERT_EQ(books.bring("home", 1), "");
  EXPECT_EQ(check("2024-12"), "");
  EXPECT_EQ(check("2024-01"), "");
}

TEST_F(Earmarks, AFundingOfTheNewYearCanCountTowardsTheLast) {
  books.go_to("2025-01-15");
  EXPECT_EQ(books.bring("home", 100, "PHP", 2023), "invalid_field");
  EXPECT_EQ(books.bring("home", 100, "PHP", 2026), "invalid_field");
  EXPECT_EQ(books.bring("home", 30, "PHP", 2024), "");
  EXPECT_EQ(books.bring("home", 70), "");
  EXPECT_EQ(figures("reintegration", 2024).set_aside, money(30, "PHP"));
  EXPECT_EQ(figures("reintegration", 2025).set_aside, money(70, "PHP"));
  EXPECT_EQ(figures("reintegration", 2024).missing(), money(70, "PHP"));
}

TEST_F(Earmarks, IncomeInAnotherCurrencyCountsAtTheLastKnownRate) {
  earn("contributions:owwa:USD", 200, "2023-06-01", "USD");
  auto measured = figures("reintegration");
  EXPECT_EQ(measured.base, money(1000, "PHP"));
  EXPECT_EQ(measured.not_counted, std::vector<Money>{money(200, "USD")});
  ASSERT_EQ(books.bring("tickets", 1000, "USD"), "");
  const auto exchange = [&](const std::string& day, const char* rate, std::int64_t bought) {
    const auto posted = books.run([&](db::Transaction& tx) -> Result<Exchange> {
      const auto asked = request_exchange(tx,
                                          {"owwa",
                                           "tickets",
                                           "welfare",
                                           {money(100, "USD"), money(bought, "PHP"), rate},
                                           "BSP",
                                           *date_from(day),
                                           day,
                                           "r",
                                           "ana"},
                                          books.today, books.now);
      if (!asked) return asked;
      return confirm_exchange(tx, {"owwa", asked->id, "ben"}, books.today, books.now);
    });
    ASSERT_TRUE(posted) << posted.error().detail;
  };
  exchange("2023-12-30", "55", 5500);
  exchange("2023-12-31", "56", 5600);
  exchange("2024-01-01", "57", 5700);
  measured = figures("reintegration");
  EXPECT_EQ(measured.base, money(1000 + 200 * 56, "PHP"));
  EXPECT_TRUE(measured.not_counted.empty());
}

TEST_F(Earmarks, OneThatIsNotNamedAnyMoreEnds) {
  ASSERT_TRUE(books.run([&](db::Transaction& tx) {
    return ensure_earmarks(tx, "owwa", {both[0]}, BudgetBooks::budget_terms());
  }));
  EXPECT_EQ(
      books.run([](db::Transaction& tx) { return measure_earmarks(tx, "owwa", 2024).size(); }), 1U);
  EXPECT_EQ(books.bring("office", 1'000'000), "");
}

}  // namespace
}  // namespace haven::ledger
