// The payment comes back of which too much was paid, after the debt had been written off: nobody
// owes that any more, and money that still comes for it is the payee's.
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

constexpr const char* owed_to_payee = "payee_is_owed_after_the_return";

struct CameBackWrittenOff : testing::Test {
  Desk desk;
  ReceivableId o = Desk::debt("o");
  void SetUp() override { ASSERT_TRUE(desk.hear_overpaid("o", 30'00)); }
  void write_off(std::int64_t minor) {
    ASSERT_TRUE(desk.agree_as("ana", desk.write_off(o, minor)->id));
  }
  std::string raised() { return desk.said("ReceivableRaised"); }
};

TEST_F(CameBackWrittenOff, MoneyForItIsThePayees) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 100'00));
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  const Receivable debt = desk.look(o);
  EXPECT_EQ(debt.revived, usd(0));
  EXPECT_EQ(debt.credit, usd(30'00));
  EXPECT_EQ(debt.doubt, owed_to_payee);
  EXPECT_EQ(debt.state, State::written_off);
  EXPECT_EQ(raised(), "1");
}

// What was rightly paid of it has come back as well, and is owed to the payee now.
TEST_F(CameBackWrittenOff, WithMoreThanWasOverpaidAPersonMustLook) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 30'01));
  const Receivable debt = desk.look(o);
  EXPECT_EQ(debt.doubt, owed_to_payee);
  EXPECT_EQ(debt.state, State::written_off);
  EXPECT_EQ(debt.written_off, usd(30'00));
  EXPECT_EQ(desk.said("ReceivableReduced"), "1");  // the write-off
}

TEST_F(CameBackWrittenOff, ASecondTimeTheDoubtIsNotSavedAgain) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 100'00));
  const auto version = desk.look(o).version;
  ASSERT_TRUE(desk.hear_returned("o", 100'00, 2));
  EXPECT_EQ(desk.look(o).version, version);
}

TEST_F(CameBackWrittenOff, OfExactlyWhatWasOverpaidOnlyTheMoneyMakesTheDoubt) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 30'00));
  EXPECT_EQ(desk.look(o).doubt, std::nullopt);
  ASSERT_TRUE(desk.hear_assigned("l", 1, o));
  EXPECT_EQ(desk.look(o).credit, usd(1));
  EXPECT_EQ(desk.look(o).doubt, owed_to_payee);
}

TEST_F(CameBackWrittenOff, APartOfItLeavesTheRestToBeRevived) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 20'00));
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  EXPECT_EQ(desk.look(o).revived, usd(10'00));
  EXPECT_EQ(desk.look(o).credit, usd(20'00));
  EXPECT_EQ(raised(), "2");
}

TEST_F(CameBackWrittenOff, InPartTheRestIsWithdrawnAndMoneyIsThePayees) {
  write_off(10'00);
  ASSERT_TRUE(desk.hear_returned("o", 30'00));
  EXPECT_EQ(desk.look(o).withdrawn, usd(20'00));
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  EXPECT_EQ(desk.look(o).revived, usd(0));
  EXPECT_EQ(desk.look(o).credit, usd(30'00));
  EXPECT_EQ(desk.look(o).doubt, owed_to_payee);
}

TEST_F(CameBackWrittenOff, WhatIsSetOffForItIsThePayeesUntilThatIsUndone) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 30'00));
  ASSERT_TRUE(desk.hear_set_off("s", 30'00, o));
  ASSERT_TRUE(desk.hear_set_off("s", 30'00, o));
  EXPECT_EQ(desk.look(o).credit, usd(30'00));
  ASSERT_TRUE(desk.hear_set_off_undone("s", 30'00, o));
  EXPECT_EQ(desk.look(o).credit, usd(0));
  EXPECT_EQ(desk.state_of(o), "written_off");
}

TEST_F(CameBackWrittenOff, AndPaidAgainMoneyRevivesIt) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_returned("o", 100'00));
  ASSERT_TRUE(desk.hear_settled("o", 100'00, 2));
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  EXPECT_EQ(desk.look(o).revived, usd(30'00));
  EXPECT_EQ(desk.look(o).credit, usd(0));
}

TEST_F(CameBackWrittenOff, AfterItWasRevivedThatFallsAway) {
  write_off(30'00);
  ASSERT_TRUE(desk.hear_assigned("l", 30'00, o));
  ASSERT_TRUE(desk.hear_returned("o", 30'00));
  EXPECT_EQ(desk.value("select state || ' ' || credit_minor || ' ' || doubt "
                       "from recoveries.receivable where cause like 'revived/%'"),
            "withdrawn 3000 payee_is_owed_after_the_return");
}

}  // namespace
}  // namespace haven::recoveries
