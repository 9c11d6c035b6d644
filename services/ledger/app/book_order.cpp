#include "services/ledger/app/book_order.hpp"

#include "services/ledger/app/give_back.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

Entry entry_of(OrderEvent what, const Cause& cause, const PurseAccounts& purse,
               const Money& amount) {
  if (what == OrderEvent::released) return release_entry(cause, purse, amount);
  if (what == OrderEvent::settled) return settlement_entry(cause, purse, amount);
  if (what == OrderEvent::returned_late) return late_return_entry(cause, purse, amount);
  return return_entry(cause, purse, amount);
}

}  // namespace

Result<void> book_order(db::Transaction& tx, const messaging::Event& event, OrderEvent what,
                        const disbursement::v1::Payment& payment, Date caused_on, Instant now) {
  const auto order = order_from(event, payment);
  if (!order) return pass(order);
  const auto place = store::find_order_place_for_update(tx, *order, entry_kind_of(what));
  if (!place) return reservation_unknown();

  const Reservation& before = place->reservation;
  const auto accounts = accounts_of(before.purse, before.layer, before.amount.currency());
  const Cause cause{event.fund, order->bank_reference, event.id.text(), before.claim, caused_on};
  const Entry entry = entry_of(what, cause, accounts, order->amount);
  if (place->is_booked) return store::insert_entries(tx, {entry}, now);  // only compares
  const auto move = move_order(before, what, order->amount);
  if (!move) return pass(move);

  const auto saved = store::save_order(tx, *order, what, move->after, now);
  if (!saved) return saved;
  if (const auto written = store::insert_entries(tx, {entry}, now); !written) return written;
  // The order of an award that was taken back moves the purse's own money: one that had left takes
  // it again, one that came home gives it back.
  return settle_with_purse(tx, messaging::because_of(event, "ledger"), *move, cause, now);
}

}  // namespace haven::ledger
