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
  std::optional<int> for_year{};  // whose earmark it counts towards; this year's where it says none
};
/// Notes a deposit for a purse; nothing is posted before a second person confirms it. The purse of
/// a budget year is made by its first funding. Refused: no such purse, another currency, another
/// year than this or the last one, more than an earmark allows, a deposit that was noted for this
/// purse before.
Result<Funding> request_funding(db::Transaction& tx, const RequestFunding& command, Date today,
                                Instant now);

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
