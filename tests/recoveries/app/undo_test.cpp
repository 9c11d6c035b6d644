// What had paid a debt and does not any more: an award is withdrawn of which a part had been kept
// back, or the payment comes back of which too much was paid.
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct SetOffUndone : testing::Test {
  Desk desk;
  ReceivableId o = Desk::debt("o");
  void SetUp() override { ASSERT_TRUE(desk.hear_overpaid("o", 80'00)); }
  void set_off(const std::string& name, std::int64_t minor) {
    ASSERT_TRUE(desk.hear_set_off(name, minor, o));
  }
  void undo(const std::string& name, std::int64_t minor) {
    ASSERT_TRUE(desk.hear_set_off_undone(name, minor, o));
  }
};

TEST_F(SetOffUndone, APartIsOwedAgainOnce) {
  set_off("s", 30'00);
  undo("s", 30'00);
  undo("s", 30'00);
  set_off("s", 30'00);
  EXPECT_EQ(desk.left_of(o), 80'00);
  EXPECT_EQ(desk.said("ReductionUndone"), "1");
  EXPECT_EQ(desk.value("select reduction_id::text from recoveries.undoing"), named_uuid("s"));
}

TEST_F(SetOffUndone, AndNothingOfOthers) {
  set_off("s", 30'00);
  set_off("t", 20'00);
  undo("s", 30'00);
  EXPECT_EQ(desk.left_of(o), 60'00);
}

TEST_F(SetOffUndone, ADebtThatWasSettledIsDemandedAgain) {
  set_off("s", 80'00);
  EXPECT_EQ(desk.state_of(o), "settled");
  desk.today = day("2024-09-01");
  undo("s", 80'00);
  const Receivable debt = desk.look(o);
  EXPECT_EQ(debt.state, State::demanded);
  EXPECT_EQ(debt.left(), usd(80'00));
  EXPECT_EQ(debt.due, day("2024-10-01"));
  EXPECT_EQ(desk.notices(), "demand demand");
}

TEST_F(SetOffUndone, WhatMayBeSetOffRisesAgain) {
  ASSERT_TRUE(desk.agree_as("ana", desk.set_off(o, 20)->id));
  set_off("s", 80'00);
  undo("s", 80'00);
  EXPECT_EQ(desk.look(o).set_off_version, 3);
  EXPECT_EQ(desk.said("SetOffAgreed"), "3");
}

TEST_F(SetOffUndone, APlanEndsWithWhatItWasAgreedAbout) {
  ASSERT_TRUE(desk.plan(o, 20'00, "2024-06-10"));
  set_off("s", 60'00);
  EXPECT_EQ(desk.look(o).due, day("2024-09-10"));
  undo("s", 60'00);
  EXPECT_EQ(desk.value("select count(*) from recoveries.plan where is_latest"), "0");
  EXPECT_TRUE(desk.plan(o, 20'00, "2024-06-10"));
}

TEST_F(SetOffUndone, WhatItBroughtBeyondIsNoCreditAndOtherCreditPays) {
  set_off("s", 60'00);
  ASSERT_TRUE(desk.hear_assigned("l", 50'00, o));
  set_off("t", 5'00);
  EXPECT_EQ(desk.look(o).credit, usd(35'00));
  undo("t", 5'00);
  EXPECT_EQ(desk.look(o).credit, usd(30'00));
  undo("s", 60'00);
  EXPECT_EQ(desk.look(o).credit, usd(0));
  EXPECT_EQ(desk.left_of(o), 30'00);
  EXPECT_EQ(desk.value("select sum(amount_minor) from recoveries.reduction where line_id is not "
                       "null"),
            "5000");
}

TEST_F(SetOffUndone, WhatItRevivedIsWrittenOffAsBefore) {
  desk.by = "carla";
  ASSERT_TRUE(desk.agree_as("ana", desk.write_off(o, 30'00)->id));
  set_off("s", 60'00);
  EXPECT_EQ(desk.look(o).revived, usd(10'00));
  undo("s", 60'00);
  const Receivable debt = desk.look(o);
  EXPECT_EQ(debt.revived, usd(0));
  EXPECT_EQ(debt.written_off, usd(30'00));
  EXPECT_EQ(debt.left(), usd(50'00));
  EXPECT_EQ(desk.value("select state from recoveries.receivable where cause like 'revived/%'"),
            "withdrawn");
}

TEST_F(SetOffUndone, ThatWasNeverCountedChangesNothing) {
  undo("s", 60'00);
  EXPECT_EQ(desk.left_of(o), 80'00);
  EXPECT_EQ(desk.said("ReductionUndone"), "0");
  EXPECT_TRUE(desk.hear_set_off_undone("s", 1, ReceivableId{named_uuid("none")}));
}

struct CameBack : testing::Test {
  Desk desk;
  ReceivableId o = Desk::debt("o");
};

TEST_F(CameBack, BeforeItWasDemanded) {
  desk.terms.overpayments.clock.demand_after_days = 5;
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "open");
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
  EXPECT_EQ(desk.look(o).doubt, std::nullopt);
  desk.today = day("2024-06-20");
  desk.sweep();
  EXPECT_EQ(desk.notices(), "");
  EXPECT_EQ(desk.said("ReceivableReduced"), "1");
}

TEST_F(CameBack, AfterItWasDemanded) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "demanded");
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
}

TEST_F(CameBack, AfterAPartWasPaidBackThatPartIsThePayees) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  const Receivable debt = desk.look(o);
  EXPECT_EQ(debt.state, State::withdrawn);
  EXPECT_EQ(debt.credit, usd(30'00));
  EXPECT_EQ(debt.doubt, "payee_is_owed_after_the_return");
  EXPECT_EQ(desk.said("ReductionUndone"), "1");
}

TEST_F(CameBack, AfterAllWasPaidBack) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_assigned("l", 80'00, o));
  EXPECT_EQ(desk.state_of(o), "settled");
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
  EXPECT_EQ(desk.look(o).credit, usd(80'00));
}

// The rest of the payment was rightly paid, and has come back as well.
TEST_F(CameBack, WithMoreThanWasOverpaidAPersonMustLook) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_returned("o", 80'01));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
  EXPECT_EQ(desk.look(o).doubt, "payee_is_owed_after_the_return");
}

TEST_F(CameBack, BeforeTheOverpaymentWasToldOfNobodyIsToldToPay) {
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
  EXPECT_EQ(desk.notices(), "");
  EXPECT_EQ(desk.said("ReceivableRaised"), "1");
  EXPECT_EQ(desk.said("ReceivableReduced"), "1");
}

TEST_F(CameBack, AndWasPaidAgainTheOverpaymentStands) {
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  ASSERT_TRUE(desk.hear_settled("o", 80'00, 1));  // heard again: the attempt that came back
  ASSERT_TRUE(desk.hear_settled("o", 80'00, 2));
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  EXPECT_EQ(desk.left_of(o), 80'00);
  ASSERT_TRUE(desk.hear_returned("o", 80'00, 2));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
}

TEST_F(CameBack, BeforeItWasSettledNobodyHadIt) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_returned("o", 80'00, 1, false));
  EXPECT_EQ(desk.left_of(o), 80'00);
}

TEST_F(CameBack, OnlyItsOwnPayeesDebtFalls) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00, {"wife", "son"}));
  ASSERT_TRUE(desk.hear_overpaid("p", 80'00));
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
  EXPECT_EQ(desk.left_of(Desk::debt("o", "son")), 80'00);
  EXPECT_EQ(desk.left_of(Desk::debt("p")), 80'00);
}

TEST_F(CameBack, AndTheSetOffThatHadPaidItIsUndoneAsWell) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  ASSERT_TRUE(desk.hear_set_off("s", 30'00, o));
  ASSERT_TRUE(desk.hear_returned("o", 80'00));
  EXPECT_EQ(desk.look(o).credit, usd(30'00));
  ASSERT_TRUE(desk.hear_set_off_undone("s", 30'00, o));
  EXPECT_EQ(desk.look(o).credit, usd(0));
  EXPECT_EQ(desk.state_of(o), "withdrawn");
}

}  // namespace
}  // namespace haven::recoveries
