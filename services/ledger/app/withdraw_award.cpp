#include "services/ledger/app/withdraw_award.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

Result<void> give_back(db::Transaction& tx, const messaging::Event& event,
                       const Reservation& before, Date today, Instant now) {
  const Reservation after = withdraw(before);
  const Money freed = after.voided - before.voided;
  const bool was_short = before.state == ReservationState::short_of_funds;
  if (!store::save_reservation(tx, after)) {
    return refuse(ErrorKind::conflict, "reservation_moved",
                  "The reservation changed at this moment; try again.");
  }
  // A short award has taken nothing from the purse; its place in the queue is free all the same.
  if (freed.minor() > 0 && !was_short) {
    const Cause cause{before.fund, before.entitlement.text(), event.id.text(), before.claim, today};
    const auto written = store::insert_entries(
        tx, {void_entry(cause, accounts_of(before.purse, before.layer, freed.currency()), freed)},
        now);
    if (!written) return written;
  }
  const auto queue = pay_queue(tx, messaging::because_of(event, "ledger"), before.purse,
                               was_short ? 0 : freed.minor(), today, now);
  if (!queue) return pass(queue);
  return {};
}

}  // namespace

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

  // Purse first, then reservation: the order in which a funding locks them.
  store::lock_purse(tx, event.fund, seen->purse);
  const auto reservation = store::find_reservation(tx, event.fund, *entitlement);
  return give_back(tx, event, *reservation, today, now);
}

}  // namespace haven::ledger
