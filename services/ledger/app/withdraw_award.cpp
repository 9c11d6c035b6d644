#include "services/ledger/app/withdraw_award.hpp"

#include "services/ledger/app/give_back.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {

Result<void> take_back(db::Transaction& tx, const messaging::Event& event,
                       const Reservation& before, Date today, Instant now) {
  const Reservation after = withdraw(before);
  if (!store::save_reservation(tx, after)) return reservation_moved();
  // A short award has taken nothing from the purse but what came for it alone; its place in the
  // queue is free all the same.
  const bool was_short = before.state == ReservationState::short_of_funds;
  const Money freed = was_short ? before.set_aside : after.voided - before.voided;
  const Cause cause{before.fund, before.entitlement.text(), event.id.text(), before.claim, today};
  return give_back(tx, messaging::because_of(event, "ledger"), after, cause, freed, now);
}

Result<void> withdraw_award(db::Transaction& tx, const messaging::Event& event,
                            const adjudication::v1::EntitlementWithdrawn& withdrawn, Date today,
                            Instant now) {
  const auto entitlement = id_from<EntitlementId>(withdrawn.entitlement_id());
  if (!entitlement) {
    return refuse(ErrorKind::invalid, "withdrawal_unreadable", "the event names no entitlement");
  }
  if (!store::insert_withdrawal(tx, event.fund, *entitlement, now)) return {};
  const auto seen = store::find_reservation(tx, event.fund, *entitlement);
  if (!seen) return {};

  // Purses first, then reservation: the order in which a funding locks them.
  lock_purses_of(tx, *seen);
  const auto reservation = store::find_reservation(tx, event.fund, *entitlement);
  return take_back(tx, event, *reservation, today, now);
}

}  // namespace haven::ledger
