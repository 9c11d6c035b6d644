#include "common/core/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace haven {
namespace {

std::vector<std::int64_t> minors(const std::vector<Money>& shares) {
  std::vector<std::int64_t> list;
  for (const Money& share : shares) list.push_back(share.minor());
  return list;
}

TEST(Money, ReadsDecimals) {
  struct Row {
    const char* text;
    std::optional<std::int64_t> minor;
  };
  const Row rows[] = {
      {"0.01", 1},
      {"12", 1200},
      {"12.5", 1250},
      {"12.50", 1250},
      {"007.00", 700},
      {"", {}},
      {".50", {}},
      {"12.", {}},
      {"12.505", {}},
      {"-1.00", {}},
      {"+1.00", {}},
      {"1e3", {}},
      {"1,000.00", {}},
      {" 1.00", {}},
      {"NaN", {}},
      {"999999999999999.99", 99999999999999999},
      {"1000000000000000", {}},
  };
  for (const Row& row : rows) {
    const auto read = money_from(row.text, "PHP");
    EXPECT_EQ(read.has_value(), row.minor.has_value()) << row.text;
    if (!read || !row.minor) continue;
    EXPECT_EQ(read->minor(), *row.minor) << row.text;
  }
  EXPECT_FALSE(money_from("1.00", "ZZZ"));
  EXPECT_FALSE(money_from("1.00", "php"));
}

TEST(Money, WritesTwoDecimalsAlways) {
  EXPECT_EQ(decimal_text(money(0, "PHP")), "0.00");
  EXPECT_EQ(decimal_text(money(5, "PHP")), "0.05");
  EXPECT_EQ(decimal_text(money(-5, "PHP")), "-0.05");
  EXPECT_EQ(decimal_text(money(333334, "USD")), "3333.34");
  EXPECT_EQ(decimal_text(money(INT64_MIN, "USD")), "-92233720368547758.08");
}

TEST(Money, EqualSharesGiveTheRemainderToTheFirst) {
  EXPECT_EQ(minors(equal_shares(money(20000, "USD"), 3)),
            (std::vector<std::int64_t>{6668, 6666, 6666}));
  EXPECT_EQ(minors(equal_shares(money(2, "USD"), 3)), (std::vector<std::int64_t>{2, 0, 0}));
  EXPECT_EQ(minors(equal_shares(money(7, "USD"), 1)), (std::vector<std::int64_t>{7}));
}

TEST(Money, WeightedSharesGiveUnitsLeftToTheLargestCutOffParts) {
  EXPECT_EQ(minors(weighted_shares(money(100, "USD"), {1, 1, 1})),
            (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(minors(weighted_shares(money(100, "USD"), {1, 5, 0})),
            (std::vector<std::int64_t>{17, 83, 0}));
  EXPECT_EQ(minors(weighted_shares(money(101, "USD"), {50, 50})),
            (std::vector<std::int64_t>{51, 50}));
}

TEST(Money, RoundsFractionsHalfUp) {
  EXPECT_EQ(fraction_half_up(money(5000000, "USD"), 4180, 10000).minor(), 2090000);
  EXPECT_EQ(fraction_half_up(money(1, "USD"), 1, 2).minor(), 1);
  EXPECT_EQ(fraction_half_up(money(1, "USD"), 49, 100).minor(), 0);
}

RC_GTEST_PROP(MoneyProperty, SharesSumToTheWhole, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(0, 100000000000);
  const auto weights = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1000)));
  const auto sum = [](const std::vector<std::int64_t>& list) {
    return std::accumulate(list.begin(), list.end(), std::int64_t{0});
  };
  RC_ASSERT(sum(minors(equal_shares(money(minor, "PHP"), weights.size()))) == minor);
  if (sum(weights) > 0) {
    RC_ASSERT(sum(minors(weighted_shares(money(minor, "PHP"), weights))) == minor);
  }
}

RC_GTEST_PROP(MoneyProperty, TextReadsBack, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(0, 99999999999999999);
  RC_ASSERT(money_from(decimal_text(money(minor, "PHP")), "PHP")->minor() == minor);
}

TEST(MoneyDeathTest, MixingCurrenciesStopsTheProcess) {
  EXPECT_DEATH(money(1, "USD") + money(1, "PHP"), "one currency");
  EXPECT_DEATH(money(INT64_MAX, "USD") + money(1, "USD"), "64 bits");
}

}  // namespace
}  // namespace haven
