#include "services/ledger/app/book_unclaimed.hpp"

#include "services/ledger/app/give_back.hpp"
#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/app/read_money.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/domain/chart.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"

namespace haven::ledger {
namespace {

// `day` is that of the event.
template <class Said>
Result<store::SetOff> set_off_from(const messaging::Event& event, const Said& said,
                                   const std::string& day) {
  const auto receivable = id_from<ReceivableId>(said.receivable_id());
  const auto entitlement = id_from<EntitlementId>(said.entitlement_id());
  const auto amount = positive_money_from(said.amount());
  if (!is_uuid(said.set_off_id()) || !receivable || !entitlement || !amount || !date_from(day)) {
    return refuse(ErrorKind::invalid, "set_off_unreadable",
                  "the set-off lacks its id, receivable, entitlement, day or a positive amount");
  }
  return store::SetOff{event.fund, said.set_off_id(), *receivable, *entitlement, *amount};
}

Account owed_by_payees(const store::SetOff& set_off) {
  return chart::receivables(payee_debtor, set_off.amount.currency());
}

// What made or undid a set-off, of the award as it was before.
Cause cause_of(const messaging::Event& event, const store::SetOff& set_off,
               const Reservation& before, const std::string& day) {
  return {event.fund, set_off.id, event.id.text(), before.claim, *date_from(day)};
}

Result<void> write_move(db::Transaction& tx, const messaging::Event& event, const OrderMove& move,
                        const Entry& entry, Instant now) {
  if (!store::save_reservation(tx, move.after)) return reservation_moved();
  if (const auto written = store::insert_entries(tx, {entry}, now); !written) return written;
  return settle_with_purse(tx, messaging::because_of(event, "ledger"), move, entry.cause, now);
}

}  // namespace

Result<UnclaimedEvent> end_from(const disbursement::v1::UnclaimedEnded& ended) {
  if (ended.to() == "fund") return UnclaimedEvent::back_to_purse;
  if (ended.to() == "treasury") return UnclaimedEvent::to_treasury;
  return refuse(ErrorKind::invalid, "payment_unreadable",
                "unclaimed money goes to the fund or to the treasury");
}

Result<void> book_unclaimed(db::Transaction& tx, const messaging::Event& event, UnclaimedEvent what,
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
  const auto move = move_unclaimed(before, what, order->amount);
  if (!move) return pass(move);
  if (!changes(*move, before)) return {};

  if (!store::save_reservation(tx, move->after)) return reservation_moved();
  if (const auto written = store::insert_entries(tx, {entry}, now); !written) return written;
  const auto origin = messaging::because_of(event, "ledger");
  if (what != UnclaimedEvent::back_to_purse) {
    return settle_with_purse(tx, origin, *move, cause, now);
  }
  const auto queue = pay_queue(tx, origin, before.purse, order->amount.minor(), caused_on, now);
  if (!queue) return pass(queue);
  return {};
}

Result<void> book_set_off(db::Transaction& tx, const messaging::Event& event,
                          const disbursement::v1::SetOffMade& made, Instant now) {
  const auto kept = set_off_from(event, made, made.made());
  if (!kept) return pass(kept);
  const auto is_new = store::insert_set_off(tx, *kept);
  if (!is_new) return pass(is_new);
  if (!*is_new) return {};
  const auto before = store::find_reservation(tx, event.fund, kept->entitlement);
  if (!before) return reservation_unknown();
  const auto move = set_off(*before, kept->amount);
  if (!move) return pass(move);

  const auto purse = accounts_of(before->purse, before->layer, kept->amount.currency());
  const Entry entry = set_off_entry(cause_of(event, *kept, *before, made.made()), purse,
                                    owed_by_payees(*kept), kept->amount);
  return write_move(tx, event, *move, entry, now);
}

Result<void> book_set_off_undone(db::Transaction& tx, const messaging::Event& event,
                                 const disbursement::v1::SetOffUndone& undone, Instant now) {
  const auto kept = set_off_from(event, undone, undone.undone());
  if (!kept) return pass(kept);
  const auto is_new = store::undo_set_off(tx, *kept);
  if (!is_new) return pass(is_new);
  if (!*is_new) return {};
  const auto seen = store::find_reservation(tx, event.fund, kept->entitlement);
  if (!seen) return reservation_unknown();

  // Purses first, then reservation: the order in which a funding locks them.
  lock_purses_of(tx, *seen);
  const auto before = store::find_reservation(tx, event.fund, kept->entitlement);
  const auto move = undo_set_off(*before, kept->amount);
  if (!move) return pass(move);

  const auto purse = accounts_of(before->purse, before->layer, kept->amount.currency());
  const Entry entry = set_off_undone_entry(cause_of(event, *kept, *before, undone.undone()), purse,
                                           owed_by_payees(*kept), kept->amount);
  return write_move(tx, event, *move, entry, now);
}

}  // namespace haven::ledger
