#include "services/ledger/app/book_order.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

Result<store::Order> order_from(const messaging::Event& event,
                                const disbursement::v1::Payment& payment) {
  const auto entitlement = id_from<EntitlementId>(payment.entitlement_id());
  const auto currency = Currency::from(payment.amount().currency());
  if (!entitlement || !currency || !is_uuid(payment.payment_id()) ||
      payment.bank_reference().empty() || payment.amount().minor() <= 0) {
    return refuse(ErrorKind::invalid, "payment_unreadable",
                  "the payment lacks its id, entitlement, bank reference or amount");
  }
  return store::Order{event.fund,
                      payment.bank_reference(),
                      payment.payment_id(),
                      *entitlement,
                      {payment.amount().minor(), *currency}};
}

Entry entry_of(OrderEvent what, const Cause& cause, const PurseAccounts& purse,
               const Money& amount) {
  if (what == OrderEvent::released) return release_entry(cause, purse, amount);
  if (what == OrderEvent::settled) return settlement_entry(cause, purse, amount);
  return return_entry(cause, purse, amount);
}

// The order of an award that was taken back moves the purse's own money: an order that had left
// takes it again, one that came home gives it back.
Result<void> settle_with_purse(db::Transaction& tx, const messaging::Origin& origin,
                               const OrderMove& move, Date today, Instant now) {
  const Money change = move.voided - move.reinstated;
  if (change.is_zero()) return {};
  const auto purse = store::lock_purse(tx, origin.fund, move.after.purse);
  if ((purse->balance + change).less_than(purse->floor) && change.minor() < 0) {
    return refuse(
        ErrorKind::conflict, "purse_cannot_reinstate",
        "The order left before its award was withdrawn, and the purse has spent the money "
        "since; fund the purse and retry.");
  }
  const auto queue = pay_queue(tx, origin, move.after.purse, change.minor(), today, now);
  if (!queue) return pass(queue);
  return {};
}

}  // namespace

Result<void> book_order(db::Transaction& tx, const messaging::Event& event, OrderEvent what,
                        const disbursement::v1::Payment& payment, Date caused_on, Instant now) {
  const auto order = order_from(event, payment);
  if (!order) return pass(order);
  const auto place = store::find_order_place_for_update(tx, *order, entry_kind_of(what));
  if (!place) {
    return refuse(ErrorKind::conflict, "reservation_unknown",
                  "Nothing is reserved for this entitlement yet.");
  }

  const Reservation& before = place->reservation;
  const auto accounts = accounts_of(before.purse, before.layer, before.amount.currency());
  const Cause cause{event.fund, order->bank_reference, event.id.text(), before.claim, caused_on};
  const Entry entry = entry_of(what, cause, accounts, order->amount);
  if (place->is_booked) return store::insert_entries(tx, {entry}, now);  // only compares
  const auto move = move_order(before, what, order->amount);
  if (!move) return pass(move);

  std::vector<Entry> entries{entry};
  if (!move->reinstated.is_zero()) {
    entries.push_back(reinstatement_entry(cause, accounts, move->reinstated));
  }
  if (!move->voided.is_zero()) entries.push_back(void_entry(cause, accounts, move->voided));
  const auto saved = store::save_order(tx, *order, what, move->after, now);
  if (!saved) return saved;
  if (const auto written = store::insert_entries(tx, entries, now); !written) return written;
  return settle_with_purse(tx, messaging::because_of(event, "ledger"), *move, caused_on, now);
}

}  // namespace haven::ledger
