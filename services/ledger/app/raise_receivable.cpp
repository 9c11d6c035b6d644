#include "services/ledger/app/raise_receivable.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/app/read_receivable.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"

namespace haven::ledger {
namespace {

// An advance keeps the fund's purposes apart: an insurer's deposit lends nothing to another
// insurer.
Result<void> check_lender(db::Transaction& tx, const Reservation& award, const Receivable& share,
                          const std::string& purse) {
  const auto lender = store::lock_purse(tx, share.fund, purse);
  const bool can_lend = lender && lender->layer == "fund" && purse != award.purse &&
                        lender->balance.currency() == share.amount.currency();
  if (can_lend) return {};
  return refuse(ErrorKind::conflict, "lender_unfit",
                "An advance is lent by another purse of the fund itself, in the same currency.");
}

}  // namespace

Result<void> raise_receivable(db::Transaction& tx, const messaging::Event& event,
                              const recoveries::v1::ReceivableRaised& raised, Instant now) {
  const auto receivable = receivable_from(event, raised.receivable());
  if (!receivable) return pass(receivable);
  const auto day = date_from(raised.raised());
  if (!day) return receivable_unreadable("the receivable was raised on no day");
  const auto known = store::keep_receivable(tx, *receivable);
  if (!known) return pass(known);
  if (!known->is_raised) store::save_raised(tx, *receivable);
  const Cause cause{event.fund, receivable->id.text(), event.id.text(), receivable->claim, *day};
  return store::insert_entries(tx, {receivable_entry(cause, *receivable)}, now);
}

Result<void> advance_share(db::Transaction& tx, const messaging::Event& event,
                           const recoveries::v1::AdvanceApproved& approved, Date today,
                           Instant now) {
  const auto share = receivable_from(event, approved.receivable());
  if (!share) return pass(share);
  const auto amount = part_from(*share, approved.amount());
  if (!amount) return pass(amount);
  if (share->kind == ReceivableKind::overpayment) {
    return receivable_unreadable("what a payee owes is not advanced");
  }
  const auto known = store::keep_receivable(tx, *share);
  if (!known) return pass(known);
  const auto award = store::find_reservation(tx, event.fund, share->entitlement);
  if (!award) return reservation_unknown();
  const auto fit = check_lender(tx, *award, *share, approved.purse());
  if (!fit) return fit;

  const Money nothing{0, amount->currency()};
  const Advance advance{share->id,  share->entitlement,
                        event.fund, approved.purse(),
                        *amount,    nothing,
                        nothing,    nothing,
                        true,       event.at};
  const auto noted = store::insert_advance(tx, advance);
  if (!noted) return pass(noted);
  const auto queue =
      pay_queue(tx, messaging::because_of(event, "ledger"), approved.purse(), 0, today, now);
  if (!queue) return pass(queue);
  return {};
}

}  // namespace haven::ledger
