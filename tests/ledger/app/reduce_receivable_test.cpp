#include <gtest/gtest.h>

#include "tests/ledger/app/others.hpp"

namespace haven::ledger {
namespace {

// An insurer's award "s" of 100 is short, and behind it in its purse's queue waits "t" of 30.
struct Shares : testing::Test {
  OthersBooks books;
  const recoveries::v1::Receivable owed = OthersBooks::receivable("s", 100);
  void SetUp() override {
    ASSERT_TRUE(books.reserve_share("s", 100));
    ASSERT_TRUE(books.reserve_share("t", 30, books.now + std::chrono::seconds{1}));
    ASSERT_TRUE(books.raise(owed));
    ASSERT_EQ(books.state_of("s"), "short");
  }
  void TearDown() override { EXPECT_EQ(books.broken_rules(), std::vector<std::string>{}); }
  std::int64_t owed_to_payees() { return -books.balance("claims_on_insurers:PHP"); }
};

TEST_F(Shares, AreReceivableAndOwedToTheirPayees) {
  ASSERT_TRUE(books.raise(owed));
  EXPECT_EQ(books.balance("receivables:zurich:PHP"), 100);
  EXPECT_EQ(owed_to_payees(), 100);
  EXPECT_EQ(books.raise(OthersBooks::receivable("s", 101)).error().code, "receivable_differs");
}

TEST_F(Shares, WhatTheInsurerPaysIsForItsAwardAloneAndInPartsToo) {
  const auto second = OthersBooks::receivable("t", 30);
  ASSERT_TRUE(books.raise(second));
  ASSERT_TRUE(books.take("l", 30));
  ASSERT_TRUE(books.assign("l", 30, "receivable", "zurich"));
  ASSERT_TRUE(books.reduce(second, "1", 30, "paid"));
  EXPECT_EQ(books.state_of("t"), "reserved");  // past "s", which came before it
  EXPECT_EQ(books.balance("receivables:zurich:PHP"), 100);

  ASSERT_TRUE(books.reduce(owed, "2", 99, "paid", 1));
  EXPECT_EQ(books.state_of("s"), "short");
  EXPECT_EQ(books.balance("zurich:reserved"), -129);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(books.reduce(owed, "3", 1, "bond"));
  EXPECT_EQ(books.state_of("s"), "reserved");
  EXPECT_EQ(books.said("FundsReserved"), "2");
  EXPECT_EQ(owed_to_payees(), 0);
  ASSERT_TRUE(books.order(OrderEvent::released, "s", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::settled, "s", "HV1", 100));
  EXPECT_EQ(books.state_of("s"), "paid");
}

TEST_F(Shares, AnAdvanceReservesTheAwardAndBindsTheLenderUntilTheInsurerPays) {
  books.fund(500);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(books.advance(owed, 100));
  EXPECT_EQ(books.state_of("s"), "reserved");
  EXPECT_EQ(books.state_of("t"), "short");
  EXPECT_EQ(books.welfare().available, money(400, "PHP"));
  EXPECT_EQ(books.welfare().lent, money(100, "PHP"));
  EXPECT_EQ(books.advance(owed, 99).error().code, "advance_differs");

  ASSERT_TRUE(books.reduce(owed, "1", 60, "paid", 40));
  EXPECT_EQ(books.welfare().available, money(460, "PHP"));
  ASSERT_TRUE(books.reduce(owed, "2", 40, "paid"));
  EXPECT_EQ(books.welfare().lent, money(0, "PHP"));
  EXPECT_EQ(books.balance("lent:PHP"), 0);
}

TEST_F(Shares, AnAdvanceWaitsUntilItsLenderBearsAllOfIt) {
  books.fund(99);
  ASSERT_TRUE(books.advance(owed, 100));
  EXPECT_EQ(books.state_of("s"), "short");
  EXPECT_EQ(books.welfare().advances_waiting, money(100, "PHP"));
  ASSERT_TRUE(books.reserve("own", 20));  // the purse's own awards come first
  books.fund(20);
  EXPECT_EQ(books.state_of("s"), "short");
  books.fund(1);
  EXPECT_EQ(books.state_of("s"), "reserved");
  EXPECT_EQ(books.welfare().advances_waiting, money(0, "PHP"));
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
}

TEST_F(Shares, NoMoreIsLentThanTheAwardLacksByThen) {
  ASSERT_TRUE(books.advance(owed, 100));
  ASSERT_TRUE(books.reduce(owed, "1", 70, "paid", 30));
  books.fund(500);
  EXPECT_EQ(books.welfare().lent, money(30, "PHP"));
  EXPECT_EQ(books.state_of("s"), "reserved");
}

TEST_F(Shares, NothingIsLentOnceTheInsurerOwesNothing) {
  ASSERT_TRUE(books.advance(owed, 100));
  ASSERT_TRUE(books.reduce(owed, "1", 100, "written_off"));
  books.fund(500);
  EXPECT_EQ(books.welfare().lent, money(0, "PHP"));
  EXPECT_EQ(books.welfare().advances_waiting, money(0, "PHP"));
}

TEST_F(Shares, OnlyAnotherPurseOfTheFundLends) {
  EXPECT_EQ(books.advance(owed, 100, "zurich").error().code, "lender_unfit");
  EXPECT_EQ(books.advance(owed, 100, "deposit").error().code, "lender_unfit");
  EXPECT_EQ(books.advance(owed, 100, "nowhere").error().code, "lender_unfit");
}

TEST_F(Shares, AnAwardThatIsWithdrawnGivesTheLenderItsMoneyBack) {
  books.fund(500);
  ASSERT_TRUE(books.advance(owed, 100));
  ASSERT_TRUE(books.withdraw("s"));
  EXPECT_EQ(books.welfare().available, money(500, "PHP"));
  EXPECT_EQ(books.state_of("t"), "short");  // it was not the insurer's money
  EXPECT_EQ(owed_to_payees(), 100);
  ASSERT_TRUE(books.reduce(owed, "1", 100, "withdrawn"));
  EXPECT_EQ(owed_to_payees(), 0);
  EXPECT_EQ(books.balance("receivables:zurich:PHP"), 0);
}

TEST_F(Shares, AnAwardThatIsWithdrawnWhileShortGivesWhatCameForItToItsPurse) {
  ASSERT_TRUE(books.reduce(owed, "1", 40, "paid", 60));
  ASSERT_TRUE(books.withdraw("s"));
  EXPECT_EQ(books.state_of("s"), "voided");
  EXPECT_EQ(books.state_of("t"), "reserved");
}

TEST_F(Shares, WhatIsWrittenOffAfterAnAdvanceStaysWithTheLender) {
  books.fund(500);
  ASSERT_TRUE(books.advance(owed, 100));
  ASSERT_TRUE(books.reduce(owed, "1", 100, "written_off"));
  EXPECT_EQ(books.welfare().lent, money(0, "PHP"));
  EXPECT_EQ(books.welfare().available, money(400, "PHP"));
  EXPECT_EQ(books.balance("welfare:granted"), 100);
  EXPECT_EQ(books.balance("receivables:zurich:PHP"), 0);
}

TEST_F(Shares, WhatTheInsurerPaidTheFamilyItselfIsNotPaidAgain) {
  ASSERT_TRUE(books.reduce(owed, "1", 40, "paid_direct", 60));
  EXPECT_EQ(books.state_of("s"), "short");
  ASSERT_TRUE(books.reduce(owed, "2", 60, "paid_direct"));
  EXPECT_EQ(books.state_of("s"), "voided");
  EXPECT_EQ(books.balance("receivables:zurich:PHP"), 0);
}

TEST_F(Shares, NoMoreIsReducedThanIsOwed) {
  ASSERT_TRUE(books.reduce(owed, "1", 60, "written_off", 40));
  EXPECT_EQ(books.reduce(owed, "2", 41, "paid").error().code, "reduction_exceeds_receivable");
  EXPECT_EQ(books.reduce(owed, "1", 59, "written_off", 41).error().code, "reduction_differs");
  ASSERT_TRUE(books.reduce(owed, "2", 40, "written_off"));
}

TEST_F(Shares, OfAnAwardThatIsNotKnownAreTriedAgainLater) {
  const auto early = OthersBooks::receivable("nobody", 5);
  EXPECT_EQ(books.reduce(early, "1", 5, "paid").error().code, "reservation_unknown");
  EXPECT_EQ(books.advance(early, 5).error().code, "reservation_unknown");
}

// The award "a" of 100 was paid, and 40 of it should not have been.
struct Overpayments : testing::Test {
  OthersBooks books;
  const recoveries::v1::Receivable owed = OthersBooks::receivable("a", 40, "overpayment");
  void SetUp() override {
    books.fund(100);
    ASSERT_TRUE(books.reserve("a", 100));
    ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 100));
    ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 100));
    ASSERT_TRUE(books.raise(owed));
  }
  void TearDown() override { EXPECT_EQ(books.broken_rules(), std::vector<std::string>{}); }
};

TEST_F(Overpayments, ArePaidBackToThePurseThatHadPaid) {
  ASSERT_TRUE(books.reserve("b", 30));
  EXPECT_EQ(books.state_of("b"), "short");
  ASSERT_TRUE(books.take("l", 40));
  ASSERT_TRUE(books.assign("l", 40, "receivable", "payee"));
  ASSERT_TRUE(books.reduce(owed, "1", 40, "paid"));
  EXPECT_EQ(books.state_of("b"), "reserved");
  EXPECT_EQ(books.welfare().available, money(10, "PHP"));
  EXPECT_EQ(books.balance("receivables:payee:PHP"), 0);
  EXPECT_EQ(books.balance("overpayments:PHP"), 0);
}

TEST_F(Overpayments, AreSetOffAgainstAnotherAward) {
  books.fund(100);
  ASSERT_TRUE(books.reserve("b", 60));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(books.set_off_from("b", "1", 40));
  ASSERT_TRUE(books.reduce(owed, "1", 40, "set_off"));
  EXPECT_EQ(books.balance("receivables:payee:PHP"), 0);
  EXPECT_EQ(books.welfare().available, money(80, "PHP"));
  EXPECT_FALSE(books.order(OrderEvent::released, "b", "HV2", 21));
  ASSERT_TRUE(books.order(OrderEvent::released, "b", "HV2", 20));
  ASSERT_TRUE(books.order(OrderEvent::settled, "b", "HV2", 20));
  EXPECT_EQ(books.state_of("b"), "paid");
  EXPECT_EQ(books.set_off_from("b", "1", 41).error().code, "set_off_differs");
}

TEST_F(Overpayments, AreSetOffAlsoWhereTheAwardWasWithdrawnMeanwhile) {
  books.fund(100);
  ASSERT_TRUE(books.reserve("b", 40));
  ASSERT_TRUE(books.withdraw("b"));
  ASSERT_TRUE(books.set_off_from("b", "1", 40));
  EXPECT_EQ(books.state_of("b"), "paid");
  EXPECT_EQ(books.welfare().available, money(60, "PHP"));
}

TEST_F(Overpayments, AreWrittenOffWithoutGivingThePurseAnything) {
  ASSERT_TRUE(books.reduce(owed, "1", 40, "written_off"));
  EXPECT_EQ(books.welfare().available, money(0, "PHP"));
  EXPECT_EQ(books.balance("receivables:payee:PHP"), 0);
}

TEST_F(Overpayments, ALateReturnIsInTheBankAndReservedAgain) {
  ASSERT_EQ(books.balance("bank:PHP"), -100);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(books.order(OrderEvent::returned_late, "a", "HV1", 100));
  }
  EXPECT_EQ(books.balance("bank:PHP"), 0);
  EXPECT_EQ(books.welfare().reserved, money(100, "PHP"));
  EXPECT_EQ(books.state_of("a"), "reserved");
  EXPECT_FALSE(books.order(OrderEvent::returned, "a", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 100));  // heard again, changes nothing
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV2", 100));
  EXPECT_EQ(books.order(OrderEvent::returned_late, "a", "HV2", 100).error().code,
            "order_is_not_settled");
}

TEST_F(Overpayments, ALateReturnOfAnOrderThatNobodySettledIsRefused) {
  EXPECT_EQ(books.order(OrderEvent::returned_late, "a", "HV9", 100).error().code, "order_differs");
}

struct BookUnclaimed : testing::Test {
  OthersBooks books;
  void SetUp() override {
    books.fund(100);
    ASSERT_TRUE(books.reserve("a", 100));
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(books.unclaimed(UnclaimedEvent::kept, "a", "HV1", 100));
    }
    ASSERT_EQ(books.welfare().unclaimed, money(100, "PHP"));
    ASSERT_EQ(books.welfare().reserved, money(0, "PHP"));
  }
  void TearDown() override { EXPECT_EQ(books.broken_rules(), std::vector<std::string>{}); }
};

TEST_F(BookUnclaimed, CanBePaidWhenSomebodyIsFound) {
  EXPECT_FALSE(books.order(OrderEvent::released, "a", "HV2", 100));
  ASSERT_TRUE(books.unclaimed(UnclaimedEvent::found, "a", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV2", 100));
  EXPECT_EQ(books.welfare().unclaimed, money(0, "PHP"));
}

TEST_F(BookUnclaimed, EndsWithItsPurseWhichServesItsQueue) {
  ASSERT_TRUE(books.reserve("b", 30));
  ASSERT_TRUE(books.unclaimed(UnclaimedEvent::back_to_purse, "a", "HV1", 100));
  EXPECT_EQ(books.state_of("a"), "voided");
  EXPECT_EQ(books.state_of("b"), "reserved");
  EXPECT_EQ(books.unclaimed(UnclaimedEvent::to_treasury, "a", "HV1", 100).error().code,
            "entry_differs");
}

TEST_F(BookUnclaimed, IsHandedToTheTreasury) {
  ASSERT_TRUE(books.unclaimed(UnclaimedEvent::to_treasury, "a", "HV1", 100));
  EXPECT_EQ(books.state_of("a"), "paid");
  EXPECT_EQ(books.balance("treasury:PHP"), -100);
  ASSERT_TRUE(books.take("l", 100, false));
  ASSERT_TRUE(books.assign("l", 100, "other", "treasury", false));
  EXPECT_EQ(books.balance("treasury:PHP"), 0);
}

TEST_F(BookUnclaimed, OfAWithdrawnAwardGoesBackToItsPurseWhenItIsFound) {
  ASSERT_TRUE(books.withdraw("a"));
  EXPECT_EQ(books.welfare().unclaimed, money(100, "PHP"));
  ASSERT_TRUE(books.unclaimed(UnclaimedEvent::found, "a", "HV1", 100));
  EXPECT_EQ(books.welfare().available, money(100, "PHP"));
  EXPECT_EQ(books.state_of("a"), "voided");
}

}  // namespace
}  // namespace haven::ledger
