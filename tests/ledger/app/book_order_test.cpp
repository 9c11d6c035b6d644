#include <gtest/gtest.h>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {
namespace {

struct BookOrder : testing::Test {
  Books books;
  void SetUp() override {
    books.fund(1000);
    ASSERT_TRUE(books.reserve("a", 100));
  }
};

TEST_F(BookOrder, MovesFromReservedThroughTransitToTheBank) {
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().reserved, money(0, "PHP"));
  EXPECT_EQ(books.welfare().in_transit, money(100, "PHP"));
  ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().in_transit, money(0, "PHP"));
  EXPECT_EQ(books.welfare().paid, money(100, "PHP"));
  EXPECT_EQ(books.state_of("a"), "paid");
  EXPECT_EQ(test::value(books.database,
                        "select sum(amount_minor) from ledger.posting where account = 'bank:PHP'"),
            "-100");
}

TEST_F(BookOrder, EachEventOnce) {
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().paid, money(100, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST_F(BookOrder, ASettlementHeardBeforeItsReleaseComesOutTheSame) {
  ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().paid, money(100, "PHP"));
  EXPECT_EQ(books.welfare().in_transit, money(0, "PHP"));
  EXPECT_EQ(books.state_of("a"), "paid");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST_F(BookOrder, AReturnedOrderIsReservedAgainUntilTheNextOne) {
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::returned, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().reserved, money(100, "PHP"));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV2", 100));
  ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV2", 100));
  EXPECT_EQ(books.state_of("a"), "paid");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST_F(BookOrder, AnOrderEndsOneWayOnly) {
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::returned, "a", "HV1", 100));
  const auto refused = books.order(OrderEvent::settled, "a", "HV1", 100);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "order_differs");
}

TEST_F(BookOrder, TheSameCauseWithAnotherAmountIsRefused) {
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 60));
  const auto refused = books.order(OrderEvent::released, "a", "HV1", 40);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "entry_differs");
  EXPECT_EQ(books.welfare().in_transit, money(60, "PHP"));
}

TEST_F(BookOrder, NeverMoreThanTheAward) {
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 60));
  EXPECT_FALSE(books.order(OrderEvent::released, "a", "HV2", 41));
  EXPECT_TRUE(books.order(OrderEvent::released, "a", "HV2", 40));
}

TEST_F(BookOrder, OfAnUnknownAwardIsTriedAgainLater) {
  const auto refused = books.order(OrderEvent::released, "b", "HV9", 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "reservation_unknown");
}

}  // namespace
}  // namespace haven::ledger
