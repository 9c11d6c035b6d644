// What was kept back of an award that is withdrawn afterwards, and what had reduced a debt and does
// not any more. Two awards: "paid" was paid 800 too much, "next" is kept back for it.
#include "tests/ledger/app/others.hpp"

namespace haven::ledger {
namespace {

struct SetOffUndone : testing::Test {
  OthersBooks books;
  const recoveries::v1::Receivable debt = OthersBooks::receivable("paid", 800, "overpayment");

  void SetUp() override {
    books.fund(2000);
    ASSERT_TRUE(books.reserve("paid", 800));
    ASSERT_TRUE(books.order(OrderEvent::released, "paid", "HV1", 800));
    ASSERT_TRUE(books.order(OrderEvent::settled, "paid", "HV1", 800));
    ASSERT_TRUE(books.withdraw("paid"));
    ASSERT_TRUE(books.raise(debt));
    ASSERT_TRUE(books.reserve("next", 1000));
  }
  void keep_back(std::int64_t minor) {
    ASSERT_TRUE(books.set_off_from("next", "kept", minor));
    ASSERT_TRUE(books.reduce(debt, "kept", minor, "set_off", 800 - minor));
  }
  void undo(std::int64_t minor) {
    ASSERT_TRUE(books.undo_set_off_from("next", "kept", minor));
    ASSERT_TRUE(books.undo(debt, "kept", minor));
  }
  void expect_owed(std::int64_t minor) {
    EXPECT_EQ(books.balance("receivables:payee:PHP"), minor);
    EXPECT_EQ(books.balance("overpayments:PHP"), -minor);
    EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
  }
};

TEST_F(SetOffUndone, BeforeThePaymentHasLeftEverythingIsThePursesAgain) {
  keep_back(300);
  expect_owed(500);
  EXPECT_EQ(books.welfare().available.minor(), 500);
  ASSERT_TRUE(books.withdraw("next"));
  undo(300);
  expect_owed(800);
  EXPECT_EQ(books.state_of("next"), "voided");
  EXPECT_EQ(books.welfare().available.minor(), 1200);
}

TEST_F(SetOffUndone, AfterThePaymentHasLeftOnlyWhatWasKeptBackReturns) {
  keep_back(300);
  ASSERT_TRUE(books.order(OrderEvent::released, "next", "HV2", 700));
  ASSERT_TRUE(books.withdraw("next"));
  undo(300);
  expect_owed(800);
  EXPECT_EQ(books.state_of("next"), "reserved");
  EXPECT_EQ(books.welfare().in_transit.minor(), 700);
  ASSERT_TRUE(books.order(OrderEvent::settled, "next", "HV2", 700));
  EXPECT_EQ(books.state_of("next"), "paid");
  EXPECT_EQ(books.welfare().available.minor(), 500);
  expect_owed(800);
}

TEST_F(SetOffUndone, OfAShareThatWasKeptBackInFull) {
  ASSERT_TRUE(books.reserve("small", 100));
  ASSERT_TRUE(books.set_off_from("small", "small", 100));
  ASSERT_TRUE(books.reduce(debt, "small", 100, "set_off", 700));
  EXPECT_EQ(books.state_of("small"), "paid");
  ASSERT_TRUE(books.withdraw("small"));
  ASSERT_TRUE(books.undo_set_off_from("small", "small", 100));
  ASSERT_TRUE(books.undo(debt, "small", 100));
  EXPECT_EQ(books.state_of("small"), "voided");
  expect_owed(800);
}

TEST_F(SetOffUndone, IsBookedByEntriesOfItsOwnOnce) {
  keep_back(300);
  ASSERT_TRUE(books.withdraw("next"));
  undo(300);
  undo(300);
  for (const char* kind : {"set_off", "set_off_undone", "recovery", "recovery_undone"}) {
    EXPECT_EQ(test::value(books.database, "select count(*) from ledger.entry where kind = '" +
                                              std::string{kind} + "'"),
              "1")
        << kind;
  }
  expect_owed(800);
}

TEST_F(SetOffUndone, HeardBeforeTheWithdrawalGivesItBackWithTheRest) {
  keep_back(300);
  undo(300);
  EXPECT_EQ(books.state_of("next"), "reserved");
  ASSERT_TRUE(books.withdraw("next"));
  EXPECT_EQ(books.state_of("next"), "voided");
  expect_owed(800);
}

TEST_F(SetOffUndone, IsRefusedWhenItWasNeverBooked) {
  EXPECT_EQ(books.undo_set_off_from("next", "kept", 300).error().code, "set_off_differs");
  EXPECT_EQ(books.undo(debt, "kept", 300).error().code, "reduction_unknown");
  keep_back(300);
  EXPECT_EQ(books.undo_set_off_from("next", "kept", 299).error().code, "set_off_differs");
}

TEST_F(SetOffUndone, WaitsUntilThePurseHasTheMoneyAgain) {
  keep_back(300);
  ASSERT_TRUE(books.reserve("another", 500));
  EXPECT_EQ(books.undo(debt, "kept", 300).error().code, "purse_cannot_reinstate");
  books.fund(299);
  EXPECT_EQ(books.undo(debt, "kept", 300).error().code, "purse_cannot_reinstate");
  books.fund(1);
  EXPECT_TRUE(books.undo(debt, "kept", 300));
  EXPECT_EQ(books.welfare().available.minor(), 0);
  EXPECT_EQ(books.balance("overpayments:PHP"), -800);
}

// The payment that was too much comes back after a part of it was paid back: that part is the
// payee's.
TEST_F(SetOffUndone, WhatWasPaidBackOfADebtThatFellAwayIsOwedToThePayee) {
  ASSERT_TRUE(books.take("l", 100));
  ASSERT_TRUE(books.assign("l", 100, "receivable", "payee"));
  ASSERT_TRUE(books.reduce(debt, "l", 100, "paid", 700));
  ASSERT_TRUE(books.order(OrderEvent::returned_late, "paid", "HV1", 800));
  ASSERT_TRUE(books.undo(debt, "l", 100));
  ASSERT_TRUE(books.reduce(debt, "gone", 800, "withdrawn"));
  EXPECT_EQ(books.balance("receivables:payee:PHP"), -100);
  EXPECT_EQ(books.balance("overpayments:PHP"), 0);
  EXPECT_EQ(books.welfare().available.minor(), 1000);
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

}  // namespace
}  // namespace haven::ledger
