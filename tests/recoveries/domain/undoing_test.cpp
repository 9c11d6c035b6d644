#include "services/recoveries/domain/undoing.hpp"

#include <gtest/gtest.h>

#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

Paying paying(const char* cause, std::int64_t minor, const char* line = "") {
  return {"reduction", cause, line, usd(minor)};
}

Receivable paid(std::int64_t minor) {
  return pay(overpayment_of_100(), How::set_off, usd(minor)).after;
}

TEST(UndoSetOff, WhatItHadPaidIsOwedAgain) {
  const Undone undone = undo_set_off(paid(30'00), {paying("set_off/s", 30'00)}, {}, {});
  EXPECT_EQ(undone.after.left(), usd(100'00));
  EXPECT_EQ(undone.after.state, State::demanded);
  ASSERT_EQ(undone.undoings.size(), 1U);
  EXPECT_EQ(undone.undoings[0].left, usd(100'00));
}

TEST(UndoSetOff, WhatItHadBroughtBeyondIsNoCreditAnyMore) {
  const Receivable debt = paid(110'00);
  EXPECT_EQ(debt.credit, usd(10'00));
  const Undone undone =
      undo_set_off(debt, {paying("set_off/s", 100'00)}, {Credit{"set_off/s", "", usd(10'00)}}, {});
  EXPECT_EQ(undone.after.left(), usd(100'00));
  EXPECT_EQ(undone.after.credit, usd(0));
}

TEST(UndoSetOff, OtherCreditPaysWhatIsOwedAgain) {
  Receivable debt = pay(paid(60'00), How::paid, usd(50'00)).after;
  const Undone undone =
      undo_set_off(debt, {paying("set_off/s", 60'00)}, {}, {Credit{"line/l", "l", usd(10'00)}});
  EXPECT_EQ(undone.after.left(), usd(50'00));
  EXPECT_EQ(undone.after.credit, usd(0));
  ASSERT_EQ(undone.uses.size(), 1U);
  EXPECT_EQ(undone.uses[0].reduction, (Reduction{How::paid, usd(10'00), usd(50'00)}));
}

TEST(UndoSetOff, CreditThatCoversItAllLeavesTheDebtSettled) {
  Receivable debt = pay(paid(20'00), How::paid, usd(110'00)).after;
  const Undone undone =
      undo_set_off(debt, {paying("set_off/s", 20'00)}, {}, {Credit{"line/l", "l", usd(30'00)}});
  EXPECT_EQ(undone.after.state, State::settled);
  EXPECT_EQ(undone.after.credit, usd(10'00));
}

TEST(UndoSetOff, WhatItHadRevivedIsWrittenOffAsBefore) {
  Receivable revived = overpayment_of_100();
  revived = pay(revived, How::set_off, usd(100'00)).after;
  const Undone undone = undo_revived(revived, {paying("revived/set_off/s", 100'00)}, {});
  EXPECT_EQ(undone.after.state, State::withdrawn);
  EXPECT_EQ(undone.withdrawn, (Reduction{How::withdrawn, usd(100'00), usd(0)}));
}

TEST(FallAway, WhatIsLeftIsWithdrawn) {
  const Undone undone = fall_away(overpayment_of_100(), {}, usd(100'00));
  EXPECT_EQ(undone.after.state, State::withdrawn);
  EXPECT_EQ(undone.after.credit, usd(0));
  EXPECT_TRUE(undone.undoings.empty());
}

TEST(FallAway, WhatWasPaidBackIsThePayees) {
  const Undone undone = fall_away(paid(30'00), {paying("line/l", 30'00, "l")}, usd(800'00));
  EXPECT_EQ(undone.after.state, State::withdrawn);
  EXPECT_EQ(undone.after.credit, usd(30'00));
  EXPECT_EQ(undone.withdrawn->amount, usd(100'00));
  ASSERT_EQ(undone.made.size(), 1U);
  EXPECT_EQ(undone.made[0].line, "l");
}

TEST(FallAway, OfADebtThatWasPaidBackInFull) {
  const Undone undone = fall_away(paid(100'00), {paying("line/l", 100'00, "l")}, usd(100'00));
  EXPECT_EQ(undone.after.state, State::withdrawn);
  EXPECT_EQ(undone.after.credit, usd(100'00));
}

TEST(FallAway, TakesWhatIsLeftBeforeWhatWasPaid) {
  const auto gone = [](std::int64_t returned) {
    return fall_away(paid(30'00), {paying("line/l", 30'00, "l")}, usd(returned)).after;
  };
  EXPECT_EQ(gone(70'00).credit, usd(0));
  EXPECT_EQ(gone(70'00).state, State::settled);
  EXPECT_EQ(gone(70'01).credit, usd(1));
  EXPECT_EQ(gone(69'99).left(), usd(1));
}

TEST(FallAway, LeavesWhatWasWrittenOff) {
  const Receivable debt = write_off(overpayment_of_100(), usd(100'00))->after;
  const Undone undone = fall_away(debt, {}, usd(800'00));
  EXPECT_FALSE(undone.withdrawn);
  EXPECT_EQ(undone.after.state, State::written_off);
}

TEST(AfterTheReturn, MoneyForWhatWasWrittenOffIsThePayeesAsFarAsItWasNeverOwed) {
  const Receivable debt = write_off(overpayment_of_100(), usd(100'00))->after;
  const auto taken = [&](std::int64_t returned) {
    return after_the_return(pay(debt, How::paid, usd(60'00)), usd(returned));
  };
  EXPECT_EQ(taken(40'00).revived, usd(60'00));
  EXPECT_EQ(taken(40'00).credit, usd(0));
  EXPECT_EQ(taken(40'00).after.doubt, std::nullopt);
  EXPECT_EQ(taken(40'01).revived, usd(59'99));
  EXPECT_EQ(taken(40'01).credit, usd(1));
  EXPECT_EQ(taken(40'01).after.credit, usd(1));
  EXPECT_EQ(taken(40'01).after.revived, usd(59'99));
  EXPECT_EQ(taken(40'01).after.doubt, "payee_is_owed_after_the_return");
  EXPECT_EQ(taken(800'00).revived, usd(0));
  EXPECT_EQ(taken(800'00).credit, usd(60'00));
}

TEST(AfterTheReturn, WhatWasWithdrawnOrRevivedBeforeCounts) {
  Receivable debt = write_off(overpayment_of_100(), usd(50'00))->after;
  debt = fall_away(debt, {}, usd(80'00)).after;  // 50 withdrawn; 30 of the write-off never owed
  const Reduced first = after_the_return(pay(debt, How::paid, usd(15'00)), usd(80'00));
  EXPECT_EQ(first.revived, usd(15'00));
  const Reduced next = after_the_return(pay(first.after, How::paid, usd(15'00)), usd(80'00));
  EXPECT_EQ(next.revived, usd(5'00));
  EXPECT_EQ(next.credit, usd(10'00));
}

TEST(DoubtAfterReturn, WhenTheFundOwesThePayeeSomethingNow) {
  EXPECT_FALSE(doubt_after_return(usd(100), usd(100), usd(0)));
  EXPECT_TRUE(doubt_after_return(usd(101), usd(100), usd(0)));
  EXPECT_TRUE(doubt_after_return(usd(100), usd(100), usd(1)));
}

}  // namespace
}  // namespace haven::recoveries
