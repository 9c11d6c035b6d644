#include <gtest/gtest.h>

#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct RepairReturned : testing::Test {
  Desk desk;
  void SetUp() override {
    desk.payable("a", 100);
    desk.send(1, 100);
    ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100, true)}));
  }
};

TEST_F(RepairReturned, ACorrectedAccountIsANewAttemptLinkedToTheOld) {
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  const auto attempts = desk.attempts("a");
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].attempt, 2);
  EXPECT_EQ(attempts[0].state, PaymentState::payable);
  EXPECT_EQ(attempts[0].bank_reference, Desk::reference_of("a", 2));
  EXPECT_EQ(attempts[1].state, PaymentState::returned);
  EXPECT_EQ(attempts[1].bank_reference, Desk::reference_of("a", 1));
}

TEST_F(RepairReturned, TheSameAccountAgainIsNoCorrection) {
  ASSERT_TRUE(desk.account("a", desk.maria));
  EXPECT_EQ(desk.attempts("a").size(), 1U);
}

TEST_F(RepairReturned, APersonCanSendItAgainWithAReason) {
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_EQ(desk.attempts("a").size(), 2U);
  EXPECT_EQ(desk.correct("a").error().code, "payment_not_returned");
}

TEST_F(RepairReturned, TheOldReferenceStaysReturned) {
  ASSERT_TRUE(desk.correct("a"));
  desk.send(1, 100);
  ASSERT_TRUE(desk.statement("S-2", {Desk::line(Desk::reference_of("a", 1), 100),
                                     Desk::line(Desk::reference_of("a", 2), 100)}));
  EXPECT_EQ(desk.results(), "returned already settled");
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
}

TEST_F(RepairReturned, AWithdrawnEntitlementIsNotPaidAgain) {
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(desk.correct("a").error().code, "entitlement_withdrawn");
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.attempts("a").size(), 1U);
}

struct RepairUnknown : testing::Test {
  Desk desk;
  void SetUp() override {
    desk.payable("a", 100);
    desk.send(1, 100);
  }
};

TEST_F(RepairUnknown, SilenceIsMarkedOnceAfterTheLimit) {
  constexpr std::chrono::hours silence{72};
  const Instant just_in_time = test::noon() + silence;
  const auto sweep = [&](Instant now) {
    return desk.run([&](db::Transaction& tx) { return sweep_unknown(tx, now - silence, now); });
  };
  EXPECT_EQ(sweep(just_in_time), 0U);
  EXPECT_EQ(sweep(just_in_time + std::chrono::microseconds{1}), 1U);
  EXPECT_EQ(sweep(just_in_time + std::chrono::hours{1}), 0U);
  EXPECT_EQ(desk.said("PaymentUnknown"), "1");
}

TEST_F(RepairUnknown, IsSentAgainWithTheSameReference) {
  EXPECT_EQ(desk.resend("a").error().code, "payment_not_unknown");
  desk.silence();
  const auto sent = desk.resend("a");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->bank_reference, Desk::reference_of("a"));
  EXPECT_EQ(desk.attempts("a")[0].sendings, 2);
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.attempts("a").size(), 1U);
}

TEST_F(RepairUnknown, OnePersonAloneEndsNothing) {
  desk.silence();
  EXPECT_FALSE(desk.resolve("a", "carl", PaymentState::settled)->ended);
  EXPECT_FALSE(desk.resolve("a", "carl", PaymentState::settled)->ended);
  EXPECT_FALSE(desk.resolve("a", "ana", PaymentState::returned)->ended);
  EXPECT_EQ(desk.state_of("a"), "unknown");
}

TEST_F(RepairUnknown, TwoPeopleWhoAgreeEndIt) {
  desk.silence();
  EXPECT_FALSE(desk.resolve("a", "carl", PaymentState::returned)->ended);
  EXPECT_TRUE(desk.resolve("a", "ana", PaymentState::returned)->ended);
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.said("PaymentReturned"), "1");
  EXPECT_EQ(desk.resolve("a", "rita", PaymentState::returned).error().code, "payment_not_unknown");
}

TEST_F(RepairUnknown, AChangedMindCountsAsItIsNow) {
  desk.silence();
  EXPECT_FALSE(desk.resolve("a", "carl", PaymentState::returned)->ended);
  EXPECT_FALSE(desk.resolve("a", "carl", PaymentState::settled)->ended);
  EXPECT_TRUE(desk.resolve("a", "ana", PaymentState::settled)->ended);
  EXPECT_EQ(desk.state_of("a"), "settled");
  EXPECT_EQ(desk.attempts("a")[0].settled_on, date_from("2024-06-25"));
}

}  // namespace
}  // namespace haven::disbursement
