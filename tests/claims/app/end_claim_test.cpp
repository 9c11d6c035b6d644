#include "services/claims/app/end_claim.hpp"

#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;

class EndAClaim : public Office {
 protected:
  using UseCase = Result<Claim> (*)(db::Transaction&, const FundRules&, const WithReason&, Instant);
  Result<Claim> act(UseCase use_case, const ClaimId& id) {
    return in_tx([&](db::Transaction& tx) {
      return use_case(tx, rules, {id, "because", ines}, now);
    });
  }
};

TEST_F(EndAClaim, AWithdrawalIsToldWithItsReason) {
  const Claim claim = file(repatriation());
  const auto withdrawn = act(withdraw_claim, claim.id);
  ASSERT_TRUE(withdrawn);
  EXPECT_EQ(withdrawn->state, State::withdrawn);
  EXPECT_EQ(withdrawn->outcome, "withdrawn");
  EXPECT_FALSE(withdrawn->turn);
  EXPECT_EQ(said_of(claim.id.text()),
            (Said{"ClaimFiled", "ClaimReady", "ClaimWithdrawn", "ClaimClosed"}));
  EXPECT_EQ(last_said<v1::ClaimWithdrawn>().reason(), "because");
  EXPECT_EQ(last_said<v1::ClaimClosed>().outcome(), "withdrawn");
}

TEST_F(EndAClaim, OnceDecidedAClaimIsNotWithdrawn) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  const auto refused = act(withdraw_claim, claim.id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_in_this_state");
}

TEST_F(EndAClaim, AWithdrawnClaimLetsTheIncidentBeFiledAgain) {
  const Claim claim = file(repatriation());
  ASSERT_TRUE(act(withdraw_claim, claim.id));
  const Claim second = file(repatriation());
  EXPECT_EQ(second.state, State::ready);

  const auto refused = act(reopen_claim, claim.id);  // now the other one is open
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "claim_already_open");
  EXPECT_NE(refused.error().detail.find(second.reference), std::string::npos);
}

TEST_F(EndAClaim, AReopenedClaimIsReadyAgainWithAHigherFileVersion) {
  const Claim claim = file(repatriation());
  ASSERT_TRUE(act(withdraw_claim, claim.id));
  const auto reopened = act(reopen_claim, claim.id);
  ASSERT_TRUE(reopened) << reopened.error().detail;
  EXPECT_EQ(reopened->state, State::ready);
  EXPECT_EQ(reopened->outcome, std::nullopt);
  const auto ready = last_said<v1::ClaimReady>();
  EXPECT_EQ(ready.why(), "reopened");
  EXPECT_EQ(ready.file().version(), 2);
  EXPECT_EQ(moves_of(claim.id), (Said{"claim_filed", "papers_completed", "claim_withdrawn",
                                      "claim_reopened", "papers_completed"}));
}

TEST_F(EndAClaim, AReopenedClaimWaitsForPapersThatAreStillMissing) {
  const Claim claim = file(death());
  ASSERT_TRUE(act(withdraw_claim, claim.id));
  const auto reopened = act(reopen_claim, claim.id);
  ASSERT_TRUE(reopened);
  EXPECT_EQ(reopened->state, State::filed);
  EXPECT_EQ(reopened->turn->next_step, "send_papers");
  hold_papers_of_death(claim.id);
  EXPECT_EQ(read(claim.id).state, State::ready);
  EXPECT_EQ(last_said<v1::ClaimReady>().why(), "reopened");
}

TEST_F(EndAClaim, WhatWasNeverFiledIsNotReopened) {
  const Claim draft = open(Opening::draft, death());
  ASSERT_TRUE(act(withdraw_claim, draft.id));
  const auto refused = act(reopen_claim, draft.id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "never_filed");
}

TEST_F(EndAClaim, AnAppealSendsTheFileToBeDecidedAnew) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  const auto appealed = act(appeal_claim, claim.id);
  ASSERT_TRUE(appealed) << appealed.error().detail;
  EXPECT_EQ(appealed->state, State::appealed);
  EXPECT_EQ(appealed->turn->next_step, "decide_appeal");
  const auto said = said_of(claim.id.text());
  EXPECT_EQ((Said{said.end() - 2, said.end()}), (Said{"ClaimAppealed", "ClaimReady"}));
  EXPECT_EQ(last_said<v1::ClaimAppealed>().decision_id(), decision_1);
  EXPECT_EQ(last_said<v1::ClaimAppealed>().grounds(), "because");
  EXPECT_EQ(last_said<v1::ClaimAppealed>().appealed_by(), "ines");
  EXPECT_EQ(last_said<v1::ClaimReady>().why(), "appealed");
  EXPECT_EQ(last_said<v1::ClaimReady>().file().version(), 2);
}

TEST_F(EndAClaim, AfterAnAppealOnlyANewDecisionMovesTheClaim) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  ASSERT_TRUE(act(appeal_claim, claim.id));
  hear(decided(claim.id, 1, decision_1));  // again, late
  EXPECT_EQ(read(claim.id).state, State::appealed);
  hear(decided(claim.id, 2, decision_2));
  EXPECT_EQ(read(claim.id).state, State::decided);
}

TEST_F(EndAClaim, TheSecondRoundClosesWhenItsOwnPaymentIsSettled) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  ASSERT_TRUE(act(appeal_claim, claim.id));
  hear(decided(claim.id, 2, decision_2));
  hear(approved(claim.id, decision_2, 1));
  EXPECT_EQ(read(claim.id).state, State::approved);  // the first round's payment does not count
  hear(about<disbursement::v1::PaymentReleased>(payment(claim.id, payment_2)), "disbursement");
  EXPECT_EQ(read(claim.id).state, State::paying);
  hear(about<disbursement::v1::PaymentSettled>(payment(claim.id, payment_2)), "disbursement");
  EXPECT_EQ(read(claim.id).state, State::closed);
}

TEST_F(EndAClaim, OnlyAClosedClaimIsAppealed) {
  const Claim claim = file(repatriation());
  EXPECT_FALSE(act(appeal_claim, claim.id));
  ASSERT_TRUE(act(withdraw_claim, claim.id));
  EXPECT_FALSE(act(appeal_claim, claim.id));
}

}  // namespace
}  // namespace haven::claims::test
