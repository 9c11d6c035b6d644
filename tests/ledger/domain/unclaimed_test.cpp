#include "services/ledger/domain/unclaimed.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

Money php(std::int64_t minor) {
  return money(minor, "PHP");
}

Reservation reserved(std::int64_t amount) {
  Reservation r;
  r.amount = php(amount);
  r.released = r.returned = r.settled = r.voided = php(0);
  r.set_aside = r.unclaimed = r.discharged = php(0);
  return r;
}

Reservation after(const Reservation& r, UnclaimedEvent event, std::int64_t amount) {
  const auto move = move_unclaimed(r, event, php(amount));
  EXPECT_TRUE(move.has_value());
  return move->after;
}

TEST(MoveUnclaimed, KeepsWhatIsReservedAndNotOneUnitMore) {
  EXPECT_EQ(after(reserved(100), UnclaimedEvent::kept, 100).unsent(), php(0));
  EXPECT_EQ(move_unclaimed(reserved(100), UnclaimedEvent::kept, php(101)).error().code,
            "order_exceeds_reservation");
}

TEST(MoveUnclaimed, WhatIsFoundCanBePaid) {
  const Reservation kept = after(reserved(100), UnclaimedEvent::kept, 60);
  EXPECT_FALSE(move_order(kept, OrderEvent::released, php(41)));
  EXPECT_EQ(move_unclaimed(kept, UnclaimedEvent::found, php(61)).error().code,
            "payment_is_not_unclaimed");
  const Reservation found = after(kept, UnclaimedEvent::found, 60);
  EXPECT_TRUE(move_order(found, OrderEvent::released, php(100)));
}

TEST(MoveUnclaimed, EndsAsThePursesOrTheStates) {
  const Reservation kept = after(reserved(100), UnclaimedEvent::kept, 100);
  const Reservation given = after(kept, UnclaimedEvent::back_to_purse, 100);
  EXPECT_EQ(given.state, ReservationState::voided);
  const Reservation handed = after(kept, UnclaimedEvent::to_treasury, 100);
  EXPECT_EQ(handed.state, ReservationState::paid);
  EXPECT_EQ(handed.discharged, php(100));
}

TEST(MoveUnclaimed, OfAWithdrawnAwardIsGivenBackWhenItIsFound) {
  const Reservation kept = withdraw(after(reserved(100), UnclaimedEvent::kept, 60));
  EXPECT_EQ(kept.voided, php(40));
  EXPECT_EQ(kept.state, ReservationState::reserved);
  const auto found = move_unclaimed(kept, UnclaimedEvent::found, php(60));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->voided, php(60));
  EXPECT_EQ(found->after.state, ReservationState::voided);
}

TEST(MoveUnclaimed, WhatWentBackToItsPurseIsNotKept) {
  const Reservation gone = withdraw(reserved(100));
  for (const auto event : {UnclaimedEvent::kept, UnclaimedEvent::found}) {
    const auto move = move_unclaimed(gone, event, php(100));
    ASSERT_TRUE(move);
    EXPECT_FALSE(changes(*move, gone));
  }
}

TEST(SetOff, EndsItsPartOfTheAward) {
  const auto part = set_off(reserved(100), php(30));
  ASSERT_TRUE(part);
  EXPECT_EQ(part->after.unsent(), php(70));
  EXPECT_EQ(part->after.state, ReservationState::reserved);
  EXPECT_EQ(set_off(reserved(100), php(100))->after.state, ReservationState::paid);
  EXPECT_EQ(set_off(reserved(100), php(101)).error().code, "set_off_exceeds_reservation");
}

TEST(SetOff, OfAnAwardThatWasWithdrawnTakesItsPartFromThePurseAgain) {
  const auto part = set_off(withdraw(reserved(100)), php(30));
  ASSERT_TRUE(part);
  EXPECT_EQ(part->reinstated, php(30));
  EXPECT_EQ(part->after.voided, php(70));
  EXPECT_EQ(set_off(withdraw(reserved(100)), php(100))->after.state, ReservationState::paid);
}

TEST(UndoSetOff, GivesThePartBackToTheAwardAndNotOneUnitMore) {
  const Reservation kept = set_off(reserved(100), php(30))->after;
  const auto undone = undo_set_off(kept, php(30));
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->after.unsent(), php(100));
  EXPECT_EQ(undone->voided, php(0));
  EXPECT_EQ(undo_set_off(kept, php(31)).error().code, "set_off_is_not_kept");
}

TEST(UndoSetOff, OfAnAwardThatWasWithdrawnGivesItBackToThePurse) {
  const Reservation kept = withdraw(set_off(reserved(100), php(30))->after);
  EXPECT_EQ(kept.state, ReservationState::paid);
  const auto undone = undo_set_off(kept, php(30));
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->voided, php(30));
  EXPECT_EQ(undone->after.voided, php(100));
  EXPECT_EQ(undone->after.state, ReservationState::voided);
}

TEST(UndoSetOff, LeavesWhatIsWithTheBank) {
  const Reservation kept = set_off(reserved(100), php(30))->after;
  const Reservation sent = withdraw(move_order(kept, OrderEvent::released, php(70))->after);
  const auto undone = undo_set_off(sent, php(30));
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->after.state, ReservationState::reserved);
  const auto settled = move_order(undone->after, OrderEvent::settled, php(70));
  ASSERT_TRUE(settled);
  EXPECT_EQ(settled->after.state, ReservationState::paid);
}

TEST(UnclaimedEntries, TakeTheirSides) {
  const Cause cause{"owwa", "HV1", "event", {}, *date_from("2024-06-20")};
  const auto purse = accounts_of("welfare", "fund", *Currency::from("PHP"));
  struct Case {
    UnclaimedEvent event;
    const char* sides;
  };
  for (const Case& c :
       {Case{UnclaimedEvent::kept, "unclaimed welfare:reserved / welfare:unclaimed"},
        Case{UnclaimedEvent::found, "unclaimed_found welfare:unclaimed / welfare:reserved"},
        Case{UnclaimedEvent::back_to_purse, "unclaimed_ended welfare:unclaimed / welfare:granted"},
        Case{UnclaimedEvent::to_treasury, "unclaimed_ended welfare:unclaimed / treasury:PHP"}}) {
    const Entry entry = entry_of(c.event, cause, purse, php(5));
    EXPECT_EQ(
        entry.kind + " " + entry.postings[0].account.code + " / " + entry.postings[1].account.code,
        c.sides);
  }
}

}  // namespace
}  // namespace haven::ledger
