#include <gtest/gtest.h>

#include <thread>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {
namespace {

using std::chrono::seconds;

TEST(ReserveAward, TakesTheMoneyFromThePurseAndSaysSo) {
  Books books;
  books.fund(100'000'00);
  ASSERT_TRUE(books.reserve("a", 30'000'00));
  EXPECT_EQ(books.welfare().available, money(70'000'00, "PHP"));
  EXPECT_EQ(books.welfare().reserved, money(30'000'00, "PHP"));
  EXPECT_EQ(books.said("FundsReserved"), "1");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(ReserveAward, TwiceChangesNothing) {
  Books books;
  books.fund(100);
  ASSERT_TRUE(books.reserve("a", 30));
  ASSERT_TRUE(books.reserve("a", 30));
  EXPECT_EQ(books.welfare().reserved, money(30, "PHP"));
  EXPECT_EQ(books.said("FundsReserved"), "1");
}

TEST(ReserveAward, TakesFromAllSlicesWhenItsOwnHoldsTooLittle) {
  Books books;
  books.fund(1600);
  ASSERT_TRUE(books.reserve("a", 1600));
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
  EXPECT_EQ(books.state_of("a"), "reserved");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(ReserveAward, OneUnitMoreThanThePurseHoldsWaits) {
  Books books;
  books.fund(1600);
  ASSERT_TRUE(books.reserve("a", 1601));
  EXPECT_EQ(books.state_of("a"), "short");
  EXPECT_EQ(books.said("FundsShort"), "1");
  EXPECT_EQ(books.welfare().available, money(1600, "PHP"));
}

TEST(ReserveAward, NeverTouchesTheFloor) {
  Books books{500};
  books.fund(1500);
  ASSERT_TRUE(books.reserve("a", 1000));
  EXPECT_EQ(books.state_of("a"), "reserved");
  ASSERT_TRUE(books.reserve("b", 1));
  EXPECT_EQ(books.state_of("b"), "short");
}

TEST(ReserveAward, WaitsBehindEarlierAwardsHoweverSmall) {
  Books books;
  books.fund(1000);
  ASSERT_TRUE(books.reserve("big", 2000));
  ASSERT_TRUE(books.reserve("small", 10, test::noon() + seconds{1}));
  EXPECT_EQ(books.state_of("small"), "short");
}

TEST(ReserveAward, AFundingPaysTheQueueInOrderOfAward) {
  Books books;
  ASSERT_TRUE(books.reserve("third", 50, test::noon() + seconds{3}));
  ASSERT_TRUE(books.reserve("first", 100, test::noon() + seconds{1}));
  ASSERT_TRUE(books.reserve("second", 100, test::noon() + seconds{2}));
  books.fund(199);
  EXPECT_EQ(books.state_of("first"), "reserved");
  EXPECT_EQ(books.state_of("second"), "short");
  EXPECT_EQ(books.state_of("third"), "short");
  books.fund(51);
  EXPECT_EQ(books.state_of("second"), "reserved");
  EXPECT_EQ(books.state_of("third"), "reserved");
  EXPECT_EQ(books.said("FundsReserved"), "3");
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(ReserveAward, WhatIsToldAfterAWaitIsTheAwardAsItWasHeard) {
  Books books;
  auto award = Books::award("a", 100);
  auto* share = award.mutable_line()->add_shares();
  share->set_party("wife");
  share->mutable_amount()->set_minor(100);
  share->mutable_amount()->set_currency("PHP");
  ASSERT_TRUE(books.reserve(award));
  books.fund(100);
  const std::string hex = test::value(
      books.database,
      "select encode(payload, 'hex') from bus.event where type = 'haven.ledger.v1.FundsReserved'");
  EXPECT_NE(hex.find(to_hex(award.SerializeAsString())), std::string::npos);
  EXPECT_EQ(test::value(books.database, "select count(award) from ledger.reservation"), "0");
}

TEST(ReserveAward, RefusesABenefitThatNoPurseIsFor) {
  Books books;
  auto award = Books::award("a", 100);
  award.mutable_line()->set_benefit("livelihood");
  const auto refused = books.reserve(award);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "no_purse_for_benefit");
  award = Books::award("a", 100);
  award.mutable_line()->mutable_amount()->set_currency("USD");
  EXPECT_FALSE(books.reserve(award));
}

TEST(ReserveAward, RefusesSharesThatAreNotTheWhole) {
  Books books;
  books.fund(1000);
  auto award = Books::award("a", 100);
  auto* share = award.mutable_line()->add_shares();
  share->mutable_amount()->set_currency("PHP");
  share->mutable_amount()->set_minor(99);
  EXPECT_FALSE(books.reserve(award));
  share->mutable_amount()->set_minor(100);
  EXPECT_TRUE(books.reserve(award));
}

TEST(ReserveAward, EightAtOncePayExactlyWhatThePurseHolds) {
  Books books;
  books.fund(37 * 1000 + 999);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&books, thread] {
      for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(books.reserve(std::to_string(thread) + "/" + std::to_string(i), 1000));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(test::value(books.database,
                        "select count(*) from ledger.reservation where state = 'reserved'"),
            "37");
  EXPECT_EQ(
      test::value(books.database, "select count(*) from ledger.reservation where state = 'short'"),
      "43");
  EXPECT_EQ(books.welfare().available, money(999, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

}  // namespace
}  // namespace haven::ledger
