#include "services/ledger/app/fund_purse.hpp"

#include "services/ledger/app/measure_earmarks.hpp"
#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {

namespace {

// A budget year can be funded before the first award of it: its purse is made when it is spoken of,
// at most one year ahead.
std::optional<Currency> currency_of(db::Transaction& tx, const RequestFunding& command,
                                    Date today) {
  const auto currency = store::find_purse_currency(tx, command.fund, command.purse);
  const auto named = year_purse_from(command.purse);
  if (currency || !named || named->year > year_of(today) + 1) return currency;
  const auto yearly = store::find_yearly(tx, command.fund, named->template_name);
  if (!yearly || !store::make_year(tx, command.fund, *yearly, named->year)) return {};
  return yearly->currency;
}

// The year whose earmark the funding counts towards: its own for a budget year. The books of last
// year may still be open, and its earmark short.
Result<int> year_for(const RequestFunding& command, Date today) {
  const int this_year = year_of(today);
  const int year = command.for_year.value_or(this_year);
  if (year == this_year || year == this_year - 1) return year;
  return refuse_field("/for_year", "must be this year, or the last one");
}

}  // namespace

Result<Funding> request_funding(db::Transaction& tx, const RequestFunding& command, Date today,
                                Instant now) {
  const auto currency = currency_of(tx, command, today);
  if (!currency) {
    return refuse(ErrorKind::not_found, "purse_unknown", "The fund has no purse of this name.");
  }
  if (command.amount.currency() != *currency) {
    return refuse_field("/amount/currency", "the purse is kept in " + currency->code());
  }
  const auto year = year_for(command, today);
  if (!year) return pass(year);
  const auto within = check_ceilings(tx, command.fund, command.purse, *year, command.amount);
  if (!within) return pass(within);

  Funding funding{new_id<FundingId>(now),
                  command.fund,
                  command.purse,
                  "",
                  command.amount,
                  command.reference,
                  command.reason,
                  command.requested_by,
                  now,
                  {},
                  {},
                  *year};
  if (!store::insert_funding(tx, funding)) {
    return refuse(ErrorKind::conflict, "deposit_already_noted",
                  "A funding of this purse with the same reference exists; look it up under "
                  "/v1/fundings.");
  }
  return funding;
}

Result<Funding> confirm_funding(db::Transaction& tx, const ConfirmFunding& command, Date today,
                                Instant now) {
  auto funding = store::find_funding_for_update(tx, command.fund, command.funding);
  if (!funding) {
    return refuse(ErrorKind::not_found, "funding_unknown", "The fund has no such funding.");
  }
  if (funding->confirmed_by) {
    return refuse(ErrorKind::conflict, "funding_already_confirmed",
                  "The funding was confirmed and posted before.");
  }
  if (funding->requested_by == command.confirmed_by) {
    return refuse(ErrorKind::forbidden, "funding_confirmed_by_a_second_person",
                  "Who asked for a funding cannot confirm it; ask a second person.");
  }
  const auto purse = store::lock_purse(tx, command.fund, funding->purse);
  const auto within =
      check_ceilings(tx, command.fund, funding->purse, funding->for_year, funding->amount);
  if (!within) return pass(within);

  funding->confirmed_by = command.confirmed_by;
  funding->confirmed_at = now;
  store::save_confirmation(tx, *funding);
  const Cause cause{command.fund, funding->id.text(), "funding " + funding->id.text(), {}, today};
  const auto accounts = accounts_of(funding->purse, funding->layer, funding->amount.currency());
  const auto written =
      store::insert_entries(tx, {funding_entry(cause, accounts, funding->amount)}, now);
  if (!written) return pass(written);
  if (purse->is_closed(today)) {
    store::add_late(tx, command.fund, funding->purse, funding->amount.minor());
  }
  const auto queue = pay_queue(tx, {"ledger", command.fund, funding->id.text()}, funding->purse,
                               funding->amount.minor(), today, now);
  if (!queue) return pass(queue);
  return *funding;
}

}  // namespace haven::ledger
