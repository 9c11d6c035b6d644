#include "services/claims/app/follow_claim.hpp"

#include <algorithm>
#include <random>

#include "haven/bus/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"
#include "services/claims/app/change_account.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;
namespace pay = disbursement::v1;

class FollowAClaim : public Office {
 protected:
  adjudication::v1::ClaimReferred referred(const ClaimId& id) {
    adjudication::v1::ClaimReferred event;
    event.set_claim_id(id.text());
    event.add_reasons("committee_decides");
    return event;
  }
  adjudication::v1::DecisionReturned returned(const ClaimId& id, const std::string& decision) {
    adjudication::v1::DecisionReturned event;
    event.set_claim_id(id.text());
    event.set_decision_id(decision);
    return event;
  }
  template <class Message>
  Message funds(const ClaimId& id, const std::string& layer) {
    Message event;
    event.mutable_award()->set_entitlement_id("0190c1a2-7d3e-7b44-8a51-0000000000e1");
    event.mutable_award()->set_claim_id(id.text());
    event.mutable_award()->mutable_line()->set_layer(layer);
    return event;
  }
  State state_of(const Claim& claim) { return read(claim.id).state; }
  std::string step_of(const Claim& claim) { return read(claim.id).turn->next_step; }
};

TEST_F(FollowAClaim, GoesTheWholeWayAndTellsItsEnd) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  EXPECT_EQ(state_of(claim), State::decided);
  hear(approved(claim.id, decision_1, 2));
  EXPECT_EQ(state_of(claim), State::approved);
  hear(about<pay::PaymentReleased>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(state_of(claim), State::paying);
  hear(about<pay::PaymentReleased>(payment(claim.id, payment_2)), "disbursement");
  hear(about<pay::PaymentSettled>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(state_of(claim), State::paying);
  hear(about<pay::PaymentSettled>(payment(claim.id, payment_2)), "disbursement");
  EXPECT_EQ(state_of(claim), State::closed);
  EXPECT_EQ(read(claim.id).outcome, "paid");
  EXPECT_EQ(last_said<v1::ClaimClosed>().outcome(), "paid");
  EXPECT_EQ(moves_of(claim.id),
            (Said{"claim_filed", "papers_completed", "claim_decided", "decision_approved",
                  "payment_released", "payments_settled"}));
}

TEST_F(FollowAClaim, AReferralAndAReturnedDecisionPutItInReview) {
  const Claim claim = file(repatriation());
  hear(referred(claim.id));
  EXPECT_EQ(state_of(claim), State::in_review);
  hear(decided(claim.id, 1, decision_1));
  hear(returned(claim.id, decision_1));
  EXPECT_EQ(state_of(claim), State::in_review);
  hear(decided(claim.id, 2, decision_2));
  EXPECT_EQ(state_of(claim), State::decided);
}

TEST_F(FollowAClaim, ALateReferralChangesNothing) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(referred(claim.id));
  EXPECT_EQ(state_of(claim), State::decided);
}

TEST_F(FollowAClaim, AnApprovedRefusalClosesIt) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 0));
  EXPECT_EQ(state_of(claim), State::closed);
  EXPECT_EQ(read(claim.id).outcome, "refused");
  EXPECT_EQ(last_said<v1::ClaimClosed>().outcome(), "refused");
}

TEST_F(FollowAClaim, ADecisionOnAWithdrawnClaimIsKeptAndMovesNothing) {
  const Claim claim = file(repatriation());
  haven::test::execute(database,
                       "update claims.claim set state = 'withdrawn', outcome = 'withdrawn', "
                       "owner = null, next_step = null, due_at = null, waiting_for = null");
  hear(decided(claim.id, 1, decision_1));
  EXPECT_EQ(state_of(claim), State::withdrawn);
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.decision"), "1");
}

// Different producers interleave, and any event may come twice: whatever the order, the claim ends
// in the same state, its end is told, and a second delivery of everything changes nothing.
TEST_F(FollowAClaim, AnyOrderWithDoublesEndsInTheSameState) {
  std::mt19937 random{20240620};
  for (int round = 0; round < 12; ++round) {
    File other = repatriation();
    other.incident.date = *date_from("2024-05-20") - std::chrono::days{round};
    const Claim claim = file(other);
    const std::string tail = std::to_string(100 + round);
    const std::string decision = std::string{decision_1}.substr(0, 33) + tail;
    const std::string first = std::string{payment_1}.substr(0, 32) + "a" + tail;
    const std::string second = std::string{payment_1}.substr(0, 32) + "b" + tail;
    std::vector<std::function<void()>> news = {
        [&] { hear(referred(claim.id)); },
        [&] { hear(decided(claim.id, 1, decision)); },
        [&] { hear(approved(claim.id, decision, 2)); },
        [&] { hear(about<pay::PaymentSettled>(payment(claim.id, first)), "disbursement"); },
        [&] { hear(about<pay::PaymentSettled>(payment(claim.id, second)), "disbursement"); },
        [&] { hear(funds<ledger::v1::FundsReserved>(claim.id, "fund"), "ledger"); }};
    const auto doubles = news;
    news.insert(news.end(), doubles.begin(), doubles.end());
    std::ranges::shuffle(news, random);
    for (const auto& event : news) event();
    EXPECT_EQ(state_of(claim), State::closed) << "round " << round;
    EXPECT_EQ(read(claim.id).outcome, "paid");
    EXPECT_EQ(std::ranges::count(said_of(claim.id.text()), "ClaimClosed"), 1);
  }
}

TEST_F(FollowAClaim, SettledBeforeReleasedWasSeenStaysSettled) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 1));
  hear(about<pay::PaymentSettled>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(state_of(claim), State::closed);
  EXPECT_EQ(moves_of(claim.id).back(), "payments_settled");
}

TEST_F(FollowAClaim, AnOlderNewsOfAPaymentNeverReplacesANewer) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 1));
  const store::PaymentHeard released{payment_1, claim.id,        "owwa",
                                     "husband", money(1, "PHP"), "released"};
  store::PaymentHeard settled = released;
  settled.stage = "settled";
  const auto follow = [&](const store::PaymentHeard& heard, Instant said_at) {
    const auto done = in_tx([&](db::Transaction& tx) {
      return follow_payment(tx, rules, heard, said_at, {"disbursement", "event"}, now);
    });
    EXPECT_TRUE(done);
  };
  follow(settled, now);
  follow(released, now - std::chrono::seconds{1});
  follow(released, now);  // of the same moment: settled lies further on its way
  EXPECT_EQ(haven::test::value(database, "select stage from claims.payment"), "settled");
  follow(released, now + std::chrono::seconds{1});
  EXPECT_EQ(haven::test::value(database, "select stage from claims.payment"), "released");
}

TEST_F(FollowAClaim, ReturnedAndUnknownSayWhomItWaitsFor) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 1));
  hear(about<pay::PaymentReleased>(payment(claim.id, payment_1)), "disbursement");
  hear(about<pay::PaymentUnknown>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(step_of(claim), "ask_bank");
  hear(about<pay::PaymentReturned>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(step_of(claim), "correct_account");
  EXPECT_EQ(read(claim.id).turn->waiting_for, Party::family);

  now += std::chrono::hours{1};
  const auto changed = in_tx([&](db::Transaction& tx) {
    return change_account(tx, rules, {claim.id, {"husband", "Jose", "BPIPHMM", "123"}, ines}, now);
  });
  ASSERT_TRUE(changed);
  EXPECT_EQ(step_of(claim), "await_settlement");
  EXPECT_EQ(last_said<v1::PayeeAccountChanged>().account().account(), "123");
  EXPECT_EQ(moves_of(claim.id).back(), "account_changed");
}

TEST_F(FollowAClaim, AReturnAfterTheClosingOpensItAgain) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  ASSERT_EQ(state_of(claim), State::closed);
  hear(about<pay::PaymentReturned>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(state_of(claim), State::paying);
  EXPECT_EQ(step_of(claim), "correct_account");
  hear(about<pay::PaymentSettled>(payment(claim.id, payment_1)), "disbursement");
  EXPECT_EQ(state_of(claim), State::closed);
  EXPECT_EQ(std::ranges::count(said_of(claim.id.text()), "ClaimClosed"), 2);
}

TEST_F(FollowAClaim, AShortPurseIsWaitedForUntilItIsFilled) {
  const Claim claim = file(repatriation());
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 1));
  hear(funds<ledger::v1::FundsShort>(claim.id, "insurer"), "ledger");
  EXPECT_EQ(step_of(claim), "fill_purse");
  EXPECT_EQ(read(claim.id).turn->waiting_for, Party::insurer);
  hear(funds<ledger::v1::FundsReserved>(claim.id, "insurer"), "ledger");
  EXPECT_EQ(step_of(claim), "release_payments");
}

TEST_F(FollowAClaim, AShortageBeforeTheApprovalWasSeenIsNotForgotten) {
  const Claim claim = file(repatriation());
  hear(funds<ledger::v1::FundsShort>(claim.id, "fund"), "ledger");
  EXPECT_EQ(state_of(claim), State::ready);
  hear(decided(claim.id, 1, decision_1));
  hear(approved(claim.id, decision_1, 1));
  EXPECT_EQ(step_of(claim), "fill_purse");
}

TEST_F(FollowAClaim, AnUnknownClaimOrAnotherFundsIsRefused) {
  const Claim claim = file(repatriation());
  EXPECT_FALSE(try_hear(decided(ClaimId{new_uuid(now)}, 1, decision_1), "adjudication", "owwa"));
  EXPECT_FALSE(try_hear(decided(claim.id, 1, decision_1), "adjudication", "other"));
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.decision"), "0");
}

TEST_F(FollowAClaim, UnreadableIdsAreRefusedAndNotTried) {
  auto event = decided(ClaimId{"no id"}, 1, decision_1);
  EXPECT_EQ(try_hear(event, "adjudication", "owwa").error().code, "event_unreadable");
  pay::PaymentSettled settled;
  EXPECT_EQ(try_hear(settled, "disbursement", "owwa").error().code, "event_unreadable");
}

TEST_F(FollowAClaim, APaymentOfARefundIsOfNoClaim) {
  pay::PaymentSettled settled;
  settled.mutable_payment()->set_claim_id(new_uuid(now));  // a receipt's
  settled.mutable_payment()->set_purpose("contribution_refund");
  EXPECT_TRUE(try_hear(settled, "disbursement", "owwa"));
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.payment"), "0");
}

TEST_F(FollowAClaim, AParkedEventMarksTheClaimUntilItIsDealtWith) {
  const Claim claim = file(repatriation());
  bus::v1::EventParked parked;
  parked.set_consumer("adjudication");
  parked.set_event_id(decision_1);
  parked.set_event_subject(claim.id.text());
  hear(parked, "bus");
  EXPECT_EQ(read(claim.id).attention, "event_parked");
  EXPECT_EQ(state_of(claim), State::ready);

  bus::v1::EventUnparked unparked;
  unparked.set_consumer("adjudication");
  unparked.set_event_id(decision_1);
  unparked.set_event_subject(claim.id.text());
  hear(unparked, "bus");
  EXPECT_EQ(read(claim.id).attention, std::nullopt);
}

TEST_F(FollowAClaim, AParkedEventOfTheMemberMarksTheOpenClaims) {
  const Claim open_one = file(repatriation());
  bus::v1::EventParked parked;
  parked.set_consumer("ledger");
  parked.set_event_id(decision_1);
  parked.set_event_subject(ana().member_id());
  hear(parked, "bus");
  EXPECT_EQ(read(open_one.id).attention, "event_parked");
  parked.set_event_subject("receipt-17");  // no id of ours
  hear(parked, "bus");
}

}  // namespace
}  // namespace haven::claims::test
