#include "services/ledger/domain/unclaimed.hpp"

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

Result<void> check_amount(const Reservation& r, const Money& amount) {
  const bool is_whole = amount.currency() == r.amount.currency() && amount.minor() > 0 &&
                        r.state != ReservationState::short_of_funds;
  if (is_whole) return {};
  return refuse(ErrorKind::conflict, "order_exceeds_reservation",
                "The payment is not of an amount that is reserved for this entitlement.");
}

tl::unexpected<Error> too_much(const char* code, const char* detail) {
  return refuse(ErrorKind::conflict, code, detail);
}

OrderMove unmoved(const Reservation& reservation) {
  const Money nothing{0, reservation.amount.currency()};
  return {reservation, nothing, nothing};
}

// What ends being unclaimed: paid after all, the purse's again, or handed over.
void end(OrderMove& move, UnclaimedEvent event, const Money& amount) {
  Reservation& after = move.after;
  after.unclaimed -= amount;
  if (event == UnclaimedEvent::to_treasury) {
    after.discharged += amount;
  } else if (event == UnclaimedEvent::back_to_purse) {
    after.voided += amount;
  } else if (after.withdrawn) {
    move.voided = amount;
    after.voided += amount;
  }
}

}  // namespace

std::string entry_kind_of(UnclaimedEvent event) {
  switch (event) {
    case UnclaimedEvent::kept:
      return "unclaimed";
    case UnclaimedEvent::found:
      return "unclaimed_found";
    case UnclaimedEvent::back_to_purse:
    case UnclaimedEvent::to_treasury:
      return "unclaimed_ended";
  }
  return "";
}

Entry entry_of(UnclaimedEvent event, const Cause& cause, const PurseAccounts& purse,
               const Money& amount) {
  const std::string kind = entry_kind_of(event);
  switch (event) {
    case UnclaimedEvent::kept:
      return entry_of(cause, kind, {{purse.reserved, purse.unclaimed, amount}});
    case UnclaimedEvent::found:
      return entry_of(cause, kind, {{purse.unclaimed, purse.reserved, amount}});
    case UnclaimedEvent::back_to_purse:
      return entry_of(cause, kind, {{purse.unclaimed, purse.granted, amount}});
    case UnclaimedEvent::to_treasury:
      break;
  }
  return entry_of(cause, kind, {{purse.unclaimed, chart::treasury(amount.currency()), amount}});
}

Result<OrderMove> move_unclaimed(const Reservation& reservation, UnclaimedEvent event,
                                 const Money& amount) {
  if (const auto sound = check_amount(reservation, amount); !sound) return pass(sound);
  OrderMove move = unmoved(reservation);
  Reservation& after = move.after;
  const bool is_kept = event == UnclaimedEvent::kept;
  const Money& source = is_kept ? after.unsent() : after.unclaimed;
  if (source.less_than(amount)) {
    if (after.withdrawn) return move;
    if (is_kept) {
      return too_much("order_exceeds_reservation",
                      "Not so much is reserved and not with the bank.");
    }
    return too_much("payment_is_not_unclaimed", "Not so much of this entitlement is unclaimed.");
  }
  if (is_kept) {
    after.unclaimed += amount;
  } else {
    end(move, event, amount);
  }
  after.state = state_of(after);
  return move;
}

bool changes(const OrderMove& move, const Reservation& before) {
  return move.after.unclaimed != before.unclaimed;
}

Result<OrderMove> set_off(const Reservation& reservation, const Money& amount) {
  if (const auto sound = check_amount(reservation, amount); !sound) return pass(sound);
  OrderMove move = unmoved(reservation);
  Reservation& after = move.after;
  after.discharged += amount;
  const Money lacking = amount - amount - after.unsent();
  if (lacking.minor() > 0) move.reinstated = min(lacking, after.voided);
  after.voided -= move.reinstated;
  if (after.unsent().minor() < 0) {
    return too_much("set_off_exceeds_reservation",
                    "More is kept back than is reserved and not with the bank.");
  }
  after.state = state_of(after);
  return move;
}

Result<OrderMove> undo_set_off(const Reservation& reservation, const Money& amount) {
  if (const auto sound = check_amount(reservation, amount); !sound) return pass(sound);
  OrderMove move = unmoved(reservation);
  Reservation& after = move.after;
  if (after.discharged.less_than(amount)) {
    return too_much("set_off_is_not_kept", "Not so much of this entitlement was kept back.");
  }
  after.discharged -= amount;
  if (after.withdrawn) {
    move.voided = amount;
    after.voided += amount;
  }
  after.state = state_of(after);
  return move;
}

Entry set_off_entry(const Cause& cause, const PurseAccounts& purse, const Account& receivable,
                    const Money& amount) {
  return entry_of(cause, "set_off", {{purse.reserved, receivable, amount}});
}

Entry set_off_undone_entry(const Cause& cause, const PurseAccounts& purse,
                           const Account& receivable, const Money& amount) {
  return entry_of(cause, "set_off_undone", {{receivable, purse.reserved, amount}});
}

}  // namespace haven::ledger
