#include "services/recoveries/app/reduce.hpp"

#include "services/recoveries/app/raise.hpp"
#include "services/recoveries/app/say.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/domain/plan.hpp"
#include "services/recoveries/store/proposals.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "services/recoveries/store/undoings.hpp"

namespace haven::recoveries {
namespace {

// What a reduction changes beside the sums: the plan's next day, and what may still be set off.
Receivable follow_up(db::Transaction& tx, const Occasion& occasion, const Reduced& reduced) {
  Receivable after = reduced.after;
  if (reduced.reductions.empty()) return after;
  if (after.set_off_percent) ++after.set_off_version;
  if (after.is_ended()) return after;
  const auto plan = store::find_plan(tx, after);
  if (!plan) return after;
  return move_due(after, clock_of(occasion.terms, after), next_due(*plan, after.left()),
                  occasion.today);
}

// Money for what was written off: so much is owed again, for a cause of its own, and paid at once.
// The write-off stands as it was booked.
void revive(db::Transaction& tx, const Occasion& occasion, const Reduced& reduced, How how,
            const store::ReductionCause& cause) {
  Receivable draft = reduced.after;
  draft.cause = "revived/" + cause.cause + "/" + reduced.after.id.text();
  draft.amount = reduced.revived;
  draft.state = State::open;
  draft.due = occasion.today;
  draft.set_off_percent.reset();
  draft.set_off_version = 0;
  draft.doubt.reset();
  draft.lender.reset();
  draft.advanced.reset();
  draft.version = 1;
  const Receivable revived = raise(tx, occasion, std::move(draft));
  apply(tx, occasion, pay(revived, how, reduced.revived),
        {"revived/" + cause.cause, cause.line, cause.day, cause.by});
}

// What the money does to the debt. Where the payment came back of which this was too much, nobody
// owes what was written off of it.
Reduced taken(db::Transaction& tx, const Receivable& receivable, How how, const Money& amount) {
  Reduced reduced = pay(receivable, how, amount);
  if (receivable.kind != Kind::overpayment) return reduced;
  const auto returned =
      store::find_returned(tx, receivable.fund, receivable.entitlement, receivable.party);
  return returned ? after_the_return(std::move(reduced), returned->amount) : reduced;
}

}  // namespace

void take_money(db::Transaction& tx, const Occasion& occasion, const Receivable& receivable,
                How how, const Money& amount, const store::ReductionCause& cause) {
  const Reduced reduced = taken(tx, receivable, how, amount);
  apply(tx, occasion, reduced, cause);
  if (!reduced.revived.is_zero()) revive(tx, occasion, reduced, how, cause);
}

tl::unexpected<Error> no_receivable() {
  return refuse(ErrorKind::not_found, "receivable_unknown", "The fund has no such receivable.");
}

void apply(db::Transaction& tx, const Occasion& occasion, const Reduced& reduced,
           const store::ReductionCause& cause) {
  const Receivable after = follow_up(tx, occasion, reduced);
  store::save_receivable(tx, after);
  store::insert_reductions(tx, reduced, cause, occasion.now);

  std::vector<messaging::Saying> sayings;
  for (const Reduction& reduction : reduced.reductions) {
    sayings.push_back(receivable_reduced(
        after, reduction, store::reduction_id_of(after.id, cause.cause, reduction.how), cause.line,
        cause.day));
  }
  if (after.set_off_percent && !sayings.empty()) sayings.push_back(set_off_agreed(after));
  say(tx, occasion, sayings);
}

Result<void> take_set_off(db::Transaction& tx, const Occasion& occasion,
                          const disbursement::v1::SetOffMade& event) {
  const auto amount = money_from(event.amount());
  if (!amount) return pass(amount);
  const auto receivable =
      store::find_receivable_for_update(tx, occasion.fund, ReceivableId{event.receivable_id()});
  if (!receivable) return no_receivable();
  if (amount->currency() != receivable->amount.currency()) {
    return refuse(ErrorKind::conflict, "currency_differs",
                  "What was kept back is in another currency than the debt.");
  }
  const std::string cause = "set_off/" + event.set_off_id();
  if (store::is_taken(tx, receivable->id, cause)) return {};
  const Date day = date_from(event.made()).value_or(occasion.today);
  take_money(tx, occasion, *receivable, How::set_off, *amount, {cause, "", day, occasion.by});
  return {};
}

}  // namespace haven::recoveries
