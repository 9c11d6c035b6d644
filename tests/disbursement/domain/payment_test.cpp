#include "services/disbursement/domain/payment.hpp"

#include <gtest/gtest.h>

#include <set>

namespace haven::disbursement {
namespace {

const Account account{"Maria Cruz", "BPI", "0011223344"};

Award award(std::vector<Share> shares) {
  return {"owwa",
          EntitlementId{named_uuid("e")},
          ClaimId{named_uuid("c")},
          "DTH-1",
          MemberId{named_uuid("member")},
          1,
          money(100, "PHP"),
          std::move(shares),
          {},
          {"fay", "system", "ana"}};
}

TEST(PaymentId, IsTheSameForTheSameShareAndAnotherForEveryOther) {
  const EntitlementId one{named_uuid("one")}, two{named_uuid("two")};
  EXPECT_EQ(payment_id_of(one, "wife", 1), payment_id_of(one, "wife", 1));
  EXPECT_NE(payment_id_of(one, "wife", 1), payment_id_of(one, "wife", 2));
  EXPECT_NE(payment_id_of(one, "wife", 1), payment_id_of(one, "child", 1));
  EXPECT_NE(payment_id_of(one, "wife", 1), payment_id_of(two, "wife", 1));
  EXPECT_NE(payment_id_of(one, "a/1", 1), payment_id_of(one, "a", 1));
}

TEST(BankReference, IsShortReadableAndOneForEachAttempt) {
  const PaymentId payment{named_uuid("p")};
  const std::string reference = bank_reference_of(payment, 1);
  EXPECT_EQ(reference.size(), 22U);
  EXPECT_EQ(reference.substr(0, 2), "HV");
  EXPECT_EQ(reference.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos);
  EXPECT_EQ(reference, bank_reference_of(payment, 1));
  EXPECT_NE(reference, bank_reference_of(payment, 2));
}

TEST(Masked, ShowsTheLastFourOfALongerNumber) {
  EXPECT_EQ(masked("12345"), "****2345");
  EXPECT_EQ(masked("1234"), "****");
  EXPECT_EQ(masked(""), "****");
}

TEST(PaymentsFor, OneForEachShareThatIsMoreThanNothing) {
  const auto payments = payments_for(award({{"wife", "Maria", money(60, "PHP")},
                                            {"child", "Jose", money(40, "PHP")},
                                            {"other", "Ana", money(0, "PHP")}}),
                                     {{"wife", account}}, false, Instant{});
  ASSERT_EQ(payments.size(), 2U);
  EXPECT_EQ(payments[0].state, PaymentState::payable);
  EXPECT_EQ(payments[0].account, account);
  EXPECT_EQ(payments[1].state, PaymentState::held);
  EXPECT_EQ(payments[1].payee_name, "Jose");
}

TEST(PaymentsFor, AllOfItToTheClaimantWhereNobodyIsNamed) {
  const auto payments = payments_for(award({}), {{"claimant", account}}, false, Instant{});
  ASSERT_EQ(payments.size(), 1U);
  EXPECT_EQ(payments[0].party, "claimant");
  EXPECT_EQ(payments[0].amount, money(100, "PHP"));
  EXPECT_EQ(payments[0].state, PaymentState::payable);
}

TEST(PaymentsFor, AnIncompleteAccountHolds) {
  for (const Account& incomplete :
       {Account{"", "BPI", "1"}, Account{"Maria", "", "1"}, Account{"Maria", "BPI", ""}}) {
    EXPECT_EQ(payments_for(award({}), {{"claimant", incomplete}}, false, Instant{})[0].state,
              PaymentState::held);
  }
}

TEST(PaymentsFor, AWithdrawnAwardIsCancelled) {
  EXPECT_EQ(payments_for(award({}), {{"claimant", account}}, true, Instant{})[0].state,
            PaymentState::cancelled);
}

TEST(AwardCanBePaid, OnlyWithASecondPersonsApproval) {
  EXPECT_TRUE(award_can_be_paid(award({})));
  for (const char* approver : {"", "fay", "system"}) {
    Award alone = award({});
    alone.hands.decision_approved_by = approver;
    EXPECT_FALSE(award_can_be_paid(alone)) << approver;
  }
}

TEST(AwardCanBePaid, OnlyWhenTheSharesAreTheWhole) {
  EXPECT_TRUE(award_can_be_paid(award({{"wife", "", money(100, "PHP")}})));
  EXPECT_FALSE(award_can_be_paid(award({{"wife", "", money(99, "PHP")}})));
  EXPECT_FALSE(award_can_be_paid(award({{"wife", "", money(101, "PHP")}})));
  EXPECT_FALSE(award_can_be_paid(award({{"wife", "", money(100, "USD")}})));
  EXPECT_FALSE(
      award_can_be_paid(award({{"wife", "", money(101, "PHP")}, {"child", "", money(-1, "PHP")}})));
}

Payment in_state(PaymentState state) {
  Payment payment = payments_for(award({}), {{"claimant", account}}, false, Instant{})[0];
  payment.state = state;
  payment.batch = BatchId{named_uuid("batch")};
  return payment;
}

TEST(WithAccount, LeavesABatchThatNobodyApprovedItFor) {
  const Account other{"Maria Cruz", "BDO", "99"};
  const Payment changed = with_account(in_state(PaymentState::batched), other);
  EXPECT_EQ(changed.state, PaymentState::payable);
  EXPECT_TRUE(changed.batch.empty());
  EXPECT_EQ(changed.account, other);
}

TEST(WithAccount, TheSameAccountChangesNothing) {
  EXPECT_EQ(with_account(in_state(PaymentState::batched), account).state, PaymentState::batched);
}

TEST(WithAccount, WhatHasLeftStays) {
  for (const auto state : {PaymentState::released, PaymentState::unknown, PaymentState::settled,
                           PaymentState::returned, PaymentState::cancelled}) {
    const Payment payment = with_account(in_state(state), {"X", "Y", "Z"});
    EXPECT_EQ(payment.account, account);
    EXPECT_EQ(payment.state, state);
  }
}

TEST(WithAccount, AnIncompleteOneHoldsAndACompleteOneFrees) {
  EXPECT_EQ(with_account(in_state(PaymentState::payable), {"", "", ""}).state, PaymentState::held);
  Payment held = in_state(PaymentState::held);
  held.account = {};
  EXPECT_EQ(with_account(held, account).state, PaymentState::payable);
}

TEST(NextAttempt, HasItsOwnReferenceAndNoneOfTheOldHands) {
  Payment returned = in_state(PaymentState::returned);
  returned.batch_approved_by = "ben";
  returned.released_by = "carl";
  returned.return_reason = "account closed";
  const Payment next = next_attempt(returned, account, "checked", Instant{});
  EXPECT_EQ(next.attempt, 2);
  EXPECT_EQ(next.id, returned.id);
  EXPECT_EQ(next.bank_reference, bank_reference_of(returned.id, 2));
  EXPECT_EQ(next.state, PaymentState::payable);
  EXPECT_FALSE(next.batch_approved_by || next.released_by || next.return_reason);
}

TEST(PaymentMoves, TheEndsAreEnds) {
  for (const auto end : {PaymentState::returned, PaymentState::cancelled}) {
    for (const auto& [from, to] : payment_moves) EXPECT_NE(from, end) << name_of(to);
  }
}

TEST(PaymentMoves, OnlyTheBankTakesASettlementBack) {
  for (const auto& [from, to] : payment_moves) {
    EXPECT_TRUE(from != PaymentState::settled || to == PaymentState::returned) << name_of(to);
  }
}

TEST(PaymentMoves, NothingThatLeftIsCancelled) {
  EXPECT_TRUE(can_move(PaymentState::batched, PaymentState::cancelled));
  EXPECT_FALSE(can_move(PaymentState::released, PaymentState::cancelled));
  EXPECT_FALSE(can_move(PaymentState::unknown, PaymentState::cancelled));
}

}  // namespace
}  // namespace haven::disbursement
