#include "services/claims/domain/progress.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

Progress decided(DecisionStage stage = DecisionStage::decided, int payments = 0) {
  Progress progress;
  progress.decision = DecisionNews{"d1", 1, stage, payments};
  if (stage == DecisionStage::approved) progress.payments_announced = payments;
  return progress;
}

TEST(DueMove, FollowsADecisionFromWhereverOneIsAwaited) {
  for (const State state : {State::ready, State::in_review, State::appealed}) {
    EXPECT_EQ(due_move(state, {}), std::nullopt);
    EXPECT_EQ(due_move(state, decided()), Move::claim_decided);
    EXPECT_EQ(due_move(state, decided(DecisionStage::returned)), std::nullopt);
  }
  for (const State state : {State::notified, State::draft, State::filed, State::withdrawn}) {
    EXPECT_EQ(due_move(state, decided()), std::nullopt) << name_of(state);
  }
}

TEST(DueMove, ApprovalPaysOrCloses) {
  EXPECT_EQ(due_move(State::decided, decided()), std::nullopt);
  EXPECT_EQ(due_move(State::decided, decided(DecisionStage::approved, 1)), Move::decision_approved);
  EXPECT_EQ(due_move(State::decided, decided(DecisionStage::approved, 0)), Move::refusal_approved);
  EXPECT_EQ(due_move(State::decided, decided(DecisionStage::returned)), Move::decision_returned);
}

TEST(DueMove, TheFirstPaymentSeenStartsPaying) {
  Progress progress = decided(DecisionStage::approved, 2);
  EXPECT_EQ(due_move(State::approved, progress), std::nullopt);
  progress.payments_seen = 1;
  EXPECT_EQ(due_move(State::approved, progress), Move::payment_released);
}

TEST(DueMove, PaymentsOfAnEarlierRoundStartNothing) {
  Progress progress = decided(DecisionStage::approved, 2);
  progress.payments_before = 1;
  progress.payments_seen = 1;
  EXPECT_EQ(due_move(State::approved, progress), std::nullopt);
  progress.payments_seen = 2;
  EXPECT_EQ(due_move(State::approved, progress), Move::payment_released);
}

TEST(DueMove, ClosesWhenAsManyAreSettledAsWereAnnounced) {
  Progress progress = decided(DecisionStage::approved, 2);
  progress.payments_seen = 2;
  progress.payments_settled = 1;
  EXPECT_EQ(due_move(State::paying, progress), std::nullopt);
  progress.payments_settled = 2;
  EXPECT_EQ(due_move(State::paying, progress), Move::payments_settled);
}

TEST(DueMove, NothingClosesBeforeAnythingWasAnnounced) {
  Progress progress;
  progress.payments_settled = 1;
  EXPECT_EQ(due_move(State::paying, progress), std::nullopt);
}

TEST(DueMove, AReturnAfterClosingOpensTheClaimAgain) {
  Progress progress = decided(DecisionStage::approved, 2);
  progress.payments_seen = progress.payments_settled = 2;
  EXPECT_EQ(due_move(State::closed, progress), std::nullopt);
  progress.payments_settled = 1;
  progress.payments_returned = 1;
  EXPECT_EQ(due_move(State::closed, progress), Move::payment_returned);
}

TEST(DueMove, IsAlwaysLegal) {
  for (const State state : states()) {
    for (const DecisionStage stage :
         {DecisionStage::decided, DecisionStage::returned, DecisionStage::approved}) {
      for (int payments = 0; payments < 3; ++payments) {
        for (int settled = 0; settled <= payments; ++settled) {
          Progress progress = decided(stage, payments);
          progress.payments_seen = payments;
          progress.payments_settled = settled;
          progress.payments_returned = payments - settled;
          const auto move = due_move(state, progress);
          EXPECT_TRUE(!move || after(state, *move)) << name_of(state);
        }
      }
    }
  }
}

}  // namespace
}  // namespace haven::claims
