#include <gtest/gtest.h>

#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

TEST(PlanPayments, IsHeldUntilTheFamilyNamesAnAccount) {
  Desk desk;
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(desk.account("a", desk.maria));
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_EQ(desk.attempts("a")[0].account, desk.maria);
}

TEST(PlanPayments, TwiceMakesOnePayment) {
  Desk desk;
  desk.payable("a", 100);
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  EXPECT_EQ(test::value(desk.database, "select count(*) from disbursement.payment"), "1");
}

TEST(PlanPayments, KnowsMemberAndInstalment) {
  Desk desk;
  ASSERT_TRUE(desk.plan(Desk::reserved("once", 100)));
  EXPECT_EQ(desk.attempts("once")[0].instalment, 1);
  EXPECT_EQ(desk.attempts("once")[0].member.text(), named_uuid("member of once"));
  auto third = Desk::reserved("pension", 100);
  third.mutable_award()->set_instalment(3);
  ASSERT_TRUE(desk.plan(third));
  const auto id = payment_id_of(EntitlementId{named_uuid("pension")}, "wife", 3);
  const auto planned =
      desk.run([&](db::Transaction& tx) { return store::find_attempts(tx, "owwa", id); });
  ASSERT_EQ(planned.size(), 1U);
  EXPECT_EQ(planned[0].instalment, 3);
}

TEST(PlanPayments, RefusesADecisionThatNobodyElseApproved) {
  Desk desk;
  auto funds = Desk::reserved("a", 100);
  funds.mutable_award()->set_approved_by("dan");
  EXPECT_EQ(desk.plan(funds).error().code, "decision_approved_by_another_person");
}

TEST(TakeAccounts, OlderNewsChangesNothing) {
  Desk desk;
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  ASSERT_TRUE(desk.account("a", desk.maria, test::noon()));
  ASSERT_TRUE(desk.account("a", {"Old", "OLD", "1"}, test::noon() - std::chrono::seconds{1}));
  EXPECT_EQ(desk.attempts("a")[0].account, desk.maria);
}

TEST(TakeAccounts, TakesAPaymentOutOfABatchThatApprovedAnotherAccount) {
  Desk desk;
  desk.payable("a", 100);
  desk.payable("b", 50);
  const auto batch = desk.batch(2, 150);
  ASSERT_TRUE(batch);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.state_of("a"), "payable");
  const auto released = desk.release(batch->id);
  ASSERT_TRUE(released);
  EXPECT_EQ(released->released_count, 1);
  EXPECT_EQ(released->released_total, money(50, "PHP"));
  EXPECT_EQ(test::value(desk.database,
                        "select string_agg(result, ' ' order by result) "
                        "from disbursement.batch_line"),
            "account_changed released");
}

TEST(TakeAccounts, LeavesWhatIsWithTheBank) {
  Desk desk;
  desk.payable("a", 100);
  desk.send(1, 100);
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.attempts("a")[0].account, desk.maria);
}

TEST(CancelPayments, OnlyWhatHasNotLeft) {
  Desk desk;
  desk.payable("sent", 100);
  desk.send(1, 100);
  desk.payable("batched", 50);
  ASSERT_TRUE(desk.batch(1, 50));
  ASSERT_TRUE(desk.plan(Desk::reserved("held", 10)));
  for (const char* name : {"sent", "batched", "held"}) ASSERT_TRUE(desk.withdraw(name));
  EXPECT_EQ(desk.state_of("sent"), "released");
  EXPECT_EQ(desk.state_of("batched"), "cancelled");
  EXPECT_EQ(desk.state_of("held"), "cancelled");
}

TEST(CancelPayments, HeardBeforeTheFundsMakesCancelledPayments) {
  Desk desk;
  ASSERT_TRUE(desk.withdraw("a"));
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "cancelled");
}

}  // namespace
}  // namespace haven::disbursement
