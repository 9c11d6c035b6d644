#pragma once
#include <chrono>
#include <cstddef>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

namespace haven::disbursement {

/// Marks payments unknown that left before `limit` and of which no statement spoke since, and says
/// PaymentUnknown for each; at most 1000 at once. Returns how many.
std::size_t sweep_unknown(db::Transaction& tx, Instant limit, Instant now);

}  // namespace haven::disbursement
