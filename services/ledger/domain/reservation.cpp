#include "services/ledger/domain/reservation.hpp"

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

Money nothing_of(const Money& amount) {
  return {0, amount.currency()};
}

// Short stays short: only the purse's queue ends it.
ReservationState state_of(const Reservation& r) {
  if (r.voided == r.amount) return ReservationState::voided;
  if (r.state == ReservationState::short_of_funds) return r.state;
  if (r.settled.minor() > 0 && r.settled + r.voided == r.amount) return ReservationState::paid;
  return ReservationState::reserved;
}

tl::unexpected<Error> more_than_awarded() {
  return refuse(ErrorKind::conflict, "order_exceeds_reservation",
                "The order is for more than is reserved for this entitlement; an auditor must look "
                "at its payments.");
}

}  // namespace

std::string name_of(ReservationState state) {
  switch (state) {
    case ReservationState::reserved:
      return "reserved";
    case ReservationState::short_of_funds:
      return "short";
    case ReservationState::voided:
      return "voided";
    case ReservationState::paid:
      return "paid";
  }
  return "";
}

ReservationState reservation_state_from(std::string_view name) {
  for (const auto state : {ReservationState::reserved, ReservationState::short_of_funds,
                           ReservationState::voided, ReservationState::paid}) {
    if (name_of(state) == name) return state;
  }
  ensure(false, "a stored reservation is in a known state");
  return ReservationState::reserved;
}

std::string order_state_after(OrderEvent event) {
  switch (event) {
    case OrderEvent::released:
      return "in_transit";
    case OrderEvent::settled:
      return "settled";
    case OrderEvent::returned:
      return "returned";
  }
  return "";
}

std::string entry_kind_of(OrderEvent event) {
  switch (event) {
    case OrderEvent::released:
      return "release";
    case OrderEvent::settled:
      return "settlement";
    case OrderEvent::returned:
      return "return";
  }
  return "";
}

Result<OrderMove> move_order(const Reservation& reservation, OrderEvent event,
                             const Money& amount) {
  if (amount.currency() != reservation.amount.currency() || amount.minor() <= 0 ||
      reservation.state == ReservationState::short_of_funds) {
    return more_than_awarded();
  }
  OrderMove move{reservation, nothing_of(amount), nothing_of(amount)};
  Reservation& after = move.after;
  if (event == OrderEvent::settled) {
    after.settled += amount;
  } else if (event == OrderEvent::released) {
    after.released += amount;
    const Money lacking = nothing_of(amount) - after.unsent();
    if (lacking.minor() > 0) move.reinstated = min(lacking, after.voided);
    after.voided -= move.reinstated;
  } else {
    after.returned += amount;
    if (after.withdrawn && after.unsent().minor() > 0) move.voided = min(after.unsent(), amount);
    after.voided += move.voided;
  }
  const bool too_much =
      after.unsent().minor() < 0 || after.amount.less_than(after.settled + after.voided);
  if (too_much) return more_than_awarded();
  after.state = state_of(after);
  return move;
}

Reservation withdraw(const Reservation& reservation) {
  Reservation after = reservation;
  after.withdrawn = true;
  if (after.unsent().minor() > 0) after.voided += after.unsent();
  after.state = state_of(after);
  return after;
}

}  // namespace haven::ledger
