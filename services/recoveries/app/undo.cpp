#include "services/recoveries/app/undo.hpp"

#include <algorithm>

#include "services/recoveries/app/say.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/store/proposals.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "services/recoveries/store/reductions.hpp"
#include "services/recoveries/store/undoings.hpp"

namespace haven::recoveries {
namespace {

using store::UndoingCause;

// Where more is owed than before no plan fits any more, and the debtor is told.
Receivable follow_up(db::Transaction& tx, const Occasion& occasion, const Receivable& before,
                     Receivable after) {
  if (after.set_off_percent) ++after.set_off_version;
  if (!before.left().less_than(after.left())) return after;
  store::end_plan(tx, after.id);
  const DebtClock& clock = clock_of(occasion.terms, after);
  const Tick again = owe_again(std::move(after), clock, occasion.today);
  store::insert_notices(tx, again.after.id, again.notices, occasion.today);
  return again.after;
}

std::vector<messaging::Saying> sayings_of(const Receivable& after, const Undone& undone,
                                          const UndoingCause& cause) {
  std::vector<messaging::Saying> sayings;
  for (const Undoing& one : undone.undoings) {
    sayings.push_back(
        reduction_undone(after, one, store::undoing_id_of(one, cause), cause.because, cause.day));
  }
  const auto reduced = [&](const Reduction& reduction, const std::string& why,
                           const std::string& line) {
    const std::string id = store::reduction_id_of(after.id, why, reduction.how);
    sayings.push_back(receivable_reduced(after, reduction, id, line, cause.day));
  };
  for (const Use& one : undone.uses) {
    reduced(one.reduction, store::cause_of_use(one, cause), one.credit.line);
  }
  if (undone.withdrawn) reduced(*undone.withdrawn, cause.cause, "");
  if (after.set_off_percent) sayings.push_back(set_off_agreed(after));
  return sayings;
}

// Writes what was undone of a receivable that the caller holds, and says it.
void apply(db::Transaction& tx, const Occasion& occasion, const Receivable& before, Undone undone,
           const UndoingCause& cause) {
  undone.after = follow_up(tx, occasion, before, std::move(undone.after));
  store::save_receivable(tx, undone.after);
  store::insert_undone(tx, undone, cause, occasion.now);
  say(tx, occasion, sayings_of(undone.after, undone, cause));
}

// Those of one set-off, under whatever cause they stand, and the others.
template <class Row>
std::vector<Row> split_off(std::vector<Row>& rows, const std::string& set_off) {
  const auto is_other = [&](const Row& row) { return !row.cause.ends_with(set_off); };
  const auto first = std::stable_partition(rows.begin(), rows.end(), is_other);
  std::vector<Row> of_it(first, rows.end());
  rows.erase(first, rows.end());
  return of_it;
}

// What a set-off is of one receivable.
struct Effect {
  std::vector<Paying> paid;
  std::vector<Credit> brought, others;

  [[nodiscard]] bool is_nothing() const { return paid.empty() && brought.empty(); }
  [[nodiscard]] Money sum(Money amount) const {
    for (const Paying& one : paid) amount += one.amount;
    for (const Credit& one : brought) amount += one.amount;
    return amount;
  }
};

Effect effect_of(db::Transaction& tx, const ReceivableId& receivable, const std::string& set_off) {
  auto paid = store::payings_of(tx, receivable);
  auto credits = store::credits_of(tx, receivable);
  Effect effect;
  effect.paid = split_off(paid, set_off);
  effect.brought = split_off(credits, set_off);
  effect.others = std::move(credits);
  return effect;
}

// What the set-off had revived of a write-off is not owed again: it is written off, as before.
// Returns how much that is.
Money undo_what_it_revived(db::Transaction& tx, const Occasion& occasion, const Money& nothing,
                           const std::string& set_off, const UndoingCause& cause) {
  const auto id = store::reduced_by(tx, "revived/" + set_off);
  if (!id) return nothing;
  const auto revived = store::find_receivable_for_update(tx, occasion.fund, *id);
  const Effect effect = effect_of(tx, *id, set_off);
  if (effect.is_nothing()) return nothing;
  apply(tx, occasion, *revived, undo_revived(*revived, effect.paid, effect.brought), cause);
  return effect.sum(nothing);
}

}  // namespace

Result<void> take_set_off_undone(db::Transaction& tx, const Occasion& occasion,
                                 const disbursement::v1::SetOffUndone& event) {
  const auto receivable =
      store::find_receivable_for_update(tx, occasion.fund, ReceivableId{event.receivable_id()});
  if (!receivable) return {};
  const std::string set_off = "set_off/" + event.set_off_id();  // the cause of what it reduced
  const UndoingCause cause{Because::set_off_undone, "undone/" + set_off,
                           date_from(event.undone()).value_or(occasion.today), occasion.by};
  const Effect effect = effect_of(tx, receivable->id, set_off);
  const Money revived =
      undo_what_it_revived(tx, occasion, nothing_of(receivable->amount), set_off, cause);
  if (effect.is_nothing() && revived.is_zero()) return {};
  Undone undone = undo_set_off(*receivable, effect.paid, effect.brought, effect.others);
  undone.after.revived -= revived;
  apply(tx, occasion, *receivable, std::move(undone), cause);
  return {};
}

void follow_what_came_back(db::Transaction& tx, const Occasion& occasion,
                           const EntitlementId& entitlement, const std::string& party) {
  const auto returned = store::find_returned(tx, occasion.fund, entitlement, party);
  if (!returned) return;
  const auto debts = store::overpayments_for_update(tx, occasion.fund, entitlement, party);
  Money overpaid = nothing_of(returned->amount);
  for (const Receivable& debt : debts) {
    if (!debt.cause.starts_with("revived/")) overpaid += debt.amount;
  }
  const UndoingCause cause{Because::payment_returned, "returned/" + returned->bank_reference,
                           returned->day, occasion.by};
  for (const Receivable& debt : debts) {
    Undone undone = fall_away(debt, store::payings_of(tx, debt.id), returned->amount);
    const auto doubt = doubt_after_return(returned->amount, overpaid, undone.after.credit);
    if (doubt) undone.after.doubt = doubt;
    if (undone.withdrawn) {
      apply(tx, occasion, debt, std::move(undone), cause);
    } else if (undone.after.doubt != debt.doubt) {
      store::save_receivable(tx, undone.after);  // written off: nothing of it changes
    }
  }
}

Result<void> follow_return(db::Transaction& tx, const Occasion& occasion,
                           const disbursement::v1::PaymentReturned& event) {
  const auto& payment = event.payment();
  if (!event.after_settlement() || !payment.purpose().empty()) return {};
  const auto entitlement = id_from<EntitlementId>(payment.entitlement_id());
  if (!entitlement || !is_uuid(payment.payment_id())) {
    return refuse(ErrorKind::invalid, "payment_unreadable",
                  "The event names no payment or no entitlement.");
  }
  const auto amount = money_from(payment.amount());
  if (!amount) return pass(amount);
  const Date day = date_from(event.returned()).value_or(occasion.today);
  if (!store::insert_returned(tx, {payment.bank_reference(), occasion.fund, payment.payment_id(),
                                   *entitlement, payment.party(), *amount, day})) {
    return {};
  }
  follow_what_came_back(tx, occasion, *entitlement, payment.party());
  return {};
}

Result<void> follow_settlement(db::Transaction& tx, const Occasion&,
                               const disbursement::v1::PaymentSettled& event) {
  if (!is_uuid(event.payment().payment_id())) return {};
  store::note_settled(tx, event.payment().payment_id(), event.payment().bank_reference());
  return {};
}

}  // namespace haven::recoveries
