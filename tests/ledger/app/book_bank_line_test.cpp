#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "tests/ledger/app/others.hpp"

namespace haven::ledger {
namespace {

struct BookBankLine : testing::Test {
  OthersBooks books;
  void TearDown() override { EXPECT_EQ(books.broken_rules(), std::vector<std::string>{}); }
};

TEST_F(BookBankLine, IsInSuspenseUntilItIsAssigned) {
  ASSERT_TRUE(books.take("l", 100));
  EXPECT_EQ(books.balance("bank:PHP"), 100);
  EXPECT_EQ(books.balance("suspense:PHP"), -100);
  ASSERT_TRUE(books.assign("l", 100, "deposit", "acme"));
  EXPECT_EQ(books.balance("suspense:PHP"), 0);
  EXPECT_EQ(books.balance("deposits_in_transit:acme:PHP"), -100);
}

TEST_F(BookBankLine, ComesOutTheSameInAnyOrderAndTwice) {
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(books.assign("l", 100, "interest"));
    EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
    ASSERT_TRUE(books.take("l", 100));
  }
  EXPECT_EQ(books.balance("bank:PHP"), 100);
  EXPECT_EQ(books.balance("suspense:PHP"), 0);
  EXPECT_EQ(books.balance("interest:PHP"), -100);
}

TEST_F(BookBankLine, MoneyOutTakesTheOtherSide) {
  ASSERT_TRUE(books.take("l", 7, false));
  ASSERT_TRUE(books.assign("l", 7, "charge", "", false));
  EXPECT_EQ(books.balance("bank:PHP"), -7);
  EXPECT_EQ(books.balance("charges:PHP"), 7);
}

TEST_F(BookBankLine, AFundingIsNoMoneyInTheBankBeforeItsLine) {
  books.fund(500);
  EXPECT_EQ(books.welfare().available, money(500, "PHP"));
  EXPECT_EQ(books.balance("bank:PHP"), 0);
  EXPECT_EQ(books.balance("fundings:PHP"), 500);
  ASSERT_TRUE(books.take("l", 500));
  ASSERT_TRUE(books.assign("l", 500, "funding"));
  EXPECT_EQ(books.balance("bank:PHP"), 500);
  EXPECT_EQ(books.balance("fundings:PHP"), 0);
  EXPECT_EQ(books.welfare().available, money(500, "PHP"));
}

TEST_F(BookBankLine, AFundingSaysWhatLinesBroughtForIt) {
  const auto first = books.request(500, "D-1"), second = books.request(500, "D-2");
  const auto banked = [&](const FundingId& id) {
    return books.run([&](db::Transaction& tx) {
      return store::find_funding_for_update(tx, "owwa", id)->banked_minor;
    });
  };
  ASSERT_TRUE(books.assign("a", 300, "funding", "", true, first->id.text()));
  ASSERT_TRUE(books.assign("b", 200, "funding", "", true, first->id.text()));
  ASSERT_TRUE(books.assign("b", 200, "funding", "", true, first->id.text()));  // heard again
  EXPECT_EQ(banked(first->id), 500);
  EXPECT_EQ(banked(second->id), 0);
  ASSERT_TRUE(books.assign("c", 10, "funding", "", false, first->id.text()));
  EXPECT_EQ(banked(first->id), 490);  // the bank took something back
  EXPECT_EQ(books.assign("a", 300, "funding", "", true, second->id.text()).error().code,
            "line_differs");
}

TEST_F(BookBankLine, TheLinesOfAnExchangeEndItsTransit) {
  ASSERT_TRUE(books.take("l", 560));
  ASSERT_TRUE(books.assign("l", 560, "exchange"));
  EXPECT_EQ(books.balance("bank:PHP"), 560);
  EXPECT_EQ(books.balance("exchanges_in_transit:PHP"), -560);
}

TEST_F(BookBankLine, WithOtherTermsOrAnotherUseIsRefused) {
  ASSERT_TRUE(books.take("l", 100));
  EXPECT_EQ(books.take("l", 101).error().code, "line_differs");
  EXPECT_EQ(books.assign("l", 100, "interest", "", false).error().code, "line_differs");
  ASSERT_TRUE(books.assign("l", 100, "interest"));
  EXPECT_EQ(books.assign("l", 100, "charge").error().code, "line_differs");
}

TEST_F(BookBankLine, WhatIsForNothingKnownIsRefused) {
  EXPECT_EQ(books.assign("l", 100, "gift").error().code, "line_unreadable");
  EXPECT_EQ(books.assign("l", 100, "deposit").error().code, "line_unreadable");
  EXPECT_EQ(books.take("l", 0).error().code, "line_unreadable");
}

TEST_F(BookBankLine, TheDatabaseKeepsALineAsItWasAssigned) {
  ASSERT_TRUE(books.assign("l", 100, "interest"));
  EXPECT_THROW(books.run([](db::Transaction& tx) {
    db::run(tx, "update ledger.bank_line set account = 'charges:PHP'");
  }),
               db::Failure);
}

TEST_F(BookBankLine, AReceiptIsInTransitUntilItsDepositIsInTheBank) {
  books.contribute("r", 100, "PHP");
  EXPECT_EQ(books.balance("deposits_in_transit:acme:PHP"), 100);
  EXPECT_EQ(books.balance("bank:PHP"), 0);
  ASSERT_TRUE(books.take("l", 100));
  ASSERT_TRUE(books.assign("l", 100, "deposit", "acme"));
  EXPECT_EQ(books.balance("deposits_in_transit:acme:PHP"), 0);
  EXPECT_EQ(books.balance("contributions:owwa:PHP"), -100);
}

TEST_F(BookBankLine, AReceiptOfSomebodyUnknownIsADebtUntilItIsAMembers) {
  contributions::v1::ReceiptUnmatched unmatched;
  unmatched.set_receipt_id("r");
  unmatched.set_paid(text_of(books.today));
  unmatched.mutable_amount()->set_minor(100);
  unmatched.mutable_amount()->set_currency("PHP");
  const auto book = [&] {
    return books.run([&](db::Transaction& tx) {
      return book_unmatched(tx, Books::event("unmatched"), unmatched, books.now);
    });
  };
  EXPECT_EQ(book().error().code, "receipt_unreadable");  // nobody holds the money
  unmatched.set_partner("acme");
  ASSERT_TRUE(book());
  EXPECT_EQ(books.balance("unmatched_receipts:PHP"), -100);

  contributions::v1::ContributionReceived received;
  received.set_receipt_id("r");
  received.set_partner("acme");
  received.set_scheme("owwa");
  received.set_paid(unmatched.paid());
  received.set_was_unmatched(true);
  *received.mutable_amount() = unmatched.amount();
  ASSERT_TRUE(books.run([&](db::Transaction& tx) {
    return book_contribution(tx, Books::event("received"), received, books.now);
  }));
  EXPECT_EQ(books.balance("unmatched_receipts:PHP"), 0);
  EXPECT_EQ(books.balance("deposits_in_transit:acme:PHP"), 100);
}

TEST_F(BookBankLine, ARefundIsAwardedAtOnceAndPaidLikeAnyAward) {
  ASSERT_TRUE(books.refund("a", 60));
  ASSERT_TRUE(books.refund("a", 60));
  ASSERT_TRUE(books.refund("b", 40, false));
  EXPECT_EQ(books.said("FundsReserved"), "2");
  EXPECT_EQ(books.balance("contributions:owwa:PHP"), 60);
  EXPECT_EQ(books.balance("unmatched_receipts:PHP"), 40);
  EXPECT_EQ(books.balance("refunds_PHP:reserved"), -100);
  ASSERT_TRUE(books.order(OrderEvent::released, "refund a", "HV1", 60));
  ASSERT_TRUE(books.order(OrderEvent::settled, "refund a", "HV1", 60));
  EXPECT_EQ(books.state_of("refund a"), "paid");
  EXPECT_EQ(books.refund("a", 61).error().code, "entry_differs");
}

}  // namespace
}  // namespace haven::ledger
