#include "services/ledger/app/lend_advances.hpp"

#include "common/core/ensure.hpp"
#include "services/ledger/app/set_aside.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

Result<void> lend(db::Transaction& tx, const messaging::Origin& origin, const Reservation& award,
                  const store::LockedPurse& lender, const Advance& advance, Date today,
                  Instant now) {
  const Currency& currency = advance.lent.currency();
  const Cause cause{origin.fund, advance.receivable.text(), origin.cause, award.claim, today};
  const ShareAccounts share{accounts_of(award.purse, award.layer, currency),
                            accounts_of(lender.purse, lender.layer, currency)};
  const auto written = store::insert_entries(tx, {advance_entry(cause, share, advance.lent)}, now);
  if (!written) return written;
  return set_aside_for(tx, origin, award, cause, advance.lent, now);
}

}  // namespace

Result<Money> lend_advances(db::Transaction& tx, const messaging::Origin& origin,
                            const store::LockedPurse& lender, const Money& balance, Date today,
                            Instant now) {
  Money free = balance - lender.floor, all{0, balance.currency()};
  for (Advance advance : store::waiting_advances(tx, origin.fund, lender.purse)) {
    const auto award = store::find_reservation(tx, origin.fund, advance.entitlement);
    ensure(award.has_value(), "an advance is noted for an award that is known");
    const Money amount = min(min(advance.asked, advance.owed), award->lacking());
    if (free.less_than(amount)) break;
    advance.waits = false;
    advance.lent = amount;
    store::save_advance(tx, advance);
    if (amount.is_zero()) continue;
    const auto booked = lend(tx, origin, *award, lender, advance, today, now);
    if (!booked) return pass(booked);
    free -= amount;
    all += amount;
  }
  return all;
}

}  // namespace haven::ledger
