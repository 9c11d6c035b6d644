#include "services/ledger/app/give_back.hpp"

#include <algorithm>

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"

namespace haven::ledger {
namespace {

Result<void> serve(db::Transaction& tx, const messaging::Origin& origin, const std::string& purse,
                   const Money& added, Date today, Instant now) {
  const auto queue = pay_queue(tx, origin, purse, added.minor(), today, now);
  if (!queue) return pass(queue);
  return {};
}

// What was lent for the award is not lent any more, and the lender serves its own queue with it.
Result<void> repay_lender(db::Transaction& tx, const messaging::Origin& origin, Advance advance,
                          const Money& amount, Date today, Instant now) {
  advance.ended += amount;
  store::save_advance(tx, advance);
  return serve(tx, origin, advance.lender, amount, today, now);
}

Result<void> reinstate(db::Transaction& tx, const messaging::Origin& origin,
                       const Reservation& award, const Cause& cause, const Money& amount,
                       Instant now) {
  const auto purse = store::lock_purse(tx, origin.fund, award.purse);
  if ((purse->balance - amount).less_than(purse->floor)) {
    return refuse(ErrorKind::conflict, "purse_cannot_reinstate",
                  "The order left before its award was withdrawn, and the purse has spent the "
                  "money since; fund the purse and retry.");
  }
  const auto accounts = accounts_of(award.purse, award.layer, amount.currency());
  const auto written =
      store::insert_entries(tx, {reinstatement_entry(cause, accounts, amount)}, now);
  if (!written) return written;
  return serve(tx, origin, award.purse, amount.times(-1), cause.caused_on, now);
}

}  // namespace

void lock_purses_of(db::Transaction& tx, const Reservation& award) {
  std::vector<std::string> purses{award.purse};
  const auto advance = store::find_open_advance(tx, award.fund, award.entitlement);
  if (advance) purses.push_back(advance->lender);
  std::ranges::sort(purses);
  for (const std::string& purse : purses) store::lock_purse(tx, award.fund, purse);
}

Result<void> give_back(db::Transaction& tx, const messaging::Origin& origin,
                       const Reservation& award, const Cause& cause, const Money& freed,
                       Instant now) {
  const Date today = cause.caused_on;
  if (freed.is_zero()) return serve(tx, origin, award.purse, freed, today, now);
  const auto advance = store::find_open_advance(tx, origin.fund, award.entitlement);
  const Money nothing{0, freed.currency()};
  const Money to_lender = advance ? min(freed, advance->outstanding()) : nothing;
  ShareAccounts share{accounts_of(award.purse, award.layer, freed.currency()), {}};
  if (advance) {
    const auto lender = store::lock_purse(tx, origin.fund, advance->lender);
    share.lender = accounts_of(lender->purse, lender->layer, freed.currency());
  }
  const auto written =
      store::insert_entries(tx, {give_back_entry(cause, share, freed, to_lender)}, now);
  if (!written) return written;
  if (advance) {
    const auto repaid = repay_lender(tx, origin, *advance, to_lender, today, now);
    if (!repaid) return repaid;
  }
  return serve(tx, origin, award.purse, freed - to_lender, today, now);
}

Result<void> settle_with_purse(db::Transaction& tx, const messaging::Origin& origin,
                               const OrderMove& move, const Cause& cause, Instant now) {
  if (move.reinstated.minor() > 0) {
    return reinstate(tx, origin, move.after, cause, move.reinstated, now);
  }
  if (move.voided.minor() > 0) return give_back(tx, origin, move.after, cause, move.voided, now);
  return {};
}

}  // namespace haven::ledger
