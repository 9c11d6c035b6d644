#include "services/ledger/app/fund_purse.hpp"

#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {

Result<Funding> request_funding(db::Transaction& tx, const RequestFunding& command, Instant now) {
  const auto currency = store::find_purse_currency(tx, command.fund, command.purse);
  if (!currency) {
    return refuse(ErrorKind::not_found, "purse_unknown", "The fund has no purse of this name.");
  }
  if (command.amount.currency() != *currency) {
    return refuse_field("/amount/currency", "the purse is kept in " + currency->code());
  }

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
                  {}};
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

  funding->confirmed_by = command.confirmed_by;
  funding->confirmed_at = now;
  store::save_confirmation(tx, *funding);
  const Cause cause{command.fund, funding->id.text(), "funding " + funding->id.text(), {}, today};
  const auto accounts = accounts_of(funding->purse, funding->layer, funding->amount.currency());
  const auto written =
      store::insert_entries(tx, {funding_entry(cause, accounts, funding->amount)}, now);
  if (!written) return pass(written);
  const auto queue = pay_queue(tx, {"ledger", command.fund, funding->id.text()}, funding->purse,
                               funding->amount.minor(), today, now);
  if (!queue) return pass(queue);
  return *funding;
}

}  // namespace haven::ledger
