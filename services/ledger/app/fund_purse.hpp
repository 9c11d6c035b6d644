#pragma once
#include "common/db/transaction.hpp"
#include "services/ledger/store/fundings.hpp"

namespace haven::ledger {

struct RequestFunding {
  std::string fund;
  std::string purse;
  Money amount;
  std::string reference;
  std::string reason;
  std::string requested_by;
};
/// Notes a deposit for a purse; nothing is posted before a second person confirms it. Refused: no
/// such purse, another currency, a deposit that was noted for this purse before.
Result<Funding> request_funding(db::Transaction& tx, const RequestFunding& command, Instant now);

struct ConfirmFunding {
  std::string fund;
  FundingId funding;
  std::string confirmed_by;
};
/// Posts the funding and serves the purse's queue. Refused: confirmed before, or by the person who
/// asked for it.
Result<Funding> confirm_funding(db::Transaction& tx, const ConfirmFunding& command, Date today,
                                Instant now);

}  // namespace haven::ledger
