#include "services/ledger/domain/reservation.hpp"

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

Reservation after(const Reservation& r, OrderEvent event, std::int64_t amount) {
  const auto move = move_order(r, event, php(amount));
  EXPECT_TRUE(move.has_value());
  return move->after;
}

TEST(MoveOrder, ReleasesUpToTheReservedAmountAndNotOneUnitMore) {
  EXPECT_EQ(after(reserved(100), OrderEvent::released, 100).unsent(), php(0));
  EXPECT_FALSE(move_order(reserved(100), OrderEvent::released, php(101)));
  const Reservation half = after(reserved(100), OrderEvent::released, 50);
  EXPECT_TRUE(move_order(half, OrderEvent::released, php(50)));
  EXPECT_FALSE(move_order(half, OrderEvent::released, php(51)));
}

TEST(MoveOrder, IsPaidWhenTheLastShareSettles) {
  Reservation r = after(reserved(100), OrderEvent::released, 100);
  r = after(r, OrderEvent::settled, 60);
  EXPECT_EQ(r.state, ReservationState::reserved);
  r = after(r, OrderEvent::settled, 40);
  EXPECT_EQ(r.state, ReservationState::paid);
  EXPECT_FALSE(move_order(r, OrderEvent::settled, php(1)));
}

TEST(MoveOrder, ComesOutTheSameWhenTheSettlementIsHeardFirst) {
  Reservation late = after(reserved(100), OrderEvent::settled, 100);
  late = after(late, OrderEvent::released, 100);
  Reservation timely = after(reserved(100), OrderEvent::released, 100);
  timely = after(timely, OrderEvent::settled, 100);
  EXPECT_EQ(late.state, ReservationState::paid);
  EXPECT_EQ(late.unsent(), timely.unsent());
  EXPECT_EQ(late.released, timely.released);
}

TEST(MoveOrder, AReturnedOrderCanBeSentAgain) {
  Reservation r = after(reserved(100), OrderEvent::released, 100);
  r = after(r, OrderEvent::returned, 100);
  EXPECT_EQ(r.unsent(), php(100));
  EXPECT_EQ(after(r, OrderEvent::released, 100).unsent(), php(0));
}

TEST(MoveOrder, RefusesAnotherCurrencyNothingAndAShortAward) {
  EXPECT_FALSE(move_order(reserved(100), OrderEvent::released, money(100, "USD")));
  EXPECT_FALSE(move_order(reserved(100), OrderEvent::released, php(0)));
  Reservation waiting = reserved(100);
  waiting.state = ReservationState::short_of_funds;
  EXPECT_FALSE(move_order(waiting, OrderEvent::released, php(100)));
}

TEST(Withdraw, GivesBackWhatHasNotLeft) {
  const Reservation r = withdraw(after(reserved(100), OrderEvent::released, 30));
  EXPECT_EQ(r.voided, php(70));
  EXPECT_EQ(r.state, ReservationState::reserved);
  EXPECT_EQ(after(r, OrderEvent::settled, 30).state, ReservationState::paid);
}

TEST(Withdraw, OfAnUnpaidAwardVoidsIt) {
  EXPECT_EQ(withdraw(reserved(100)).state, ReservationState::voided);
  Reservation waiting = reserved(100);
  waiting.state = ReservationState::short_of_funds;
  EXPECT_EQ(withdraw(waiting).state, ReservationState::voided);
}

TEST(Withdraw, AnOrderThatComesHomeLaterIsGivenBackToo) {
  const Reservation r = withdraw(after(reserved(100), OrderEvent::released, 30));
  const auto move = move_order(r, OrderEvent::returned, php(30));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->voided, php(30));
  EXPECT_EQ(move->after.state, ReservationState::voided);
}

TEST(Withdraw, AnOrderThatHadLeftTakesItsMoneyAgain) {
  const auto move = move_order(withdraw(reserved(100)), OrderEvent::released, php(30));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->reinstated, php(30));
  EXPECT_EQ(move->after.voided, php(70));
  EXPECT_EQ(move->after.state, ReservationState::reserved);
}

TEST(ReservationState, NamesAreReadBack) {
  for (const auto state : {ReservationState::reserved, ReservationState::short_of_funds,
                           ReservationState::voided, ReservationState::paid}) {
    EXPECT_EQ(reservation_state_from(name_of(state)), state);
  }
}

TEST(MoveOrder, ASettledOrderThatComesBackIsReservedAgain) {
  Reservation r = after(reserved(100), OrderEvent::released, 100);
  EXPECT_EQ(move_order(r, OrderEvent::returned_late, php(100)).error().code,
            "order_is_not_settled");
  r = after(r, OrderEvent::settled, 100);
  EXPECT_FALSE(move_order(r, OrderEvent::returned_late, php(101)));
  r = after(r, OrderEvent::returned_late, 100);
  EXPECT_EQ(r.state, ReservationState::reserved);
  EXPECT_EQ(r.unsent(), php(100));
  EXPECT_EQ(after(r, OrderEvent::released, 100).unsent(), php(0));
}

TEST(MoveOrder, ALateReturnOfAWithdrawnAwardVoidsIt) {
  Reservation r = after(reserved(100), OrderEvent::released, 100);
  r = withdraw(after(r, OrderEvent::settled, 100));
  EXPECT_EQ(r.state, ReservationState::paid);
  const auto move = move_order(r, OrderEvent::returned_late, php(100));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->voided, php(100));
  EXPECT_EQ(move->after.state, ReservationState::voided);
}

TEST(SetAside, ReservesWhenNothingLacksAnyMore) {
  Reservation r = reserved(100);
  r.state = ReservationState::short_of_funds;
  r = set_aside(r, php(99));
  EXPECT_EQ(r.state, ReservationState::short_of_funds);
  EXPECT_EQ(r.lacking(), php(1));
  r = set_aside(r, php(1));
  EXPECT_EQ(r.state, ReservationState::reserved);
  EXPECT_EQ(r.set_aside, php(0));
  EXPECT_EQ(r.lacking(), php(0));
}

}  // namespace
}  // namespace haven::ledger
