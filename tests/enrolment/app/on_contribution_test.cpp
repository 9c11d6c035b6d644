#include "services/enrolment/app/on_contribution.hpp"

#include <gtest/gtest.h>

#include "common/scheme/wire.hpp"
#include "services/enrolment/app/decide_identity_review.hpp"
#include "services/enrolment/store/members.hpp"
#include "tests/enrolment/office.hpp"

namespace haven::enrolment {
namespace {

using contributions::v1::ContributionReceived;
using contributions::v1::ContributionReversed;

struct OnContribution : Office {
  const std::string receipt = new_uuid(test::noon());

  ContributionReceived received(const Member& member, const char* paid = "2023-02-10") const {
    ContributionReceived event;
    event.set_receipt_id(receipt);
    event.set_member_id(member.id.text());
    event.set_scheme("owwa");
    event.set_kind("new");
    event.set_channel("agency");
    *event.mutable_amount() = scheme::wire_of(money(145000, "PHP"));
    event.set_paid(paid);
    return event;
  }
  ContributionReversed reversed(const Member& member) const {
    ContributionReversed event;
    event.set_receipt_id(receipt);
    event.set_member_id(member.id.text());
    event.set_scheme("owwa");
    event.set_reversed("2024-06-20");
    event.set_reason("paid by mistake");
    return event;
  }
  Result<void> hear(const ContributionReceived& event) {
    return db::in_transaction(
        pool, [&](db::Transaction& tx) { return on_contribution_received(tx, occasion(), event); });
  }
  Result<void> hear(const ContributionReversed& event) {
    return db::in_transaction(
        pool, [&](db::Transaction& tx) { return on_contribution_reversed(tx, occasion(), event); });
  }
  Member stored(const Member& member) {
    db::Transaction tx{pool};
    return *store::find_member(tx, "owwa", member.id);
  }
};

TEST_F(OnContribution, StartsTwoYearsOfCoverFromTheDayPaid) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(hear(received(member)));
  const Member after = stored(member);
  ASSERT_EQ(after.covers.size(), 1U);
  EXPECT_EQ(after.covers[0].starts, day("2023-02-10"));
  EXPECT_EQ(after.covers[0].ends, day("2025-02-09"));
  EXPECT_EQ(after.covers[0].receipt_id, receipt);
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(events("CoverStarted"), "1");
}

TEST_F(OnContribution, TwiceIsOnce) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(hear(received(member)));
  ASSERT_TRUE(hear(received(member)));
  EXPECT_EQ(stored(member).covers.size(), 1U);
  EXPECT_EQ(stored(member).version, 2);
  EXPECT_EQ(events("CoverStarted"), "1");
}

TEST_F(OnContribution, AReversalEndsTheCoverOnce) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(hear(received(member)));
  ASSERT_TRUE(hear(reversed(member)));
  ASSERT_TRUE(hear(reversed(member)));
  const Member after = stored(member);
  ASSERT_EQ(after.covers.size(), 1U);
  EXPECT_EQ(after.covers[0].state, CoverState::ended);
  EXPECT_EQ(after.covers[0].ended_reason, "contribution_reversed");
  EXPECT_EQ(after.version, 3);
  EXPECT_EQ(events("CoverEnded"), "1");
  EXPECT_EQ(value("select count(*) from enrolment.contribution_reversal"), "1");
}

TEST_F(OnContribution, ARefundOfAllOfItEndsTheCoverAndOneOfAPartDoesNot) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(hear(received(member)));
  contributions::v1::RefundApproved event;
  event.set_receipt_id(receipt);
  event.set_member_id(member.id.text());
  event.set_approved_on("2024-06-20");
  const auto hear_refund = [&] {
    return db::in_transaction(
        pool, [&](db::Transaction& tx) { return on_refund_approved(tx, occasion(), event); });
  };
  ASSERT_TRUE(hear_refund());
  EXPECT_EQ(stored(member).covers[0].state, CoverState::standing);
  event.set_ends_cover(true);
  ASSERT_TRUE(hear_refund());
  ASSERT_TRUE(hear_refund());
  EXPECT_EQ(stored(member).covers[0].state, CoverState::ended);
  EXPECT_EQ(events("CoverEnded"), "1");
}

TEST_F(OnContribution, AReversalThatIsHeardFirstComesToTheSame) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(hear(reversed(member)));
  ASSERT_TRUE(hear(received(member)));
  const Member after = stored(member);
  ASSERT_EQ(after.covers.size(), 1U);
  EXPECT_EQ(after.covers[0].state, CoverState::ended);
  EXPECT_EQ(after.covers[0].ended, day("2024-06-20"));
  ASSERT_TRUE(hear(received(member)));
  EXPECT_EQ(stored(member).version, after.version);
}

TEST_F(OnContribution, FollowsAMergedMember) {
  const Member a = enrolled(domestic_worker("P0000001"));
  const auto b = enrol(domestic_worker("P0000002"));
  ASSERT_TRUE(db::in_transaction(pool, [&](db::Transaction& tx) {
    return decide_identity_review(tx, occasion(), {b->open_reviews[0], a.id, "one person"});
  }));
  ASSERT_TRUE(hear(received(b->member)));
  EXPECT_EQ(stored(a).covers.size(), 1U);
  ASSERT_TRUE(hear(reversed(b->member)));
  EXPECT_EQ(stored(a).covers[0].state, CoverState::ended);
}

TEST_F(OnContribution, RefusesWhatItCannotReadOrDoesNotKnow) {
  const Member member = enrolled(domestic_worker());
  auto event = received(member, "yesterday");
  EXPECT_EQ(hear(event).error().fields[0].pointer, "/paid");
  event = received(member);
  event.set_scheme("unheard_of");
  EXPECT_EQ(hear(event).error().fields[0].pointer, "/scheme");
  event = received(member);
  event.set_member_id(new_uuid(test::noon()));
  EXPECT_EQ(hear(event).error().code, "member_not_found");
}

}  // namespace
}  // namespace haven::enrolment
