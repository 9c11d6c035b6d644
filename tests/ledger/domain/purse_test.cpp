#include "services/ledger/domain/purse.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace haven::ledger {
namespace {

std::int64_t sum(const std::vector<std::int64_t>& slices) {
  return std::accumulate(slices.begin(), slices.end(), std::int64_t{0});
}

TEST(SpreadPurse, KeepsTheFloorInItsOwnSliceAndLosesNothing) {
  const auto slices = spread(100005, 20000);
  EXPECT_EQ(slices.size(), slices_of_claims + 1);
  EXPECT_EQ(slices[0], 20000);
  EXPECT_EQ(sum(slices), 100005);
}

TEST(SpreadPurse, FillsTheFloorFirst) {
  EXPECT_EQ(spread(19999, 20000)[0], 19999);
  EXPECT_EQ(spread(20001, 20000)[0], 20000);
  EXPECT_EQ(spread(20001, 20000)[1], 1);
  EXPECT_EQ(sum(spread(0, 20000)), 0);
}

TEST(PayInOrder, PaysUpToTheLastUnit) {
  EXPECT_EQ(payable_in_order(300, 0, {100, 200}), 2U);
  EXPECT_EQ(payable_in_order(299, 0, {100, 200}), 1U);
}

TEST(PayInOrder, NeverSpendsTheFloor) {
  EXPECT_EQ(payable_in_order(300, 100, {200}), 1U);
  EXPECT_EQ(payable_in_order(300, 101, {200}), 0U);
  EXPECT_EQ(payable_in_order(50, 100, {1}), 0U);
}

TEST(PayInOrder, LetsNobodyOvertake) {
  EXPECT_EQ(payable_in_order(150, 0, {200, 100}), 0U);
}

TEST(MissingFor, CountsThoseAheadAndTheFloor) {
  EXPECT_EQ(missing_for(300, 100, 50, 150), 0);
  EXPECT_EQ(missing_for(300, 100, 50, 151), 1);
  EXPECT_EQ(missing_for(50, 100, 0, 10), 10);
}

}  // namespace
}  // namespace haven::ledger
