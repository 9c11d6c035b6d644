// What raises a debt, and what takes it back before it is paid.
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct Raise : testing::Test {
  Desk desk;
};

TEST_F(Raise, AShortDepositMakesTheWholeAwardOwedOnce) {
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  const Receivable share = desk.look(Desk::share("a"));
  EXPECT_EQ(share.amount, usd(100'00));
  EXPECT_EQ(share.debtor, "acme");
  EXPECT_EQ(share.state, State::demanded);
  EXPECT_EQ(share.due, day("2024-06-11"));
  EXPECT_TRUE(is_reference(share.reference));
  EXPECT_EQ(desk.said("ReceivableRaised"), "1");
  EXPECT_EQ(desk.notices(), "demand");
}

TEST_F(Raise, OtherLayersAreTheFundsOwn) {
  ASSERT_TRUE(desk.hear_short("a", 100'00, "fund"));
  EXPECT_EQ(desk.value("select count(*) from recoveries.receivable"), "0");
}

TEST_F(Raise, ASchemeWithoutInsurerIsRefusedByName) {
  desk.terms.insurers.clear();
  EXPECT_EQ(code_of(desk.hear_short("a", 100'00)), "scheme_has_no_insurer");
}

TEST_F(Raise, AShortageHeardAfterItsEndRaisesNothing) {
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_withdrawn("b"));
  ASSERT_TRUE(desk.hear_short("b", 100'00));
  EXPECT_EQ(desk.value("select count(*) from recoveries.receivable"), "0");
}

TEST_F(Raise, WhatTheDepositPaidMeanwhileIsWithdrawn) {
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  EXPECT_EQ(desk.state_of(Desk::share("a")), "withdrawn");
  EXPECT_EQ(desk.said("ReceivableReduced"), "1");
}

TEST_F(Raise, WhatWasReceivedOrAdvancedIsNotWithdrawn) {
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_assigned("line", 100'00, Desk::share("a")));
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  EXPECT_EQ(desk.state_of(Desk::share("a")), "settled");

  ASSERT_TRUE(desk.hear_short("b", 50'00));
  const auto proposal = desk.advance(Desk::share("b"));
  ASSERT_TRUE(proposal);
  ASSERT_TRUE(desk.agree_as("ana", proposal->id));
  ASSERT_TRUE(desk.hear_reserved("b", 50'00));
  EXPECT_EQ(desk.left_of(Desk::share("b")), 50'00);
}

TEST_F(Raise, OnlyWhatTheDepositItselfGaveIsWithdrawn) {
  // The insurer pays 50 for b; with 50 more in the deposit the older award, a, is served.
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_short("b", 50'00));
  ASSERT_TRUE(desk.hear_assigned("line", 50'00, Desk::share("b")));
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  EXPECT_EQ(desk.left_of(Desk::share("a")), 50'00);
  // 50 more come into the deposit, and b is served: all three fifties of a and b are paid.
  ASSERT_TRUE(desk.hear_reserved("b", 50'00));
  EXPECT_EQ(desk.left_of(Desk::share("a")), 0);
  EXPECT_EQ(desk.state_of(Desk::share("b")), "settled");
}

TEST_F(Raise, AnAwardTakenBackIsOwedNoMore) {
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.hear_withdrawn("a"));
  ASSERT_TRUE(desk.hear_withdrawn("a"));
  EXPECT_EQ(desk.state_of(Desk::share("a")), "withdrawn");
}

TEST_F(Raise, AnAwardTakenBackAfterTheAdvanceIsForAPerson) {
  ASSERT_TRUE(desk.hear_short("a", 100'00));
  ASSERT_TRUE(desk.agree_as("ana", desk.advance(Desk::share("a"))->id));
  ASSERT_TRUE(desk.hear_withdrawn("a"));
  EXPECT_EQ(desk.look(Desk::share("a")).doubt, "withdrawn_after_the_advance");
  EXPECT_EQ(desk.left_of(Desk::share("a")), 100'00);
}

TEST_F(Raise, EachPayeeOwesItsOwnOverpayment) {
  ASSERT_TRUE(desk.hear_overpaid("o", 30'00, {"wife", "son"}));
  ASSERT_TRUE(desk.hear_overpaid("o", 30'00, {"wife", "son"}));
  EXPECT_EQ(desk.said("ReceivableRaised"), "2");
  const Receivable debt = desk.look(Desk::debt("o", "son"));
  EXPECT_EQ(debt.debtor, "payee");
  EXPECT_EQ(debt.due, day("2024-07-01"));
  EXPECT_EQ(debt.state, State::demanded);
}

TEST_F(Raise, AnAgencysShareTakesTwoPeople) {
  const auto proposal = desk.agency_share("best_agency", 70'00);
  ASSERT_TRUE(proposal);
  EXPECT_EQ(desk.said("ReceivableRaised"), "0");
  EXPECT_EQ(code_of(desk.agree_as("carla", proposal->id)), "nobody_agrees_with_themselves");
  const auto agreed = desk.agree_as("ana", proposal->id);
  ASSERT_TRUE(agreed);
  const Receivable share = desk.look(agreed->receivable);
  EXPECT_EQ(share.kind, Kind::agency_share);
  EXPECT_EQ(share.state, State::open);  // its demand goes out two days later
  EXPECT_EQ(share.due, day("2024-06-21"));
  EXPECT_EQ(code_of(desk.agency_share("acme", 1)), "invalid_field");
  EXPECT_EQ(code_of(desk.agency_share("payee", 1)), "invalid_field");
}

}  // namespace
}  // namespace haven::recoveries
