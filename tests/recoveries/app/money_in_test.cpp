// Lines of statements, set-offs and what insurers tell.
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct MoneyIn : testing::Test {
  Desk desk;
  ReceivableId a = Desk::share("a");
  void SetUp() override { ASSERT_TRUE(desk.hear_short("a", 100'00)); }
};

TEST_F(MoneyIn, ALineIsMatchedByItsReference) {
  const std::string reference = desk.look(a).reference;
  ASSERT_TRUE(desk.hear_line("l", 40'00, {"NOTPROVIDED", "for " + reference}));
  ASSERT_TRUE(desk.hear_line("l", 40'00, {"NOTPROVIDED", "for " + reference}));
  EXPECT_EQ(desk.said("ReceivableMatched"), "1");
  EXPECT_EQ(desk.value("select reason from recoveries.bank_line"), "reference");
  EXPECT_EQ(desk.left_of(a), 100'00);  // nobody has believed it yet
}

TEST_F(MoneyIn, ALineIsMatchedByAmountOnlyWhenOneFits) {
  ASSERT_TRUE(desk.hear_line("more", 100'01));
  EXPECT_EQ(desk.said("ReceivableMatched"), "0");
  ASSERT_TRUE(desk.hear_line("exact", 100'00));
  EXPECT_EQ(desk.said("ReceivableMatched"), "1");
  ASSERT_TRUE(desk.hear_short("b", 100'00));
  ASSERT_TRUE(desk.hear_line("two fit", 100'00));
  EXPECT_EQ(desk.said("ReceivableMatched"), "1");
}

TEST_F(MoneyIn, MoneyThatGoesOutPaysNothing) {
  ASSERT_TRUE(desk.hear_line("l", 100'00, {desk.look(a).reference}, false));
  EXPECT_EQ(desk.value("select count(*) from recoveries.bank_line"), "0");
}

TEST_F(MoneyIn, ALinePaysOnceHoweverOftenItIsTold) {
  ASSERT_TRUE(desk.hear_assigned("l", 40'00, a));
  ASSERT_TRUE(desk.hear_assigned("l", 40'00, a));
  ASSERT_TRUE(desk.hear_line("l", 40'00, {desk.look(a).reference}));
  EXPECT_EQ(desk.left_of(a), 60'00);
  EXPECT_EQ(desk.said("ReceivableReduced"), "1");
  EXPECT_EQ(desk.said("ReceivableMatched"), "0");
}

TEST_F(MoneyIn, PartsAddUpAndTheRestBeyondIsACredit) {
  ASSERT_TRUE(desk.hear_assigned("one", 40'00, a));
  ASSERT_TRUE(desk.hear_assigned("two", 59'99, a));
  EXPECT_EQ(desk.state_of(a), "demanded");
  ASSERT_TRUE(desk.hear_assigned("three", 5'00, a));
  EXPECT_EQ(desk.state_of(a), "settled");
  EXPECT_EQ(desk.look(a).credit, usd(4'99));
  ASSERT_TRUE(desk.hear_assigned("four", 1'00, a));
  EXPECT_EQ(desk.look(a).credit, usd(5'99));
  EXPECT_EQ(desk.value("select sum(amount_minor) from recoveries.credit"), "599");
  EXPECT_EQ(desk.said("ReceivableReduced"), "3");
}

TEST_F(MoneyIn, WhatIsAssignedToOthersPaysNothingHere) {
  ASSERT_TRUE(desk.hear_line("l", 100'00));
  ASSERT_TRUE(desk.hear_assigned("l", 100'00, ReceivableId{named_uuid("deposit")}, "deposit"));
  EXPECT_EQ(desk.value("select state from recoveries.bank_line"), "of_others");
  ASSERT_TRUE(desk.hear_assigned("l", 100'00, a));
  EXPECT_EQ(desk.left_of(a), 100'00);
}

TEST_F(MoneyIn, AnAssignmentThatCannotBeIsRefused) {
  EXPECT_EQ(code_of(desk.hear_assigned("l", 1, ReceivableId{named_uuid("none")})),
            "receivable_unknown");
  EXPECT_EQ(code_of(desk.hear_assigned("l", 1, a, "receivable", "PHP")), "currency_differs");
}

TEST_F(MoneyIn, APersonMatchesWhatNobodyRecognised) {
  EXPECT_EQ(code_of(desk.match(a, "l")), "invalid_field");
  ASSERT_TRUE(desk.hear_line("l", 33'00));
  ASSERT_TRUE(desk.match(a, "l"));
  EXPECT_EQ(desk.value("select reason || ' ' || matched_by from recoveries.bank_line"),
            "by a person carla");
  EXPECT_EQ(code_of(desk.match(a, "l")), "line_is_matched");
  ASSERT_TRUE(desk.hear_assigned("l", 33'00, a));
  EXPECT_EQ(code_of(desk.match(a, "l")), "line_is_matched");
  EXPECT_EQ(desk.left_of(a), 67'00);
}

TEST_F(MoneyIn, TheGuarantorsMoneyIsTheBonds) {
  desk.today = day("2024-06-16");
  desk.sweep();
  ASSERT_TRUE(desk.agree_as("ana", desk.bond_call(a, 100'00)->id));
  ASSERT_TRUE(desk.hear_assigned("l", 100'00, a));
  EXPECT_EQ(desk.value("select how from recoveries.reduction"), "bond");
  EXPECT_EQ(desk.state_of(a), "settled");
}

TEST_F(MoneyIn, ASetOffReducesOnce) {
  ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  const auto id = Desk::debt("o");
  ASSERT_TRUE(desk.hear_set_off("s", 30'00, id));
  ASSERT_TRUE(desk.hear_set_off("s", 30'00, id));
  EXPECT_EQ(desk.left_of(id), 50'00);
  ASSERT_TRUE(desk.hear_set_off("t", 60'00, id));
  EXPECT_EQ(desk.state_of(id), "settled");
  EXPECT_EQ(desk.look(id).credit, usd(10'00));
  EXPECT_EQ(code_of(desk.hear_set_off("u", 1, ReceivableId{named_uuid("none")})),
            "receivable_unknown");
}

TEST_F(MoneyIn, AnInsurersFileIsReconciledLineByLine) {
  const std::string reference = desk.look(a).reference;
  const auto taken = desk.settlement(reference + ",,,60.00,USD,family,2024-05-30\n" +  //
                                     "DTH-1,oci,,40.00,USD,fund,2024-05-31\r\n" +      //
                                     "\n" +                                            //
                                     reference + ",,,60.00,USD,family,2024-05-30\n" +  //
                                     reference + ",,,40.01,USD,family,2024-05-31\n" +  //
                                     "DTH-9,oci,death,1.00,USD,fund,2024-05-31\n" +    //
                                     "nonsense\n");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->settlement.lines, 6);
  EXPECT_EQ(desk.results(), "paid_direct announced told_before amount_differs unknown refused");
  EXPECT_EQ(desk.left_of(a), 40'00);
  EXPECT_EQ(desk.value("select max(line) from recoveries.settlement_line"), "8");
}

TEST_F(MoneyIn, AFileOfTheSameContentIsTakenOnce) {
  const std::string line = desk.look(a).reference + ",,,60.00,USD,family,2024-05-30\n";
  const auto first = desk.settlement(line);
  const auto second = desk.settlement(line);
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(second->was_taken_before);
  EXPECT_EQ(second->settlement.id, first->settlement.id);
  const auto other = desk.settlement(line + "\n");
  ASSERT_TRUE(other);
  EXPECT_EQ(desk.value("select string_agg(result, ' ' order by result) "
                       "from recoveries.settlement_line"),
            "paid_direct told_before");
  EXPECT_EQ(desk.left_of(a), 40'00);
}

TEST_F(MoneyIn, AnInsurerSeesOnlyItsOwnDebts) {
  const auto taken =
      desk.settlement(desk.look(a).reference + ",,,60.00,USD,family,2024-05-30\n", "bare");
  ASSERT_TRUE(taken);
  EXPECT_EQ(desk.results(), "unknown");
  EXPECT_EQ(code_of(desk.settlement("x\n", "nobody")), "invalid_field");
  EXPECT_EQ(code_of(desk.settlement("")), "settlement_empty");
}

TEST_F(MoneyIn, WhatWasPaidTwiceIsForAPerson) {
  const std::string reference = desk.look(a).reference;
  ASSERT_TRUE(desk.settlement(reference + ",,,100.00,USD,family,2024-05-30\n"));
  EXPECT_EQ(desk.state_of(a), "settled");
  ASSERT_TRUE(desk.hear_reserved("a", 100'00));
  EXPECT_EQ(desk.look(a).doubt, "paid_directly_and_by_the_deposit");

  ASSERT_TRUE(desk.hear_short("b", 20'00));
  ASSERT_TRUE(desk.agree_as("ana", desk.advance(Desk::share("b"))->id));
  const std::string other = desk.look(Desk::share("b")).reference;
  ASSERT_TRUE(desk.settlement(other + ",,,20.00,USD,family,2024-05-30\n"));
  EXPECT_EQ(desk.look(Desk::share("b")).doubt, "paid_directly_after_the_advance");
  EXPECT_EQ(desk.left_of(Desk::share("b")), 20'00);
}

}  // namespace
}  // namespace haven::recoveries
