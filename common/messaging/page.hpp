#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/entry.hpp"
#include "common/messaging/holding.hpp"

namespace haven::messaging {

/// What the log has for a worker at one moment.
struct Page {
  std::vector<Entry> entries;  // in order within each shard
  std::int64_t horizon = 0;    // every transaction below it has ended and was seen
  bool is_full = false;        // there may be more below the horizon
};

/// Reads up to `entries_max` events of these types from the shards' `read` cursors on, those of the
/// first shards first. Only transactions below the oldest one still running are read: one that is
/// open now may have a lower number than one that is committed, and would be missed for ever.
Page read_page(db::Transaction& tx, const std::string& consumer,
               const std::vector<std::string>& types, const std::vector<Holding>& held,
               int entries_max);

/// True when committed events wait above the horizon for an older transaction to end.
bool has_pending(db::Transaction& tx, const std::vector<std::string>& types,
                 const std::vector<Holding>& held);

}  // namespace haven::messaging
