#pragma once
#include <functional>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/order_file.hpp"

namespace haven::disbursement {

/// The next payments in ascending order of reference; none: no more.
using NextPayments = std::function<std::vector<Payment>()>;

/// Writes the orders that `next` gives as pain.001 and keeps the file in parts, so that memory does
/// not grow with it. `file` says name, batch, account, number, sum and moment; what is written
/// depends on it, the account and the payments alone. Refused, for the caller to roll back: a payee
/// whom no bank could name, a number or sum other than said. The refusal names the order.
Result<OrderFile> write_order_file(db::Transaction& tx, OrderFile file, const FundAccount& from,
                                   Date execute_on, const NextPayments& next);

}  // namespace haven::disbursement
