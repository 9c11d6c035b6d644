#pragma once
#include "common/db/transaction.hpp"
#include "services/ledger/store/exchanges.hpp"

namespace haven::ledger {

struct RequestExchange {
  std::string fund;
  std::string from_purse, to_purse;
  Deal deal;
  std::string rate_source;
  Date rate_on{};
  std::string reference;
  std::string reason;
  std::string requested_by;
};
/// Notes that the bank changed money of one purse into another purse's currency. Refused: a purse
/// that does not exist, is kept in another currency, belongs to another layer or closed; a rate of
/// tomorrow; amounts that do not fit the rate; a deal that was noted before.
Result<Exchange> request_exchange(db::Transaction& tx, const RequestExchange& command, Date today,
                                  Instant now);

struct ConfirmExchange {
  std::string fund;
  ExchangeId exchange;
  std::string confirmed_by;
};
/// Posts the exchange with its rate and serves the queue of the purse that got the money. Refused
/// besides: confirmed before, by the person who asked for it, or the purse does not hold what is
/// sold above its floor, or owes it to awards that wait.
Result<Exchange> confirm_exchange(db::Transaction& tx, const ConfirmExchange& command, Date today,
                                  Instant now);

}  // namespace haven::ledger
