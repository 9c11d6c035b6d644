#include "services/disbursement/domain/hold.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

constexpr HoldKind all_kinds[] = {
    HoldKind::account_check, HoldKind::minor,         HoldKind::guardian_papers,
    HoldKind::court_order,   HoldKind::sanctions_hit, HoldKind::stopped,
    HoldKind::other};

Hold hold(HoldKind kind, const std::string& placed_by = "carl") {
  Hold h;
  h.kind = kind;
  h.placed_by = placed_by;
  if (kind == HoldKind::account_check) h.about = "owner_differs";
  return h;
}
std::string ground_of(HoldKind kind) {
  return kind == HoldKind::minor || kind == HoldKind::guardian_papers ? "guardian_papers" : "";
}
const Lifter approver{"ana", true, false, false}, cashier{"cesar", false, false, false};

TEST(HoldKinds, HaveNamesThatLeadBack) {
  for (const HoldKind kind : all_kinds) EXPECT_EQ(hold_kind_from(name_of(kind)), kind);
  EXPECT_FALSE(hold_kind_from("lost"));
}

TEST(MayPlace, OnWhatHasNotLeft) {
  for (const auto state :
       {PaymentState::held, PaymentState::payable, PaymentState::batched, PaymentState::returned}) {
    EXPECT_TRUE(may_place(HoldKind::other, state)) << name_of(state);
  }
  for (const auto state : {PaymentState::released, PaymentState::settled, PaymentState::unknown,
                           PaymentState::cancelled}) {
    EXPECT_EQ(may_place(HoldKind::other, state).error().code, "hold_keeps_back_what_has_not_left");
  }
  EXPECT_FALSE(may_place(HoldKind::account_check, PaymentState::payable));
}

TEST(MayLift, AnotherPersonThanWhoPlacedIt) {
  EXPECT_TRUE(may_lift(hold(HoldKind::other), cashier, ""));
  EXPECT_EQ(may_lift(hold(HoldKind::other, "cesar"), cashier, "").error().code,
            "hold_lifted_by_another_person");
  Hold lifted = hold(HoldKind::other);
  lifted.lifted_by = "dora";
  EXPECT_EQ(may_lift(lifted, cashier, "").error().code, "hold_is_lifted");
}

TEST(MayLift, AnotherPersonThanWhoEscalatedIt) {
  Hold hit = hold(HoldKind::sanctions_hit, by_rule);
  hit.escalated_by = "ben";
  EXPECT_TRUE(may_lift(hit, approver, ""));
  hit.escalated_by = approver.subject;
  EXPECT_EQ(may_lift(hit, approver, "").error().code, "hold_lifted_by_another_person");
}

TEST(MayEscalate, AHitThatIsInForceOnce) {
  for (const HoldKind kind : all_kinds) {
    EXPECT_EQ(may_escalate(hold(kind)).has_value(), kind == HoldKind::sanctions_hit);
  }
  Hold hit = hold(HoldKind::sanctions_hit);
  hit.escalated_by = "ben";
  EXPECT_EQ(may_escalate(hit).error().code, "hit_is_escalated");
  hit.lifted_by = "ana";
  EXPECT_EQ(may_escalate(hit).error().code, "hold_is_lifted");
}

TEST(HoldKinds, AllButTheCheckOfAnAccountAreOfTheFund) {
  const auto kinds = kinds_of_the_fund();
  EXPECT_EQ(kinds.size(), std::size(all_kinds) - 1);
  EXPECT_FALSE(is_of_the_fund(HoldKind::account_check));
}

TEST(HasLeft, WhatTheBankHasOrHasPaid) {
  for (const auto state : {PaymentState::released, PaymentState::unknown, PaymentState::settled}) {
    EXPECT_TRUE(has_left(state)) << name_of(state);
  }
  for (const auto state : {PaymentState::held, PaymentState::payable, PaymentState::batched,
                           PaymentState::returned, PaymentState::cancelled}) {
    EXPECT_FALSE(has_left(state)) << name_of(state);
  }
}

TEST(MayLift, NobodyNearTheClaim) {
  Lifter near = approver;
  near.had_part = true;
  EXPECT_EQ(may_lift(hold(HoldKind::other), near, "").error().code,
            "hold_lifted_by_who_has_no_part");
  near = approver;
  near.has_interest = true;
  EXPECT_EQ(may_lift(hold(HoldKind::other), near, "").error().code,
            "hold_lifted_by_who_has_no_part");
}

TEST(MayLift, SomeKindsByAnApproverOnly) {
  for (const HoldKind kind : all_kinds) {
    const bool for_approvers = kind == HoldKind::court_order || kind == HoldKind::sanctions_hit ||
                               kind == HoldKind::account_check;
    EXPECT_TRUE(may_lift(hold(kind), approver, ground_of(kind))) << name_of(kind);
    EXPECT_EQ(may_lift(hold(kind), cashier, ground_of(kind)).has_value(), !for_approvers)
        << name_of(kind);
  }
}

TEST(MayLift, OnlyANameThatDiffersCanBeAccepted) {
  Hold check = hold(HoldKind::account_check, by_rule);
  EXPECT_TRUE(may_lift(check, approver, ""));
  check.about = "owner_differs confirmation_old";
  EXPECT_EQ(may_lift(check, approver, "").error().code, "account_needs_an_answer");
}

TEST(MayLift, AMinorsOnAGroundAndNoOtherOnOne) {
  for (const std::string& ground : hold_grounds) {
    EXPECT_TRUE(may_lift(hold(HoldKind::minor), approver, ground));
    EXPECT_FALSE(may_lift(hold(HoldKind::other), approver, ground));
  }
  EXPECT_FALSE(may_lift(hold(HoldKind::minor), approver, ""));
  EXPECT_FALSE(may_lift(hold(HoldKind::minor), approver, "whatever"));
}

}  // namespace
}  // namespace haven::disbursement
