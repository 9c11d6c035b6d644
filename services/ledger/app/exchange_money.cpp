#include "services/ledger/app/exchange_money.hpp"

#include "common/core/ensure.hpp"
#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/fundings.hpp"

namespace haven::ledger {
namespace {

tl::unexpected<Error> conflict(std::string code, std::string detail) {
  return refuse(ErrorKind::conflict, std::move(code), std::move(detail));
}

Result<void> check_purse(db::Transaction& tx, const std::string& fund, const std::string& field,
                         const std::string& purse, const Money& amount) {
  const auto currency = store::find_purse_currency(tx, fund, purse);
  if (!currency) return refuse_field("/" + field, "the fund has no purse of this name");
  if (amount.currency() == *currency) return {};
  return refuse_field(field == "from_purse" ? "/sold/currency" : "/bought/currency",
                      purse + " is kept in " + currency->code());
}

Result<void> check_closed(const store::LockedPurse& purse, Date today) {
  if (!purse.is_closed(today)) return {};
  return conflict("budget_year_is_closed", purse.purse + " closed on " + text_of(*purse.closes_on) +
                                               ": fund it for awards that wait, or let it expire.");
}

// Both purses, locked, with what can be said of them on any day.
struct Sides {
  store::LockedPurse from, to;
};
Result<Sides> lock_sides(db::Transaction& tx, const std::string& fund, const std::string& from,
                         const std::string& to, Date today) {
  const auto [sold_from, bought_to] = store::lock_purses(tx, fund, from, to);
  if (sold_from.layer != bought_to.layer) {
    return conflict("purses_of_two_layers", from + " holds " + sold_from.layer + " money and " +
                                                to + " " + bought_to.layer +
                                                " money; one never pays for the other.");
  }
  if (const auto open = check_closed(sold_from, today); !open) return pass(open);
  if (const auto open = check_closed(bought_to, today); !open) return pass(open);
  return Sides{sold_from, bought_to};
}

Result<void> check_confirmation(const Exchange& exchange, const std::string& person) {
  if (exchange.confirmed_by) {
    return conflict("exchange_already_confirmed", "The exchange was confirmed and posted before.");
  }
  if (exchange.requested_by != person) return {};
  return refuse(ErrorKind::forbidden, "exchange_confirmed_by_a_second_person",
                "Who asked for an exchange cannot confirm it; ask a second person.");
}

// What waits in the purse's queue was there before the exchange.
Result<void> check_covered(db::Transaction& tx, const store::LockedPurse& from, const Money& sold) {
  if (store::awards_wait(tx, from)) {
    return conflict("awards_wait", "Awards wait for the money of " + from.purse + ".");
  }
  const Money free = from.balance - min(from.floor, from.balance);
  if (!free.less_than(sold)) return {};
  return conflict("purse_does_not_hold_it", from.purse + " holds " + decimal_text(free) + ' ' +
                                                free.currency().code() + " above its floor.");
}

Result<void> post(db::Transaction& tx, const Exchange& x, const Sides& purses, Date today,
                  Instant now) {
  const auto value = value_of(x.deal);
  ensure(value.has_value(), "an exchange that is noted fits its rate");
  const Cause cause{x.fund, x.id.text(), "exchange " + x.id.text(), {}, today};
  const Entry entry = exchange_entry(
      cause, {x.from_purse, x.to_purse, purses.from.layer, x.deal.sold, x.deal.bought, *value});
  if (const auto written = store::insert_entries(tx, {entry}, now); !written) return written;
  store::insert_entry_rate(
      tx, cause,
      {x.deal.sold.currency(), x.deal.bought.currency(), x.deal.rate, x.rate_source, x.rate_on});
  store::save_balance(tx, purses.from, purses.from.balance - x.deal.sold);
  const auto queue =
      pay_queue(tx, {"ledger", x.fund, x.id.text()}, x.to_purse, value->minor(), today, now);
  if (!queue) return pass(queue);
  return {};
}

}  // namespace

Result<Exchange> request_exchange(db::Transaction& tx, const RequestExchange& command, Date today,
                                  Instant now) {
  const auto& [fund, from, to, deal, source, rate_on, reference, reason, person] = command;
  const auto sells = check_purse(tx, fund, "from_purse", from, deal.sold);
  if (!sells) return pass(sells);
  const auto buys = check_purse(tx, fund, "to_purse", to, deal.bought);
  if (!buys) return pass(buys);
  if (deal.sold.currency() == deal.bought.currency()) {
    return refuse_field("/to_purse", "must be kept in another currency than from_purse");
  }
  if (rate_on > today) return refuse_field("/rate_on", "must not lie in the future");
  if (const auto value = value_of(deal); !value) return pass(value);
  if (const auto sides = lock_sides(tx, fund, from, to, today); !sides) return pass(sides);

  const Exchange exchange{new_id<ExchangeId>(now),
                          fund,
                          from,
                          to,
                          deal,
                          source,
                          rate_on,
                          reference,
                          reason,
                          person,
                          now,
                          {},
                          {}};
  if (store::insert_exchange(tx, exchange)) return exchange;
  return conflict("exchange_already_noted",
                  "An exchange with the same reference exists; look it up under /v1/exchanges.");
}

Result<Exchange> confirm_exchange(db::Transaction& tx, const ConfirmExchange& command, Date today,
                                  Instant now) {
  auto exchange = store::find_exchange_for_update(tx, command.fund, command.exchange);
  if (!exchange) {
    return refuse(ErrorKind::not_found, "exchange_unknown", "The fund has no such exchange.");
  }
  const auto may = check_confirmation(*exchange, command.confirmed_by);
  if (!may) return pass(may);
  const auto purses =
      lock_sides(tx, exchange->fund, exchange->from_purse, exchange->to_purse, today);
  if (!purses) return pass(purses);
  const auto covered = check_covered(tx, purses->from, exchange->deal.sold);
  if (!covered) return pass(covered);

  exchange->confirmed_by = command.confirmed_by;
  exchange->confirmed_at = now;
  store::save_exchange(tx, *exchange);
  if (const auto posted = post(tx, *exchange, *purses, today, now); !posted) return pass(posted);
  return *exchange;
}

}  // namespace haven::ledger
