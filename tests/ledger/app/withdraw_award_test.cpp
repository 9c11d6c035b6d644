#include <gtest/gtest.h>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {
namespace {

TEST(WithdrawAward, GivesTheMoneyBackToThePurse) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 60));
  ASSERT_TRUE(books.withdraw("a"));
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.state_of("a"), "voided");
  EXPECT_EQ(books.welfare().available, money(100, "PHP"));
  EXPECT_EQ(books.welfare().reserved, money(0, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(WithdrawAward, PaysWhoWaitsForTheMoney) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 100));
  ASSERT_TRUE(books.reserve("b", 100));
  EXPECT_EQ(books.state_of("b"), "short");
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.state_of("b"), "reserved");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(WithdrawAward, OfTheFirstInTheQueueLetsTheNextOneThrough) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("big", 500));
  ASSERT_TRUE(books.reserve("small", 100, test::noon() + std::chrono::seconds{1}));
  ASSERT_TRUE(books.withdraw("big"));
  EXPECT_EQ(books.state_of("small"), "reserved");
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(WithdrawAward, HeardBeforeItsAwardReservesNothing) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.withdraw("a"));
  ASSERT_TRUE(books.reserve("a", 60));
  EXPECT_EQ(books.state_of("a"), "voided");
  EXPECT_EQ(books.said("FundsReserved"), "0");
  EXPECT_EQ(books.welfare().available, money(100, "PHP"));
}

TEST(WithdrawAward, LeavesWhatIsAlreadyWithTheBank) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 100));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 40));
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.welfare().available, money(60, "PHP"));
  EXPECT_EQ(books.welfare().in_transit, money(40, "PHP"));
  ASSERT_TRUE(books.order(OrderEvent::returned, "a", "HV1", 40));
  EXPECT_EQ(books.state_of("a"), "voided");
  EXPECT_EQ(books.welfare().available, money(100, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(WithdrawAward, AnOrderThatHadLeftTakesItsMoneyFromThePurseAgain) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 100));
  ASSERT_TRUE(books.withdraw("a"));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 40));
  EXPECT_EQ(books.welfare().available, money(60, "PHP"));
  EXPECT_EQ(books.welfare().in_transit, money(40, "PHP"));
  ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 40));
  EXPECT_EQ(books.state_of("a"), "paid");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(WithdrawAward, AnOrderThatHadLeftWaitsForAPurseThatSpentItsMoney) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 100));
  ASSERT_TRUE(books.withdraw("a"));
  ASSERT_TRUE(books.reserve("b", 61));
  const auto refused = books.order(OrderEvent::released, "a", "HV1", 40);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "purse_cannot_reinstate");
  books.fund(1);
  EXPECT_TRUE(books.order(OrderEvent::released, "a", "HV1", 40));
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

}  // namespace
}  // namespace haven::ledger
