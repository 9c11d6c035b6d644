#include "services/claims/app/follow_money.hpp"

#include <algorithm>
#include <random>

#include "haven/disbursement/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"
#include "haven/recoveries/v1/events.pb.h"
#include "services/claims/app/change_account.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

namespace pay = disbursement::v1;

const std::string award_1 = "0190c1a2-7d3e-7b44-8a51-0000000000e1";

// A claim with one benefit of 100,000.00 pesos for the husband.
class FollowMoney : public Office {
 protected:
  void SetUp() override {
    claim = file(repatriation());
    hear(decided(claim.id, 1, decision_1));
    hear(approved(claim.id, decision_1, 1));
  }
  adjudication::v1::EntitlementAwarded awarded(int instalment = 0) {
    adjudication::v1::EntitlementAwarded event;
    event.set_entitlement_id(award_1);
    event.set_claim_id(claim.id.text());
    event.set_instalment(instalment);
    auto& line = *event.mutable_line();
    line.set_scheme("owwa");
    line.set_layer("fund");
    line.set_benefit("death");
    line.mutable_amount()->set_minor(10000000);
    line.mutable_amount()->set_currency("PHP");
    auto& share = *line.add_shares();
    share.set_party("husband");
    *share.mutable_amount() = line.amount();
    return event;
  }
  pay::Payment its_payment(int instalment = 1) {
    auto one = payment(claim.id, payment_1);
    one.set_entitlement_id(award_1);
    one.set_instalment(instalment);
    return one;
  }
  template <class Said = pay::SetOffMade>
  Said set_off(std::int64_t minor) {
    Said event;
    event.set_set_off_id(named_uuid("set-off"));
    event.set_claim_id(claim.id.text());
    event.set_entitlement_id(award_1);
    event.set_party("husband");
    event.mutable_amount()->set_minor(minor);
    event.mutable_amount()->set_currency("PHP");
    return event;
  }
  adjudication::v1::EntitlementWithdrawn withdrawn() {
    adjudication::v1::EntitlementWithdrawn event;
    event.set_entitlement_id(award_1);
    event.set_claim_id(claim.id.text());
    return event;
  }
  pay::PaymentReturned returned_late() {
    auto event = about<pay::PaymentReturned>(its_payment());
    event.set_after_settlement(true);
    return event;
  }
  template <class Message>
  Message funds() {
    Message event;
    *event.mutable_award() = awarded();
    return event;
  }
  void from_bank(const google::protobuf::Message& message) { hear(message, "disbursement"); }
  Owed owed() {
    const auto rows = in_tx([&](db::Transaction& tx) { return owed_on(tx, read(claim.id)); });
    EXPECT_FALSE(rows.empty());
    return rows.at(0);
  }
  State state() { return read(claim.id).state; }

  Claim claim;
};

TEST_F(FollowMoney, ShowsWhatIsOwedPaidAndOnItsWay) {
  hear(awarded());
  EXPECT_EQ(owed().owed.minor(), 10000000);
  EXPECT_EQ(outstanding_of(owed()).minor(), 10000000);
  from_bank(about<pay::PaymentReleased>(its_payment()));
  EXPECT_EQ(owed().on_its_way.minor(), 10000000);
  EXPECT_EQ(reason_of(owed()), "at_the_bank");
  from_bank(about<pay::PaymentSettled>(its_payment()));
  EXPECT_EQ(owed().paid.minor(), 10000000);
  EXPECT_EQ(reason_of(owed()), "");
}

TEST_F(FollowMoney, SaysWhoseMoneyIsMissing) {
  hear(awarded());
  hear(funds<ledger::v1::FundsShort>(), "ledger");
  EXPECT_EQ(reason_of(owed()), "waits_for_money");
  hear(funds<ledger::v1::FundsReserved>(), "ledger");
  EXPECT_NE(reason_of(owed()), "waits_for_money");
}

TEST_F(FollowMoney, AShareThatIsKeptBackInPartIsStillPaid) {
  hear(awarded());
  from_bank(set_off(9999999));
  EXPECT_EQ(state(), State::approved);
  EXPECT_EQ(outstanding_of(owed()).minor(), 1);
}

TEST_F(FollowMoney, AShareThatIsKeptBackInFullIsOverInAnyOrder) {
  from_bank(set_off(10000000));
  EXPECT_EQ(state(), State::approved);
  hear(awarded());
  EXPECT_EQ(state(), State::closed);
  EXPECT_EQ(read(claim.id).outcome, "paid");
  EXPECT_EQ(owed().kept_back.minor(), 10000000);
  EXPECT_EQ(reason_of(owed()), "");
}

// The award was withdrawn: nothing was kept back, and nobody has too much by it.
TEST_F(FollowMoney, WhatWasKeptBackAndUndoneIsNotShownInAnyOrder) {
  std::vector<std::function<void()>> news{
      [&] { hear(awarded()); }, [&] { from_bank(set_off(2000000)); }, [&] { hear(withdrawn()); },
      [&] { from_bank(set_off<pay::SetOffUndone>(2000000)); }};
  for (int round = 0; round < 2; ++round) {
    for (const auto& tell : news) tell();
    std::ranges::reverse(news);
  }
  EXPECT_TRUE(owed().kept_back.is_zero());
  EXPECT_TRUE(owed().owed.is_zero());
  EXPECT_TRUE(outstanding_of(owed()).is_zero());
}

TEST_F(FollowMoney, WhatIsUnclaimedIsShownUntilItsPayeeIsFound) {
  hear(awarded());
  from_bank(about<pay::PaymentUnclaimed>(its_payment()));
  EXPECT_EQ(owed().unclaimed.minor(), 10000000);
  EXPECT_EQ(reason_of(owed()), "unclaimed");
  from_bank(about<pay::UnclaimedFound>(its_payment()));
  EXPECT_TRUE(owed().unclaimed.is_zero());
}

TEST_F(FollowMoney, WhatEndedUnclaimedClosesTheClaim) {
  hear(awarded());
  from_bank(about<pay::PaymentUnclaimed>(its_payment()));
  from_bank(about<pay::UnclaimedEnded>(its_payment()));
  EXPECT_EQ(state(), State::closed);
  EXPECT_EQ(owed().ended.minor(), 10000000);
  EXPECT_EQ(reason_of(owed()), "");
}

TEST_F(FollowMoney, AWithdrawnEntitlementOwesNothingInEitherOrder) {
  hear(withdrawn());
  hear(awarded());
  EXPECT_TRUE(owed().owed.is_zero());
  from_bank(about<pay::PaymentSettled>(its_payment()));
  EXPECT_EQ(reason_of(owed()), "more_paid_than_owed");
}

TEST_F(FollowMoney, AnAdvanceForAnInsurerIsShown) {
  hear(awarded());
  recoveries::v1::AdvanceApproved advance;
  advance.mutable_receivable()->set_receivable_id(named_uuid("receivable"));
  advance.mutable_receivable()->set_claim_id(claim.id.text());
  advance.mutable_receivable()->set_entitlement_id(award_1);
  advance.mutable_receivable()->mutable_amount()->set_minor(10000000);
  advance.mutable_receivable()->mutable_amount()->set_currency("PHP");
  *advance.mutable_amount() = advance.receivable().amount();
  hear(advance, "recoveries");
  EXPECT_EQ(owed().advanced.minor(), 10000000);
}

TEST_F(FollowMoney, ALateReturnOpensTheClaimAgainForAnAccountAndItClosesWhenPaid) {
  hear(awarded());
  from_bank(about<pay::PaymentReleased>(its_payment()));
  from_bank(about<pay::PaymentSettled>(its_payment()));
  ASSERT_EQ(state(), State::closed);
  from_bank(returned_late());
  ASSERT_EQ(state(), State::paying);
  EXPECT_EQ(read(claim.id).turn->next_step, "correct_account");
  EXPECT_EQ(read(claim.id).turn->waiting_for, Party::family);
  EXPECT_EQ(reason_of(owed()), "waits_for_account");
  from_bank(about<pay::PaymentReleased>(its_payment()));
  from_bank(about<pay::PaymentSettled>(its_payment()));
  EXPECT_EQ(state(), State::closed);
}

TEST_F(FollowMoney, LaterInstalmentsLeaveAClosedClaimClosed) {
  hear(awarded(2));
  pay_out(claim.id, decision_1);
  ASSERT_EQ(state(), State::closed);
  auto second = its_payment(2);
  second.set_payment_id(payment_2);
  from_bank(about<pay::PaymentReleased>(second));
  from_bank(about<pay::PaymentReturned>(second));
  EXPECT_EQ(state(), State::closed);
  const Account account{"husband", "Juan Cruz", "BPI", "0011223344"};
  const auto changed = in_tx([&](db::Transaction& tx) {
    return change_account(tx, rules, {claim.id, account, ines}, now);
  });
  ASSERT_TRUE(changed) << changed.error().detail;
  EXPECT_EQ(state(), State::closed);
  EXPECT_EQ(read(claim.id).outcome, "paid");
}

TEST_F(FollowMoney, OfAnotherThingThanAClaimIsPassedOver) {
  auto other = its_payment();
  other.set_claim_id(named_uuid("a receipt"));
  other.set_entitlement_id(named_uuid("a refund"));
  const auto heard = try_hear(about<pay::PaymentUnclaimed>(other), "disbursement", "owwa");
  EXPECT_TRUE(heard);
}

TEST_F(FollowMoney, AuditorsSeeWhatIsNotPaidPageByPage) {
  hear(awarded());
  const auto page = [&](bool only_differences, const std::string& layer) {
    store::OwedFilter filter{"owwa", only_differences, layer, "", 10};
    return in_tx([&](db::Transaction& tx) { return owed_over_claims(tx, filter); }).size();
  };
  EXPECT_EQ(page(true, ""), 1U);
  EXPECT_EQ(page(true, "insurer"), 0U);
  from_bank(about<pay::PaymentReleased>(its_payment()));
  from_bank(about<pay::PaymentSettled>(its_payment()));
  EXPECT_EQ(page(true, ""), 0U);
  EXPECT_EQ(page(false, "fund"), 1U);
}

// Awards, set-offs, unclaimed money and payments come from different services.
TEST_F(FollowMoney, AnyOrderWithDoublesEndsTheSame) {
  std::vector<std::function<void()>> news{
      [&] { hear(awarded()); }, [&] { from_bank(set_off(2000000)); },
      [&] { from_bank(about<pay::PaymentUnclaimed>(its_payment())); }};
  std::mt19937 random{20240620};
  for (int round = 0; round < 6; ++round) {
    std::shuffle(news.begin(), news.end(), random);
    for (const auto& tell : news) tell();
  }
  EXPECT_EQ(owed().kept_back.minor(), 2000000);
  EXPECT_EQ(outstanding_of(owed()).minor(), 8000000);
  EXPECT_EQ(reason_of(owed()), "unclaimed");
}

}  // namespace
}  // namespace haven::claims::test
