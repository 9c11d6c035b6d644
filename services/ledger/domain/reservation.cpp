#include "services/ledger/domain/reservation.hpp"

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

Money nothing_of(const Money& amount) {
  return {0, amount.currency()};
}

tl::unexpected<Error> more_than_awarded() {
  return refuse(ErrorKind::conflict, "order_exceeds_reservation",
                "The order is for more than is reserved for this entitlement; an auditor must look "
                "at its payments.");
}

tl::unexpected<Error> not_settled() {
  return refuse(ErrorKind::conflict, "order_is_not_settled",
                "The order came back after its settlement, which was not heard of yet.");
}

// The order comes home: what it was for is reserved again, or voided if the award was withdrawn.
void come_home(OrderMove& move, const Money& amount) {
  Reservation& after = move.after;
  after.returned += amount;
  if (after.withdrawn && after.unsent().minor() > 0) move.voided = min(after.unsent(), amount);
  after.voided += move.voided;
}

}  // namespace

// Short stays short: only the purse's queue or money that comes for the award ends it.
ReservationState state_of(const Reservation& r) {
  if (r.voided == r.amount) return ReservationState::voided;
  if (r.state == ReservationState::short_of_funds) return r.state;
  const Money ended = r.settled + r.discharged;
  if (ended.minor() > 0 && ended + r.voided == r.amount) return ReservationState::paid;
  return ReservationState::reserved;
}

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

std::string name_of(OrderState state) {
  switch (state) {
    case OrderState::in_transit:
      return "in_transit";
    case OrderState::settled:
      return "settled";
    case OrderState::returned:
      return "returned";
  }
  return "";
}

OrderState order_state_after(OrderEvent event) {
  switch (event) {
    case OrderEvent::released:
      return OrderState::in_transit;
    case OrderEvent::settled:
      return OrderState::settled;
    case OrderEvent::returned:
    case OrderEvent::returned_late:
      return OrderState::returned;
  }
  return OrderState::in_transit;
}

std::string entry_kind_of(OrderEvent event) {
  switch (event) {
    case OrderEvent::released:
      return "release";
    case OrderEvent::settled:
      return "settlement";
    case OrderEvent::returned:
      return "return";
    case OrderEvent::returned_late:
      return "late_return";
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
  } else if (event == OrderEvent::returned_late) {
    if (after.settled.less_than(amount)) return not_settled();
    after.settled -= amount;
    come_home(move, amount);
  } else {
    come_home(move, amount);
  }
  const Money gone = after.settled + after.voided + after.unclaimed + after.discharged;
  const bool too_much = after.unsent().minor() < 0 || after.amount.less_than(gone);
  if (too_much) return more_than_awarded();
  after.state = state_of(after);
  return move;
}

Reservation withdraw(const Reservation& reservation) {
  Reservation after = reservation;
  after.withdrawn = true;
  after.set_aside = nothing_of(after.amount);
  if (after.unsent().minor() > 0) after.voided += after.unsent();
  after.state = state_of(after);
  return after;
}

Reservation set_aside(const Reservation& reservation, const Money& amount) {
  ensure(!reservation.lacking().less_than(amount), "no more is set aside than lacks");
  Reservation after = reservation;
  after.set_aside += amount;
  if (!after.lacking().is_zero()) return after;
  after.set_aside = nothing_of(amount);
  after.state = ReservationState::reserved;
  return after;
}

}  // namespace haven::ledger
