#pragma once
#include "common/db/transaction.hpp"
#include "services/ledger/store/expiries.hpp"

namespace haven::ledger {

struct RequestExpiry {
  std::string fund;
  std::string purse;
  std::string reason;
  std::string requested_by;
};
/// Notes the wish that what a closed budget year still holds lapses. Refused: no such purse, no
/// budget year, one that still takes awards, one that holds nothing, another expiry of it waits.
Result<Expiry> request_expiry(db::Transaction& tx, const RequestExpiry& command, Date today,
                              Instant now);

struct ConfirmExpiry {
  std::string fund;
  ExpiryId expiry;
  std::string confirmed_by;
};
/// Moves what the year holds at this moment to the purse that gets its remainder, and serves that
/// purse's queue with it. What comes back to the year later lapses by another expiry. Refused
/// besides: confirmed before, or by the person who asked for it.
Result<Expiry> confirm_expiry(db::Transaction& tx, const ConfirmExpiry& command, Date today,
                              Instant now);

}  // namespace haven::ledger
