#include "services/ledger/domain/exchange.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

namespace haven::ledger {
namespace {

const Cause cause{"owwa", "x-1", "exchange x-1", {}, *date_from("2024-05-14")};

Deal deal(std::int64_t sold, std::int64_t bought, const std::string& rate) {
  return {money(sold, "USD"), money(bought, "PHP"), rate};
}

TEST(Rate, ReadsDecimalsAndNothingElse) {
  for (const std::string good : {"56", "56.1", "0.00000001", "999999999.99999999", "007.50"}) {
    EXPECT_TRUE(Rate::from(good)) << good;
  }
  for (const std::string bad : {"", "0", "0.000", "-1", "+1", "1e3", "1,5", ".5", "5.", "1.2.3",
                                " 1", "1000000000", "1.000000001", "nan"}) {
    EXPECT_FALSE(Rate::from(bad)) << bad;
  }
}

TEST(Rate, RoundsHalfUp) {
  const Currency pesos = *Currency::from("PHP");
  const auto bought = [&](std::int64_t sold, const char* rate) {
    return Rate::from(rate)->bought_for(money(sold, "USD"), pesos)->minor();
  };
  EXPECT_EQ(bought(100, "56.105"), 5611);  // 5610.5
  EXPECT_EQ(bought(100, "56.1049"), 5610);
  EXPECT_EQ(bought(1, "0.5"), 1);
  EXPECT_EQ(bought(1, "0.49999999"), 0);
}

TEST(Rate, LeadsBack) {
  const auto dollars = Rate::from("56.10")->sold_for(money(5610, "PHP"), *Currency::from("USD"));
  EXPECT_EQ(*dollars, money(100, "USD"));
}

TEST(Rate, GivesNothingThatTheBooksCannotHold) {
  const Currency pesos = *Currency::from("PHP");
  EXPECT_TRUE(Rate::from("1")->bought_for(money(100'000'000'000'000'000, "USD"), pesos));
  EXPECT_FALSE(Rate::from("1.1")->bought_for(money(100'000'000'000'000'000, "USD"), pesos));
}

// Half a percent of 5,610.00 is 28.05.
TEST(ValueOf, BoughtMayDifferByHalfAPercentAndNotMore) {
  for (const std::int64_t good : {561000, 561000 - 2805, 561000 + 2805}) {
    EXPECT_EQ(value_of(deal(10000, good, "56.10")).value(), money(561000, "PHP")) << good;
  }
  for (const std::int64_t bad : {561000 - 2806, 561000 + 2806}) {
    const auto refused = value_of(deal(10000, bad, "56.10"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/bought/amount");
    EXPECT_NE(refused.error().detail.find("between 5581.95 and 5638.05"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("100.00 USD are 5610.00 PHP"), std::string::npos);
  }
}

TEST(ValueOf, OneMinorUnitIsAlwaysRounding) {
  EXPECT_TRUE(value_of(deal(10, 11, "1")));
  EXPECT_TRUE(value_of(deal(10, 9, "1")));
  EXPECT_FALSE(value_of(deal(10, 12, "1")));
  EXPECT_FALSE(value_of(deal(10, 8, "1")));
}

TEST(ValueOf, RefusesWhatIsNoRateAndWhatIsWorthNothing) {
  EXPECT_EQ(value_of(deal(1, 1, "a lot")).error().fields.at(0).pointer, "/rate");
  EXPECT_EQ(value_of(deal(1, 1, "0.001")).error().fields.at(0).pointer, "/rate");
}

std::int64_t on(const Entry& entry, const std::string& account) {
  return std::accumulate(entry.postings.begin(), entry.postings.end(), std::int64_t{0},
                         [&](std::int64_t sum, const Posting& posting) {
                           return sum +
                                  (posting.account.code == account ? posting.amount.minor() : 0);
                         });
}

TEST(ExchangeEntry, WaitsForTheBankAndTheRestIsRounding) {
  const Entry entry = exchange_entry(cause, {"tickets", "help_2024", "fund", money(10000, "USD"),
                                             money(560000, "PHP"), money(561000, "PHP")});
  EXPECT_EQ(entry.kind, "exchange");
  EXPECT_EQ(on(entry, "exchanges_in_transit:USD"), -10000);
  EXPECT_EQ(on(entry, "exchange:USD:tickets"), 10000);
  EXPECT_EQ(on(entry, "exchanges_in_transit:PHP"), 560000);
  EXPECT_EQ(on(entry, "exchange:PHP:help_2024"), -561000);
  EXPECT_EQ(on(entry, "rounding:PHP"), 1000);
  EXPECT_EQ(exchange_account("a", "insurer", *Currency::from("USD")).kind, "liability");
}

TEST(ExchangeEntry, HasNoRoundingWhereNothingIsLeft) {
  const Entry entry = exchange_entry(
      cause, {"a", "b", "fund", money(100, "USD"), money(5610, "PHP"), money(5610, "PHP")});
  EXPECT_EQ(entry.postings.size(), 4U);
}

// Whatever is sold at whatever rate: each currency balances by itself; revalued at the rate, what
// the purse gave is what the other one got, to half a minor unit; and the bank's difference is
// rounding.
TEST(ExchangeEntry, BalancesAndRevaluesForAnyRate) {
  EXPECT_TRUE(rc::check([] {
    const auto any = [](std::int64_t least, std::int64_t most) {
      return *rc::gen::resize(100, rc::gen::inRange<std::int64_t>(least, most + 1));
    };
    const std::int64_t sold = any(1, 1'000'000'000), digits = any(1, 999'999'999);
    const auto decimals = static_cast<std::size_t>(any(0, 8));
    std::string text = std::to_string(digits);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    if (decimals > 0) text.insert(text.size() - decimals, ".");
    const auto exact = Rate::from(text)->bought_for(money(sold, "USD"), *Currency::from("PHP"));
    if (!exact || exact->is_zero()) {
      RC_ASSERT(!value_of(deal(sold, 1, text)));
      return;
    }
    const std::int64_t tolerance = std::max<std::int64_t>(exact->minor() / 200, 1);
    const std::int64_t bought =
        std::max<std::int64_t>(exact->minor() + any(-tolerance, tolerance), 1);

    const auto value = value_of(deal(sold, bought, text));
    RC_ASSERT(value.has_value());
    const Entry entry =
        exchange_entry(cause, {"a", "b", "fund", money(sold, "USD"), money(bought, "PHP"), *value});
    RC_ASSERT(balances(entry));
    const std::int64_t gave = on(entry, "exchange:USD:a"), got = -on(entry, "exchange:PHP:b");
    RC_ASSERT(gave == sold && on(entry, "exchanges_in_transit:USD") == -sold);
    RC_ASSERT(on(entry, "exchanges_in_transit:PHP") == bought);
    RC_ASSERT(on(entry, "rounding:PHP") == got - bought);
    // |gave x digits / scale - got| <= 1/2, in whole numbers.
    __extension__ using Wide = __int128;
    Wide scale = 1;
    for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
    const Wide twice = 2 * (Wide{gave} * digits - Wide{got} * scale);
    RC_ASSERT((twice < 0 ? -twice : twice) <= scale);
  }));
}

}  // namespace
}  // namespace haven::ledger
