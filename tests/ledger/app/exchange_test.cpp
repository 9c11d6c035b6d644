#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <sstream>

#include "common/db/sql.hpp"
#include "services/ledger/app/export_journal.hpp"
#include "tests/ledger/app/budget_books.hpp"

namespace haven::ledger {
namespace {

struct Exchanges : testing::Test {
  BudgetBooks books;
  RequestExchange wish{"owwa",
                       "tickets",
                       "help_2024",
                       {money(10000, "USD"), money(560000, "PHP"), "56.10"},
                       "BSP reference rate",
                       *date_from("2024-06-19"),
                       "FX-1",
                       "Tickets are bought at home this year",
                       "ana"};

  void SetUp() override { ASSERT_EQ(books.bring("tickets", 20000, "USD"), ""); }
  Result<Exchange> ask() {
    return books.run(
        [&](db::Transaction& tx) { return request_exchange(tx, wish, books.today, books.now); });
  }
  Result<Exchange> confirm(const ExchangeId& id, const std::string& by) {
    return books.run([&](db::Transaction& tx) {
      return confirm_exchange(tx, {"owwa", id, by}, books.today, books.now);
    });
  }
  std::string exchange() {
    const auto asked = ask();
    if (!asked) return asked.error().code;
    const auto posted = confirm(asked->id, "ben");
    return posted ? "" : posted.error().code;
  }
  // The field that is wrong.
  std::string wrong_field() {
    const auto asked = ask();
    return asked || asked.error().fields.empty() ? "" : asked.error().fields[0].pointer;
  }
  std::int64_t balance_of(const std::string& account) {
    return std::stoll(test::value(books.database,
                                  "select coalesce(sum(amount_minor), 0) from ledger.posting "
                                  "where account = '" +
                                      account + "'"));
  }
};

TEST_F(Exchanges, TwoPersonsPostOneWithItsRate) {
  const auto asked = ask();
  ASSERT_TRUE(asked);
  EXPECT_EQ(books.held("tickets"), 20000);
  EXPECT_EQ(confirm(asked->id, "ana").error().code, "exchange_confirmed_by_a_second_person");
  ASSERT_TRUE(confirm(asked->id, "ben"));
  EXPECT_EQ(confirm(asked->id, "ben").error().code, "exchange_already_confirmed");
  EXPECT_EQ(books.held("tickets"), 10000);
  EXPECT_EQ(books.held("help_2024"), 561000);
  EXPECT_EQ(balance_of("exchanges_in_transit:USD"), -10000);
  EXPECT_EQ(balance_of("exchanges_in_transit:PHP"), 560000);
  EXPECT_EQ(balance_of("rounding:PHP"), 1000);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});

  const auto entries = books.run([&](db::Transaction& tx) {
    return store::entries_of(tx, "owwa", {asked->id.text(), ""}, "", 10);
  });
  ASSERT_EQ(entries.size(), 1U);
  ASSERT_TRUE(entries[0].rate);
  EXPECT_EQ(entries[0].rate->rate, "56.10");
  EXPECT_EQ(entries[0].rate->source, "BSP reference rate");
  EXPECT_EQ(text_of(entries[0].rate->on), "2024-06-19");
}

TEST_F(Exchanges, ServeWhoWaitsForTheMoney) {
  ASSERT_EQ(books.award_help("a", 561000, "2024-06-01"), "short");
  ASSERT_EQ(exchange(), "");
  EXPECT_EQ(books.state_of("a"), "reserved");
}

TEST_F(Exchanges, NameTheFieldThatIsWrong) {
  EXPECT_EQ(wrong_field(), "");
  wish.reference = "FX-2";
  auto good = wish;
  wish.from_purse = "nothing";
  EXPECT_EQ(wrong_field(), "/from_purse");
  wish = good, wish.to_purse = "nothing";
  EXPECT_EQ(wrong_field(), "/to_purse");
  wish = good, wish.deal.sold = money(1, "EUR");
  EXPECT_EQ(wrong_field(), "/sold/currency");
  wish = good, wish.deal.bought = money(1, "USD");
  EXPECT_EQ(wrong_field(), "/bought/currency");
  wish = good, wish.from_purse = "welfare", wish.deal.sold = money(1, "PHP");
  EXPECT_EQ(wrong_field(), "/to_purse");
  wish = good, wish.rate_on = *date_from("2024-06-21");
  EXPECT_EQ(wrong_field(), "/rate_on");
  wish = good, wish.deal.rate = "0";
  EXPECT_EQ(wrong_field(), "/rate");
  wish = good, wish.deal.bought = money(561000 - 2806, "PHP");
  EXPECT_EQ(wrong_field(), "/bought/amount");
  wish = good, wish.deal.bought = money(561000 - 2805, "PHP");
  EXPECT_EQ(wrong_field(), "");
}

TEST_F(Exchanges, TakeADealOnce) {
  ASSERT_TRUE(ask());
  EXPECT_EQ(ask().error().code, "exchange_already_noted");
}

TEST_F(Exchanges, NeverTakeAnInsurersMoneyForTheFund) {
  wish.from_purse = "deposit";
  EXPECT_EQ(ask().error().code, "purses_of_two_layers");
}

TEST_F(Exchanges, SellOnlyWhatIsAboveTheFloorAndOwedToNobody) {
  wish.deal.sold = money(20001, "USD");
  wish.deal.bought = money(1122056, "PHP");
  EXPECT_EQ(exchange(), "purse_does_not_hold_it");
  wish.reference = "FX-2";
  wish.deal.sold = money(20000, "USD");
  wish.deal.bought = money(1122000, "PHP");
  auto ticket = Books::award("ticket", 20001);
  ticket.mutable_line()->set_benefit("repatriation");
  ticket.mutable_line()->mutable_amount()->set_currency("USD");
  ASSERT_TRUE(books.reserve(ticket));
  EXPECT_EQ(exchange(), "awards_wait");
  ASSERT_TRUE(books.withdraw("ticket"));
  wish.reference = "FX-3";
  EXPECT_EQ(exchange(), "");
  EXPECT_EQ(books.held("tickets"), 0);
}

TEST_F(Exchanges, LeaveAClosedYearAlone) {
  books.go_to("2025-04-01");
  EXPECT_EQ(ask().error().code, "budget_year_is_closed");
  wish.to_purse = "help_2025";
  EXPECT_TRUE(books.start());
  EXPECT_EQ(exchange(), "");
}

TEST_F(Exchanges, TheRateIsSealed) {
  ASSERT_EQ(exchange(), "");
  while (books.seal() > 0) {
  }
  ASSERT_EQ(books.verdict(), "");
  for (const std::string change :
       {"rate = 56.1", "rate = 57", "rate_source = 'a friend'", "rate_on = '2024-06-18'",
        "sold_currency = 'EUR'", "bought_currency = 'EUR'"}) {
    test::execute(
        books.database,
        "create table kept as table ledger.entry_rate; update ledger.entry_rate set " + change);
    EXPECT_EQ(books.verdict(), "changed 2") << change;
    test::execute(books.database,
                  "delete from ledger.entry_rate; set session_replication_role = replica; "
                  "insert into ledger.entry_rate select * from kept; drop table kept");
    ASSERT_EQ(books.verdict(), "") << change;
  }
  test::execute(books.database, "delete from ledger.entry_rate");
  EXPECT_EQ(books.verdict(), "changed 2");
}

TEST_F(Exchanges, TheDatabaseKnowsTheRulesItself) {
  ASSERT_EQ(exchange(), "");
  const auto refused = [&](const std::vector<std::string>& statements) -> std::string {
    try {
      books.run([&](db::Transaction& tx) {
        for (const auto& sql : statements) db::run(tx, sql);
      });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  };
  EXPECT_EQ(
      refused({"insert into ledger.entry_rate select gen_random_uuid(), 'USD', 'PHP', 1, 's', "
               "current_date"}),
      "rate_is_written_with_its_exchange");
  const std::string id = named_uuid("bare");
  EXPECT_EQ(
      refused({"insert into ledger.entry (entry_id, fund, cause, kind, led_by, caused_on, "
               "recorded_at) values ('" +
                   id + "', 'owwa', 'x', 'exchange', 'x', '2024-06-20', now())",
               "insert into ledger.posting (entry_id, line, fund, account, currency, amount_minor) "
               "values ('" +
                   id + "', 1, 'owwa', 'bank:PHP', 'PHP', 1), ('" + id +
                   "', 2, 'owwa', 'welfare:funded', 'PHP', -1)"}),
      "exchange_names_its_rate");
  EXPECT_EQ(refused({"update ledger.entry_rate set rate = 1"}), "42501");
}

TEST_F(Exchanges, AreExportedWithTheirRateAsTags) {
  ASSERT_EQ(exchange(), "");
  std::ostringstream text;
  export_journal(books.database.pool("haven_auditor"),
                 {.fund = "owwa",
                  .from = {},
                  .to = {},
                  .cause = "",
                  .account = "",
                  .kind = "exchange",
                  .claim = ""},
                 text, [](std::size_t) {});
  EXPECT_NE(text.str().find("rate:56.10 PHP/USD, rate_source:BSP reference rate, "
                            "rate_on:2024-06-19"),
            std::string::npos)
      << text.str();
  EXPECT_NE(text.str().find("equity:exchange:USD:tickets  100.00 USD"), std::string::npos);
}

}  // namespace
}  // namespace haven::ledger
