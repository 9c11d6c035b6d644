#include "services/ledger/app/expire_year.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {
namespace {

tl::unexpected<Error> conflict(std::string code, std::string detail) {
  return refuse(ErrorKind::conflict, std::move(code), std::move(detail));
}

Result<void> check_closed(const std::string& purse, const store::ExpiringPurse& expiring,
                          Date today) {
  if (!expiring.closes_on) {
    return conflict("purse_has_no_budget_year",
                    purse + " is not divided by budget years: what it holds never lapses.");
  }
  if (*expiring.closes_on <= today) return {};
  return conflict("budget_year_is_open",
                  purse + " takes awards until it closes on " + text_of(*expiring.closes_on) + ".");
}

// What lapses of the purse now. Refused: nothing.
Result<Money> lapsing_of(db::Transaction& tx, const store::LockedPurse& purse) {
  const auto minor =
      lapsing(purse.balance.minor(), purse.late.minor(), store::awards_wait(tx, purse));
  if (minor > 0) return Money{minor, purse.balance.currency()};
  return conflict("nothing_lapses",
                  purse.purse + " holds nothing but what was brought in for awards that wait.");
}

Result<void> check_confirmation(const Expiry& expiry, const std::string& person) {
  if (expiry.confirmed_by) {
    return conflict("expiry_already_confirmed", "The expiry was confirmed and booked before.");
  }
  if (expiry.requested_by != person) return {};
  return refuse(ErrorKind::forbidden, "expiry_confirmed_by_a_second_person",
                "Who asked for an expiry cannot confirm it; ask a second person.");
}

Cause cause_of(const Expiry& expiry, Date today) {
  return {expiry.fund,
          expiry.purse + "/" + std::to_string(expiry.number),
          "expiry " + expiry.id.text(),
          {},
          today};
}

// Nothing of the year is held back any more: neither its floor, nor money for nobody.
void empty_year(db::Transaction& tx, store::LockedPurse year, const Money& amount) {
  store::end_floor(tx, year.fund, year.purse);
  year.floor = {0, year.balance.currency()};
  store::save_balance(tx, year, year.balance - amount);
  if (year.balance == amount) store::add_late(tx, year.fund, year.purse, -year.late.minor());
}

}  // namespace

Result<Expiry> request_expiry(db::Transaction& tx, const RequestExpiry& command, Date today,
                              Instant now) {
  const auto expiring = store::find_expiring(tx, command.fund, command.purse);
  if (!expiring) {
    return refuse(ErrorKind::not_found, "purse_unknown", "The fund has no purse of this name.");
  }
  const auto closed = check_closed(command.purse, *expiring, today);
  if (!closed) return pass(closed);
  const auto purse = store::lock_purse(tx, command.fund, command.purse);
  if (const auto amount = lapsing_of(tx, *purse); !amount) return pass(amount);

  Expiry expiry;
  expiry.id = new_id<ExpiryId>(now);
  expiry.fund = command.fund;
  expiry.purse = command.purse;
  expiry.remainder_to = expiring->remainder_to;
  expiry.reason = command.reason;
  expiry.requested_by = command.requested_by;
  expiry.requested_at = now;
  const auto number = store::insert_expiry(tx, expiry);
  if (!number) {
    return conflict("one_expiry_of_a_purse_waits",
                    "An expiry of this purse waits for its confirmation; see /v1/expiries.");
  }
  expiry.number = *number;
  return expiry;
}

Result<Expiry> confirm_expiry(db::Transaction& tx, const ConfirmExpiry& command, Date today,
                              Instant now) {
  auto expiry = store::find_expiry_for_update(tx, command.fund, command.expiry);
  if (!expiry) {
    return refuse(ErrorKind::not_found, "expiry_unknown", "The fund has no such expiry.");
  }
  const auto may = check_confirmation(*expiry, command.confirmed_by);
  if (!may) return pass(may);
  const auto [year, remainder] =
      store::lock_purses(tx, expiry->fund, expiry->purse, expiry->remainder_to);
  const auto amount = lapsing_of(tx, year);
  if (!amount) return pass(amount);

  expiry->amount = *amount;
  expiry->confirmed_by = command.confirmed_by;
  expiry->confirmed_at = now;
  store::save_expiry(tx, *expiry);
  const Currency& currency = amount->currency();
  const Entry entry =
      expiry_entry(cause_of(*expiry, today), accounts_of(year.purse, year.layer, currency),
                   accounts_of(remainder.purse, remainder.layer, currency), *amount);
  if (const auto written = store::insert_entries(tx, {entry}, now); !written) return pass(written);
  empty_year(tx, year, *amount);
  const auto queue = pay_queue(tx, {"ledger", expiry->fund, expiry->id.text()}, remainder.purse,
                               amount->minor(), today, now);
  if (!queue) return pass(queue);
  return *expiry;
}

}  // namespace haven::ledger
