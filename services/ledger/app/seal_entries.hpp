#pragma once
#include <functional>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

namespace haven::ledger {

/// Signs a text with the ledger's key: 64 raw bytes of Ed25519.
using Sign = std::function<std::string(const std::string&)>;

/// Seals up to `entries_max` entries that follow the fund's chain, below the oldest running
/// transaction, and signs the new end. How many; 0 when there is nothing to seal or another process
/// is at it.
std::size_t seal_entries(db::Transaction& tx, const std::string& fund, const Sign& sign,
                         int entries_max, Instant now);

}  // namespace haven::ledger
