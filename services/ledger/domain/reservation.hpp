#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"

namespace haven::ledger {

using EntitlementId = Id<struct EntitlementTag>;

enum class ReservationState { reserved, short_of_funds, voided, paid };
std::string name_of(ReservationState state);
ReservationState reservation_state_from(std::string_view name);

/// Every move that a reservation can make; the same rows stand in ledger.reservation_move.
inline constexpr std::array<std::pair<ReservationState, ReservationState>, 8> reservation_moves{{
    {ReservationState::short_of_funds, ReservationState::reserved},  // the purse was funded
    {ReservationState::short_of_funds, ReservationState::voided},
    {ReservationState::reserved, ReservationState::voided},
    {ReservationState::reserved, ReservationState::paid},
    // The order had left for the bank before the award was withdrawn.
    {ReservationState::voided, ReservationState::reserved},
    // All of it was set off before the award was withdrawn.
    {ReservationState::voided, ReservationState::paid},
    // The bank took its word back; of an award that was withdrawn, everything is voided then.
    {ReservationState::paid, ReservationState::reserved},
    {ReservationState::paid, ReservationState::voided},
}};

/// The money of one award: how much of it went where. Sums over all orders, so that they come out
/// the same in whatever order the bank's answers arrive.
struct Reservation {
  EntitlementId entitlement;
  std::string fund;
  ClaimId claim;
  std::string purse;
  std::string layer;
  Money amount, released, returned, settled, voided;
  Money set_aside;   // money that came for this award alone while it is short
  Money unclaimed;   // kept, because nobody could be paid for long
  Money discharged;  // ended without an order: set off, or handed over to the state
  ReservationState state = ReservationState::reserved;
  bool withdrawn = false;
  std::int64_t version = 1;

  /// Reserved and neither with the bank, nor settled, nor given back to the purse. An order that
  /// settled before its release was heard of has been sent all the same.
  [[nodiscard]] Money unsent() const {
    const Money away = released - returned;
    return amount - voided - unclaimed - discharged - (away.less_than(settled) ? settled : away);
  }
  /// What the purse's queue still has to find for it.
  [[nodiscard]] Money lacking() const {
    if (state != ReservationState::short_of_funds) return {0, amount.currency()};
    return amount - set_aside;
  }
};

/// What happened to an order at the bank.
enum class OrderEvent { released, settled, returned, returned_late };

enum class OrderState { in_transit, settled, returned };
std::string name_of(OrderState state);
/// Every move that an order can make; the same rows stand in ledger.order_move.
inline constexpr std::array<std::pair<OrderState, OrderState>, 3> order_moves{{
    {OrderState::in_transit, OrderState::settled},
    {OrderState::in_transit, OrderState::returned},
    {OrderState::settled, OrderState::returned},  // the bank took its word back
}};
OrderState order_state_after(OrderEvent event);
/// The kind of entry that books the event: release, settlement, return, late_return.
std::string entry_kind_of(OrderEvent event);

/// What an order's event changes: the reservation afterwards, and what the purse gives or takes on
/// the way.
struct OrderMove {
  Reservation after;
  Money
      reinstated;  // taken from the purse again: the order had left before the award was withdrawn
  Money voided;    // back to the purse: the award was withdrawn while the order was away
};

/// Refused: more is released or settled than was awarded, or comes back late than was settled.
Result<OrderMove> move_order(const Reservation& reservation, OrderEvent event, const Money& amount);

/// Takes the award back as far as its money has not left: that part is `voided` more than before.
Reservation withdraw(const Reservation& reservation);

/// Money came for this award alone, at most what it lacks; it is reserved when nothing lacks any
/// more.
Reservation set_aside(const Reservation& reservation, const Money& amount);

/// The state of a reservation whose sums have changed.
ReservationState state_of(const Reservation& reservation);

}  // namespace haven::ledger
