#include "services/claims/domain/words.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

TEST(Words, EveryStateHasItsOwnSentence) {
  std::set<std::string> sentences;
  for (const State state : states()) {
    if (state == State::unborn) continue;
    Claim claim;
    claim.state = state;
    sentences.insert(words_of_state(claim));
  }
  EXPECT_EQ(sentences.size(), states().size() - 1);
  EXPECT_FALSE(sentences.contains(""));
}

TEST(Words, AClosedClaimSaysWhetherItWasPaid) {
  Claim claim;
  claim.state = State::closed;
  claim.outcome = "paid";
  EXPECT_EQ(words_of_state(claim), "Everything that was owed has been paid.");
  claim.outcome = "refused";
  EXPECT_EQ(words_of_state(claim), "The claim is closed; nothing is paid on it.");
}

TEST(Words, EveryNextStepOfAnOpenClaimIsAWholeSentence) {
  for (const State state : states()) {
    const auto turn = whose_turn(state, {});
    if (!turn) continue;
    EXPECT_EQ(words_of_turn(*turn).find("to go on"), std::string::npos) << turn->next_step;
  }
  EXPECT_EQ(words_of_turn({"intake", "send_papers", {}, Party::family}),
            "Now it is for you to send the papers that are missing.");
}

TEST(Words, EveryStageOfAPaymentIsSaid) {
  EXPECT_EQ(words_of_payment("settled"), "The bank has paid it out.");
  EXPECT_EQ(words_of_payment("unknown"), "We are asking the bank whether it was paid out.");
  EXPECT_NE(words_of_payment("released"), words_of_payment("returned"));
}

}  // namespace
}  // namespace haven::claims
