#include "services/recoveries/domain/receivable.hpp"

#include <gtest/gtest.h>

#include "services/recoveries/domain/reduction.hpp"
#include "services/recoveries/domain/reference.hpp"
#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

TEST(Receivable, NamesOfStatesAndKindsAreReadBack) {
  for (const auto state : {State::open, State::demanded, State::overdue, State::bond_called,
                           State::settled, State::written_off, State::withdrawn}) {
    EXPECT_EQ(state_from(name_of(state)), state);
  }
  for (const auto kind : {Kind::insurer_share, Kind::overpayment, Kind::agency_share}) {
    EXPECT_EQ(kind_from(name_of(kind)), kind);
  }
  EXPECT_EQ(state_from("paid"), std::nullopt);
  EXPECT_EQ(kind_from(""), std::nullopt);
}

TEST(Receivable, WhatHasEndedIsOpenedOnlyWhenWhatHadPaidItIsUndone) {
  EXPECT_TRUE(can_move(State::settled, State::demanded));
  EXPECT_TRUE(can_move(State::written_off, State::demanded));
  EXPECT_FALSE(can_move(State::withdrawn, State::demanded));
  EXPECT_FALSE(can_move(State::settled, State::open));
  EXPECT_FALSE(can_move(State::settled, State::written_off));
  EXPECT_FALSE(can_move(State::withdrawn, State::settled));
  EXPECT_FALSE(can_move(State::written_off, State::settled));
  EXPECT_FALSE(can_move(State::open, State::bond_called));
  EXPECT_FALSE(can_move(State::demanded, State::bond_called));
}

TEST(Pay, InPartLeavesTheRest) {
  const auto paid = pay(share_of_100(), How::paid, usd(99'99));
  EXPECT_EQ(paid.reductions, (std::vector<Reduction>{{How::paid, usd(99'99), usd(1)}}));
  EXPECT_EQ(paid.after.state, State::demanded);
  EXPECT_EQ(paid.credit, usd(0));
}

TEST(Pay, InFullSettlesIt) {
  const auto paid = pay(share_of_100(), How::paid, usd(100'00));
  EXPECT_EQ(paid.after.state, State::settled);
  EXPECT_EQ(paid.after.left(), usd(0));
  EXPECT_EQ(paid.credit, usd(0));
}

TEST(Pay, MoreThanIsOwedIsTheDebtorsCredit) {
  const auto paid = pay(share_of_100(), How::paid, usd(100'01));
  EXPECT_EQ(paid.after.state, State::settled);
  EXPECT_EQ(paid.after.paid, usd(100'00));
  EXPECT_EQ(paid.credit, usd(1));
  const auto again = pay(paid.after, How::paid, usd(5));
  EXPECT_TRUE(again.reductions.empty());
  EXPECT_EQ(again.after.credit, usd(6));
}

TEST(Pay, RevivesWhatWasWrittenOffAsFarAsItReaches) {
  const auto written = write_off(share_of_100(), usd(100'00));
  ASSERT_TRUE(written);
  EXPECT_EQ(written->after.state, State::written_off);

  const auto part = pay(written->after, How::paid, usd(30'00));
  EXPECT_TRUE(part.reductions.empty());
  EXPECT_EQ(part.revived, usd(30'00));
  EXPECT_EQ(part.after.state, State::written_off);

  const auto rest = pay(part.after, How::set_off, usd(70'01));
  EXPECT_EQ(rest.revived, usd(70'00));
  EXPECT_EQ(rest.credit, usd(1));
  EXPECT_EQ(rest.after.written_off, usd(100'00));
}

TEST(Pay, FirstPaysWhatIsLeftAndOnlyThenWhatWasWrittenOff) {
  const auto written = write_off(share_of_100(), usd(40'00));
  const auto paid = pay(written->after, How::paid, usd(60'00));
  EXPECT_EQ(paid.reductions.size(), 1U);
  EXPECT_EQ(paid.revived, usd(0));
  EXPECT_EQ(paid.after.state, State::written_off);
  EXPECT_EQ(pay(written->after, How::paid, usd(60'01)).revived, usd(1));
}

TEST(WriteOff, IsAtMostWhatIsLeft) {
  EXPECT_TRUE(write_off(share_of_100(), usd(100'00)));
  const auto refused = write_off(share_of_100(), usd(100'01));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "more_than_is_left");
}

TEST(Withdraw, TakesAtMostWhatIsLeftAndEndsWithoutPayment) {
  const auto whole = withdraw(share_of_100(), usd(500'00));
  EXPECT_EQ(whole.after.state, State::withdrawn);
  EXPECT_EQ(whole.after.withdrawn, usd(100'00));
  const auto part = withdraw(pay(share_of_100(), How::paid, usd(1)).after, usd(500'00));
  EXPECT_EQ(part.after.state, State::settled);
  EXPECT_TRUE(withdraw(whole.after, usd(1)).reductions.empty());
}

TEST(HowOfALine, TheGuarantorPaysOnceTheBondWasCalled) {
  Receivable share = share_of_100();
  EXPECT_EQ(how_of_a_line(share), How::paid);
  share.state = State::bond_called;
  EXPECT_EQ(how_of_a_line(share), How::bond);
}

TEST(Reference, IsTheSameForTheSameReceivableAndPassesItsCheck) {
  const ReceivableId id{named_uuid("a")};
  EXPECT_EQ(reference_of(id), reference_of(id));
  EXPECT_NE(reference_of(id), reference_of(ReceivableId{named_uuid("b")}));
  EXPECT_EQ(reference_of(id).size(), 13U);
  EXPECT_TRUE(is_reference(reference_of(id)));
}

TEST(Reference, FindsEveryWrongCharacterAndEveryTwoThatChangedPlaces) {
  const std::string right = reference_of(ReceivableId{named_uuid("a")});
  for (std::size_t at = 2; at < right.size(); ++at) {
    for (const char c : std::string{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
      std::string wrong = right;
      wrong[at] = c;
      EXPECT_EQ(is_reference(wrong), wrong == right) << wrong;
    }
    if (at + 1 == right.size() || right[at] == right[at + 1]) continue;
    std::string swapped = right;
    std::swap(swapped[at], swapped[at + 1]);
    EXPECT_FALSE(is_reference(swapped)) << swapped;
  }
}

TEST(Reference, IsFoundWhateverStandsAroundIt) {
  const std::string one = reference_of(ReceivableId{named_uuid("a")});
  const std::string two = reference_of(ReceivableId{named_uuid("b")});
  EXPECT_EQ(references_in("Settlement " + one + ", thanks"), std::vector{one});
  EXPECT_EQ(references_in(one.substr(0, 4) + " " + one.substr(4)), std::vector{one});
  EXPECT_EQ(references_in(one + "/" + two + "/" + one), (std::vector{one, two}));
  EXPECT_TRUE(references_in("HR and nothing else of ours").empty());
  EXPECT_TRUE(references_in("").empty());
  std::string lower = one;
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  EXPECT_EQ(references_in(lower), std::vector{one});
}

}  // namespace
}  // namespace haven::recoveries
