// Purses by budget year: what is charged to which year, when a year closes, and what lapses of it.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "common/db/sql.hpp"
#include "tests/ledger/app/any_history.hpp"
#include "tests/ledger/app/budget_books.hpp"

namespace haven::ledger {
namespace {

TEST(BudgetYears, ThisYearAndTheLastAreThereAtStart) {
  BudgetBooks books;
  EXPECT_EQ(books.purse("help_2024").budget_year, 2024);
  EXPECT_EQ(books.purse("help_2023").closes_on, date_from("2024-04-01"));
  EXPECT_FALSE(books.purse("welfare").budget_year);
  EXPECT_TRUE(books.start());
  EXPECT_EQ(
      test::value(books.database, "select count(*) from ledger.purse where template = 'help'"),
      "2");
}

TEST(BudgetYears, AnAwardIsChargedToTheYearItAroseIn) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  EXPECT_EQ(books.award_help("a", 300, "2024-01-01"), "reserved");
  EXPECT_EQ(books.award_help("b", 300, "2023-12-31"), "short");
  EXPECT_EQ(books.held("help_2024"), 700);
  EXPECT_EQ(books.held("help_2023"), 0);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(BudgetYears, AnAwardThatNamesNoDayIsOfTheDayOfItsEvent) {
  BudgetBooks books;
  books.now = *instant_from("2023-12-31T16:00:00Z");  // the fund's new year
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  EXPECT_EQ(books.award_help("a", 300, ""), "reserved");
  books.now -= std::chrono::seconds{1};
  EXPECT_EQ(books.award_help("b", 300, ""), "short");
  EXPECT_EQ(books.award_help("c", 300, "someday"), "award_unreadable");
}

TEST(BudgetYears, AYearThatNobodySpokeOfIsMadeEmptyAndPaidByAFundingOfIt) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  EXPECT_EQ(books.award_help("hotel", 400, "2020-05-14"), "short");
  EXPECT_EQ(books.said("FundsShort"), "1");
  EXPECT_EQ(books.bring("help_2020", 399), "");
  EXPECT_EQ(books.state_of("hotel"), "short");
  EXPECT_EQ(books.bring("help_2020", 1), "");
  EXPECT_EQ(books.state_of("hotel"), "reserved");
  EXPECT_EQ(books.held("help_2024"), 1000);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(BudgetYears, CanBeFundedAheadByOneYear) {
  BudgetBooks books;
  EXPECT_EQ(books.bring("help_2025", 10), "");
  EXPECT_EQ(books.held("help_2025"), 10);
  EXPECT_EQ(books.bring("help_2026", 10), "purse_unknown");
  EXPECT_EQ(books.bring("help_20", 10), "purse_unknown");
  EXPECT_EQ(books.bring("welfare_2024", 10), "purse_unknown");
  EXPECT_EQ(books.bring("help", 10), "purse_unknown");
}

TEST(BudgetYears, KeepTheirFloorEach) {
  BudgetBooks books{100};
  ASSERT_EQ(books.bring("help_2024", 500), "");
  EXPECT_EQ(books.award_help("a", 400, "2024-03-01"), "reserved");
  EXPECT_EQ(books.award_help("b", 1, "2024-03-01"), "short");
  ASSERT_TRUE(books.start(99));
  EXPECT_EQ(books.state_of("b"), "reserved");
}

TEST(BudgetYears, CloseAndTakeNoAwardButWithMoneyBroughtForIt) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  books.go_to("2025-03-31");
  EXPECT_EQ(books.award_help("a", 100, "2024-12-31"), "reserved");
  books.go_to("2025-04-01");
  EXPECT_EQ(books.award_help("b", 100, "2024-12-31"), "short");
  EXPECT_EQ(books.bring("help_2024", 99), "");
  EXPECT_EQ(books.state_of("b"), "short");
  EXPECT_EQ(books.bring("help_2024", 51), "");
  EXPECT_EQ(books.state_of("b"), "reserved");
  EXPECT_EQ(books.award_help("c", 51, "2024-12-31"), "short");  // 50 of the late money are left
  books.now += std::chrono::seconds{1};
  EXPECT_EQ(books.award_help("d", 50, "2024-12-31"), "short");  // nobody overtakes
  EXPECT_EQ(books.held("help_2024"), 950);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(BudgetYears, WhatComesBackToAClosedYearPaysNothing) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 100), "");
  EXPECT_EQ(books.award_help("a", 100, "2024-12-31"), "reserved");
  books.go_to("2025-04-01");
  EXPECT_EQ(books.award_help("b", 100, "2024-12-31"), "short");
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.held("help_2024"), 100);
  EXPECT_EQ(books.state_of("b"), "short");
}

TEST(BudgetYears, TakeOverALongerGraceWhileTheyAreOpen) {
  BudgetBooks books;
  books.go_to("2025-03-31");
  ASSERT_TRUE(books.start(0, 6));
  EXPECT_EQ(books.purse("help_2024").closes_on, date_from("2025-07-01"));
  EXPECT_EQ(books.purse("help_2023").closes_on, date_from("2024-04-01"));
}

TEST(BudgetYears, AnUndividedPurseIsDividedAndItsRestLapses) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("tickets", 500, "USD"), "");
  auto terms = BudgetBooks::budget_terms();
  terms[3].yearly = YearlyBudget{0, "reserve"};
  terms.push_back({"reserve", "fund", *Currency::from("USD"), money(0, "USD"), {}});
  ASSERT_TRUE(books.run([&](db::Transaction& tx) {
    return ensure_purses(tx, "owwa", terms, books.today, books.now);
  }));
  EXPECT_EQ(books.held("tickets_2024"), 0);
  EXPECT_EQ(books.expire("tickets"), "5.00");
  EXPECT_EQ(books.held("reserve"), 500);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(BudgetYears, TheDatabaseRefusesAnotherYearsPurse) {
  BudgetBooks books;
  const auto reserve = [&](const std::string& purse, const std::string& arose) -> std::string {
    try {
      test::execute(
          books.database,
          "insert into ledger.reservation (entitlement_id, fund, claim_id, purse, scheme, "
          "benefit, currency, amount_minor, state, awarded_at, arose_on) values "
          "(gen_random_uuid(), 'owwa', gen_random_uuid(), '" +
              purse + "', 'owwa', 'calamity', 'PHP', 1, 'reserved', now(), " + arose + ")");
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint();
    }
  };
  EXPECT_EQ(reserve("help_2024", "'2024-12-31'"), "");
  EXPECT_EQ(reserve("help_2024", "'2025-01-01'"), "award_is_charged_to_the_year_it_arose_in");
  EXPECT_EQ(reserve("help_2024", "null"), "award_is_charged_to_the_year_it_arose_in");
  EXPECT_EQ(reserve("home", "'2024-12-31'"), "purse_pays_only_what_it_is_for");
}

TEST(BudgetYears, AreShownInFigures) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  ASSERT_EQ(books.award_help("a", 300, "2024-01-01"), "reserved");
  ASSERT_EQ(books.award_help("b", 800, "2024-01-01"), "short");
  const auto years = books.run([](db::Transaction& tx) { return store::budget_years(tx, "owwa"); });
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].year, 2023);
  EXPECT_EQ(years[1].funded, money(1000, "PHP"));
  EXPECT_EQ(years[1].granted, money(300, "PHP"));
  EXPECT_EQ(years[1].reserved, money(300, "PHP"));
  EXPECT_EQ(years[1].left, money(700, "PHP"));
  EXPECT_EQ(years[1].waiting, money(800, "PHP"));
}

// ---- expiry
// ---------------------------------------------------------------------------------------

TEST(Expiry, TwoPersonsLetAClosedYearsRestLapse) {
  BudgetBooks books{50};
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  ASSERT_EQ(books.award_help("a", 400, "2024-12-31"), "reserved");
  books.go_to("2025-04-01");
  const auto asked = books.ask_expiry("help_2024");
  ASSERT_TRUE(asked);
  EXPECT_EQ(books.ask_expiry("help_2024", "eva").error().code, "one_expiry_of_a_purse_waits");
  EXPECT_EQ(books.held("help_2024"), 600);
  EXPECT_EQ(books.confirm_expiry_of(asked->id, "ana").error().code,
            "expiry_confirmed_by_a_second_person");
  const auto done = books.confirm_expiry_of(asked->id, "ben");
  ASSERT_TRUE(done);
  EXPECT_EQ(done->amount, money(600, "PHP"));
  EXPECT_EQ(books.confirm_expiry_of(asked->id, "ben").error().code, "expiry_already_confirmed");
  EXPECT_EQ(books.held("help_2024"), 0);
  EXPECT_EQ(books.held("welfare"), 600);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
  EXPECT_EQ(test::value(books.database, "select cause from ledger.entry where kind = 'expiry'"),
            "help_2024/1");
  ASSERT_TRUE(books.start(50));  // a closed year gets no floor back
  EXPECT_EQ(books.purse("help_2024").floor, money(0, "PHP"));
}

TEST(Expiry, ASecondOneBooksOnlyWhatIsThereSince) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  ASSERT_EQ(books.award_help("a", 400, "2024-12-31"), "reserved");
  books.go_to("2025-04-01");
  EXPECT_EQ(books.expire("help_2024"), "6.00");
  EXPECT_EQ(books.expire("help_2024"), "nothing_lapses");
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.expire("help_2024"), "4.00");
  EXPECT_EQ(books.held("welfare"), 1000);
  EXPECT_EQ(test::value(books.database,
                        "select string_agg(cause, ' ' order by cause) from ledger.entry "
                        "where kind = 'expiry'"),
            "help_2024/1 help_2024/2");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(Expiry, ServesWhoWaitsForThePurseThatGetsIt) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  ASSERT_TRUE(books.reserve("death", 900));
  ASSERT_EQ(books.state_of("death"), "short");
  books.go_to("2025-04-01");
  EXPECT_EQ(books.expire("help_2024"), "10.00");
  EXPECT_EQ(books.state_of("death"), "reserved");
}

TEST(Expiry, LeavesMoneyThatWasBroughtForAwardsThatWait) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  books.go_to("2025-04-01");
  ASSERT_EQ(books.award_help("a", 300, "2024-12-31"), "short");
  ASSERT_EQ(books.bring("help_2024", 200), "");
  EXPECT_EQ(books.expire("help_2024"), "10.00");
  EXPECT_EQ(books.expire("help_2024"), "nothing_lapses");
  ASSERT_EQ(books.bring("help_2024", 100), "");
  EXPECT_EQ(books.state_of("a"), "reserved");
  EXPECT_EQ(books.held("help_2024"), 0);
}

TEST(Expiry, RefusesAnOpenYearAnUndividedPurseAndOneThatIsNotThere) {
  BudgetBooks books;
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  books.go_to("2025-03-31");
  EXPECT_EQ(books.expire("help_2024"), "budget_year_is_open");
  EXPECT_EQ(books.expire("welfare"), "purse_has_no_budget_year");
  EXPECT_EQ(books.expire("nothing"), "purse_unknown");
  books.go_to("2025-04-01");
  const auto asked = books.ask_expiry("help_2024");
  const auto stolen = books.run([&](db::Transaction& tx) {
    return confirm_expiry(tx, {"other", asked->id, "ben"}, books.today, books.now);
  });
  EXPECT_EQ(stolen.error().code, "expiry_unknown");
}

TEST(Expiry, TheDatabaseKnowsTheRulesItself) {
  BudgetBooks books;
  const auto refused = [&](const std::string& sql) -> std::string {
    try {
      books.run([&](db::Transaction& tx) { db::run(tx, sql); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  };
  const std::string ask =
      "insert into ledger.expiry (expiry_id, fund, purse, number, remainder_to, reason, "
      "requested_by, requested_at) values (gen_random_uuid(), 'owwa', ";
  EXPECT_EQ(refused(ask + "'welfare', 1, 'help_2024', 'r', 'ana', now())"),
            "only_a_budget_year_expires");
  EXPECT_EQ(refused(ask + "'help_2024', 1, 'welfare', 'r', 'ana', now())"), "");
  EXPECT_EQ(refused("update ledger.expiry set confirmed_by = 'ana', confirmed_at = now(), "
                    "amount_minor = 1"),
            "expiry_confirmed_by_a_second_person");
  EXPECT_EQ(refused("update ledger.expiry set confirmed_by = 'ben', confirmed_at = now()"),
            "expiry_confirmed_with_its_amount");
  EXPECT_EQ(refused("update ledger.expiry set purse = 'welfare'"), "42501");
}

// Whatever happens in whichever year, no year's money pays another year's award, and all of it is
// in a year, paid out of it, or in the purse that its rest went to.
TEST(BudgetYears, KeepTheirMoneyApartWhateverComes) {
  ASSERT_EQ(configured, 0);
  EXPECT_TRUE(rc::check([] {
    BudgetBooks books;
    std::map<int, std::int64_t> brought;
    std::int64_t lapsed = 0;
    int number = 0;
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) {
      books.today += std::chrono::days{step.amount % 40};
      books.now += std::chrono::minutes{1};
      const int year = 2023 + step.award % 3;
      const std::string purse = "help_" + std::to_string(year);
      const std::string name = std::to_string(++number);
      if (step.what < 4) {
        books.award_help(name, 1 + step.amount % 100, std::to_string(year) + "-06-01");
      } else if (step.what == 4) {
        RC_ASSERT(books.withdraw(std::to_string(1 + step.amount % number)).has_value());
      } else if (step.what == 5) {
        const auto asked = books.ask_expiry(purse);
        if (!asked) continue;
        const auto done = books.confirm_expiry_of(asked->id, "ben");
        RC_ASSERT(done.has_value());
        lapsed += done->amount->minor();
      } else if (books.bring(purse, step.amount).empty()) {
        brought[year] += step.amount;
      }
    }
    std::int64_t in_years = 0, funded = 0;
    for (const auto& one :
         books.run([](db::Transaction& tx) { return store::budget_years(tx, "owwa"); })) {
      RC_ASSERT(one.left.minor() >= 0);
      RC_ASSERT(one.granted.minor() <= brought[one.year.value_or(0)]);
      in_years += one.left.minor() + one.granted.minor();
    }
    for (const auto& [year, minor] : brought) funded += minor;
    RC_ASSERT(in_years + lapsed == funded);
    RC_ASSERT(books.held("welfare") == lapsed);
    RC_ASSERT(test::value(books.database,
                          "select count(*) from ledger.reservation "
                          "where purse <> 'help_' || extract(year from arose_on)") == "0");
    RC_ASSERT(books.broken_rules() == std::vector<std::string>{});
  }));
}

}  // namespace
}  // namespace haven::ledger
