#include "services/ledger/app/undo_reduction.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/app/read_receivable.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"

namespace haven::ledger {
namespace {

struct Undone {
  Receivable receivable;
  store::Undoing undoing;
  Date day{};
};

Result<Undone> undone_from(const messaging::Event& event,
                           const recoveries::v1::ReductionUndone& wire) {
  const auto receivable = receivable_from(event, wire.receivable());
  if (!receivable) return pass(receivable);
  const auto amount = part_from(*receivable, wire.amount());
  if (!amount) return pass(amount);
  const auto reduction = id_from<ReductionId>(wire.reduction_id());
  const auto day = date_from(wire.undone());
  if (!is_uuid(wire.undoing_id()) || !reduction || !day) {
    return receivable_unreadable("the undoing lacks its id, its reduction or its day");
  }
  if (receivable->kind != ReceivableKind::overpayment) {
    return receivable_unreadable("only what reduced a payee's debt is undone");
  }
  return Undone{*receivable, {wire.undoing_id(), *reduction, *amount}, *day};
}

Result<void> take_from_purse(db::Transaction& tx, const messaging::Event& event,
                             const Reservation& award, const Undone& undone, Date today,
                             Instant now) {
  const Money& amount = undone.undoing.amount;
  const auto purse = store::lock_purse(tx, event.fund, award.purse);
  if ((purse->balance - amount).less_than(purse->floor)) {
    return refuse(ErrorKind::conflict, "purse_cannot_reinstate",
                  "The purse has spent what a payee had paid back; fund the purse and retry.");
  }
  const Cause cause{event.fund, undone.undoing.id, event.id.text(), undone.receivable.claim,
                    undone.day};
  const auto accounts = accounts_of(award.purse, award.layer, amount.currency());
  const auto written =
      store::insert_entries(tx, {overpayment_recovery_undone_entry(cause, accounts, amount)}, now);
  if (!written) return written;
  const auto queue = pay_queue(tx, messaging::because_of(event, "ledger"), award.purse,
                               -amount.minor(), today, now);
  if (!queue) return pass(queue);
  return {};
}

}  // namespace

Result<void> undo_reduction(db::Transaction& tx, const messaging::Event& event,
                            const recoveries::v1::ReductionUndone& wire, Date today, Instant now) {
  const auto undone = undone_from(event, wire);
  if (!undone) return pass(undone);
  const Receivable& receivable = undone->receivable;
  const auto award = store::find_reservation(tx, event.fund, receivable.entitlement);
  if (!award) return reservation_unknown();
  const auto known = store::keep_receivable(tx, receivable);
  if (!known) return pass(known);
  const auto is_new = store::insert_undoing(tx, receivable, undone->undoing);
  if (!is_new) return pass(is_new);
  if (!*is_new) return {};
  return take_from_purse(tx, event, *award, *undone, today, now);
}

}  // namespace haven::ledger
