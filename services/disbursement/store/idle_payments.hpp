#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

/// A payment that waits for its payee.
struct Idle {
  Payment payment;
  Instant since{};  // when it was planned or came back, or the last hold of the fund was lifted
};
/// Which payments do not wait for their payee but for the fund.
struct FundsTurn {
  std::vector<std::string> hold_kinds;    // by a hold of these kinds
  std::vector<std::string> return_codes;  // by what the bank gave as its reason
};
/// Payments without a record that wait for their payee since `limit` or longer: held without a
/// complete account, or returned without a further attempt. Not what the fund keeps back, what a
/// cashier had stopped, or what was debited although it came back. Locked; the longest waiting
/// first.
std::vector<Idle> idle_for_update(db::Transaction& tx, const std::string& fund, Instant limit,
                                  const FundsTurn& funds_turn, int most);

}  // namespace haven::disbursement::store
