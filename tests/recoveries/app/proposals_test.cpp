// What takes more than one person, plans, and clocks.
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct Proposals : testing::Test {
  Desk desk;
  ReceivableId a = Desk::share("a");
  ReceivableId o = Desk::debt("o");
  void SetUp() override {
    ASSERT_TRUE(desk.hear_short("a", 100'00));
    ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  }
};

TEST_F(Proposals, AnAdvanceIsSaidWhenTheSecondPersonAgrees) {
  const auto proposal = desk.advance(a);
  ASSERT_TRUE(proposal);
  EXPECT_EQ(proposal->amount, usd(100'00));
  EXPECT_EQ(code_of(desk.advance(a)), "one_proposal_of_a_kind_waits");
  EXPECT_EQ(desk.said("AdvanceApproved"), "0");
  ASSERT_TRUE(desk.agree_as("ana", proposal->id));
  EXPECT_EQ(desk.said("AdvanceApproved"), "1");
  EXPECT_EQ(desk.look(a).lender, "welfare");
  EXPECT_EQ(code_of(desk.agree_as("ben", proposal->id)), "proposal_ended");
  EXPECT_EQ(code_of(desk.advance(a)), "advanced_once");
}

TEST_F(Proposals, AnAdvanceIsOfWhatIsLeftWhenItIsAgreed) {
  const auto proposal = desk.advance(a);
  ASSERT_TRUE(desk.hear_assigned("l", 1, a));
  EXPECT_EQ(code_of(desk.agree_as("ana", proposal->id)), "what_is_left_has_changed");
  EXPECT_EQ(code_of(desk.decline_as("zoe", proposal->id, false)), "declined_by_an_approver");
  ASSERT_TRUE(desk.decline_as("carla", proposal->id, false));
  const auto anew = desk.advance(a);
  ASSERT_TRUE(anew);
  EXPECT_EQ(anew->amount, usd(99'99));
  EXPECT_TRUE(desk.agree_as("ana", anew->id));
}

TEST_F(Proposals, TheLenderIsAnotherPurse) {
  const auto refused = desk.run([&](auto& tx, const Occasion& now) {
    return propose_advance(tx, now, {a, "why"}, "float");
  });
  EXPECT_EQ(code_of(refused), "invalid_field");
}

TEST_F(Proposals, AWriteOffTakesAsManyPeopleAsItsBandSays) {
  const auto small = desk.write_off(o, 50'00);
  ASSERT_TRUE(small);
  EXPECT_EQ(small->people, 2);
  ASSERT_TRUE(desk.agree_as("ana", small->id));
  EXPECT_EQ(desk.left_of(o), 30'00);
  const auto rest = desk.write_off(o, 30'00);
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->people, 3);
  ASSERT_TRUE(desk.agree_as("ana", rest->id));
  EXPECT_EQ(desk.left_of(o), 30'00);
  EXPECT_EQ(code_of(desk.agree_as("ana", rest->id)), "nobody_agrees_twice");
  ASSERT_TRUE(desk.agree_as("ben", rest->id));
  EXPECT_EQ(desk.state_of(o), "written_off");
}

TEST_F(Proposals, MoneyThatComesLaterRevivesWhatWasWrittenOff) {
  const auto all = desk.write_off(o, 80'00);
  ASSERT_TRUE(desk.agree_as("ana", all->id));
  ASSERT_TRUE(desk.agree_as("ben", all->id));
  ASSERT_TRUE(desk.hear_assigned("l", 81'00, o));
  ASSERT_TRUE(desk.hear_assigned("l", 81'00, o));
  EXPECT_EQ(desk.state_of(o), "written_off");
  EXPECT_EQ(desk.look(o).revived, usd(80'00));
  EXPECT_EQ(desk.look(o).credit, usd(1'00));
  EXPECT_EQ(desk.value("select state || ' ' || amount_minor from recoveries.receivable "
                       "where cause like 'revived/%'"),
            "settled 8000");
  EXPECT_EQ(desk.said("ReceivableRaised"), "3");
  EXPECT_EQ(desk.said("ReceivableReduced"), "2");
}

TEST_F(Proposals, ASetOffOfWhatWasWrittenOffIsTakenOnce) {
  const auto all = desk.write_off(o, 50'00);
  ASSERT_TRUE(desk.agree_as("ana", all->id));
  ASSERT_TRUE(desk.hear_set_off("s", 40'00, o));
  ASSERT_TRUE(desk.hear_set_off("t", 20'00, o));
  ASSERT_TRUE(desk.hear_set_off("t", 20'00, o));
  EXPECT_EQ(desk.look(o).revived, usd(30'00));
  EXPECT_EQ(desk.said("ReceivableReduced"), "4");
  EXPECT_EQ(desk.value("select count(*) from recoveries.reduction where reduction_id = '" +
                       named_uuid("s") + "'"),
            "1");
}

TEST_F(Proposals, ASetOffIsSaidAgainWithWhatIsLeft) {
  EXPECT_EQ(code_of(desk.set_off(o, 26)), "invalid_field");
  const auto proposal = desk.set_off(o, 25);
  ASSERT_TRUE(desk.agree_as("ana", proposal->id));
  EXPECT_EQ(desk.said("SetOffAgreed"), "1");
  ASSERT_TRUE(desk.hear_set_off("s", 20'00, o));
  ASSERT_TRUE(desk.hear_assigned("l", 60'00, o));
  EXPECT_EQ(desk.said("SetOffAgreed"), "3");
  EXPECT_EQ(desk.look(o).set_off_version, 3);
  ASSERT_TRUE(desk.hear_assigned("m", 1'00, o));  // a credit changes nothing that is left
  EXPECT_EQ(desk.said("SetOffAgreed"), "3");
}

TEST_F(Proposals, ABondIsCalledAfterItsClockAndOnceForAReceivable) {
  desk.today = day("2024-06-15");
  desk.sweep();
  EXPECT_EQ(code_of(desk.bond_call(a, 100'00)), "bond_is_not_callable_yet");
  desk.today = day("2024-06-16");
  const auto proposal = desk.bond_call(a, 90'00);
  ASSERT_TRUE(proposal);
  ASSERT_TRUE(desk.agree_as("ana", proposal->id));
  EXPECT_EQ(desk.state_of(a), "bond_called");
  EXPECT_EQ(code_of(desk.bond_call(a, 10'00)), "called_once");
}

TEST_F(Proposals, TheBondIsForTheWholeClaim) {
  ASSERT_TRUE(desk.hear_short("b", 450'00));
  desk.today = day("2024-06-16");
  desk.sweep();
  const auto one = desk.bond_call(a, 100'00);
  const auto two = desk.bond_call(Desk::share("b"), 450'00);
  ASSERT_TRUE(one && two);
  ASSERT_TRUE(desk.agree_as("ana", one->id));
  EXPECT_EQ(code_of(desk.agree_as("ana", two->id)), "invalid_field");
  ASSERT_TRUE(desk.decline_as("ana", two->id, true));
  EXPECT_EQ(code_of(desk.bond_call(Desk::share("b"), 400'01)), "invalid_field");
  const auto rest = desk.bond_call(Desk::share("b"), 400'00);
  ASSERT_TRUE(rest);
  EXPECT_TRUE(desk.agree_as("ana", rest->id));
}

TEST_F(Proposals, APlanMovesTheLastDayAndABrokenOneIsOverdue) {
  ASSERT_TRUE(desk.plan(o, 40'00, "2024-06-15"));
  EXPECT_EQ(desk.look(o).due, day("2024-06-15"));
  desk.today = day("2024-06-15");
  desk.sweep();
  EXPECT_EQ(desk.state_of(o), "demanded");
  desk.today = day("2024-06-16");
  desk.sweep();
  EXPECT_EQ(desk.state_of(o), "overdue");
  ASSERT_TRUE(desk.hear_assigned("l", 39'99, o));
  EXPECT_EQ(desk.state_of(o), "overdue");
  ASSERT_TRUE(desk.hear_assigned("m", 1, o));
  EXPECT_EQ(desk.state_of(o), "demanded");
  EXPECT_EQ(desk.look(o).due, day("2024-07-15"));
  ASSERT_TRUE(desk.plan(o, 20'00, "2024-08-01"));
  EXPECT_EQ(desk.look(o).due, day("2024-08-01"));
  EXPECT_EQ(desk.value("select count(*) || ' ' || count(*) filter (where is_latest) "
                       "from recoveries.plan"),
            "2 1");
}

TEST_F(Proposals, TheSweepDemandsRemindsAndFindsOverdue) {
  EXPECT_EQ(desk.sweep(), 0U);
  desk.today = day("2024-06-08");
  EXPECT_EQ(desk.sweep(), 1U);
  EXPECT_EQ(desk.sweep(), 0U);
  EXPECT_EQ(desk.value("select string_agg(what, ' ' order by number) from recoveries.notice "
                       "where receivable_id = '" +
                       a.text() + "'"),
            "demand reminder");
  desk.today = day("2024-06-11");
  EXPECT_EQ(desk.sweep(), 0U);
  desk.today = day("2024-06-12");
  EXPECT_EQ(desk.sweep(), 1U);
  EXPECT_EQ(desk.state_of(a), "overdue");
}

}  // namespace
}  // namespace haven::recoveries
