#pragma once
// Who holds which shard of a consumer, and how far it got: the tables bus.consumer, bus.worker and
// bus.progress. See sql/bus/0002_consumer.sql for how the rows of bus.progress fence.
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/entry.hpp"

namespace haven::messaging {

/// A shard as its holder knows it.
struct Holding {
  int shard = 0;
  std::int64_t n = 0;        // of the newest progress row: compare-and-set
  std::int64_t token = 0;    // fencing token
  Cursor saved;              // has taken effect, committed
  Cursor read;               // nothing of ours lies between `saved` and here
  std::int64_t trimmed = 0;  // rows below this n are gone
};

/// A shard as the database shows it to everybody.
struct Standing {
  Holding holding;
  std::string owner;      // empty: nobody
  bool is_alive = false;  // the owner's lease has not run out
};

struct Roster {
  bool types_are_current = true;     // false: a newer process of this consumer knows other types
  std::vector<std::string> workers;  // that know these types and whose lease has not run out
  std::vector<Standing> shards;
};

/// Another holder has the shard now: what this transaction did must not be committed.
struct LeaseLost : std::runtime_error {
  LeaseLost() : std::runtime_error("another worker holds the shard now") {}
};

/// True when the log was restored from another cluster and must be rebased first.
bool log_is_of_another_cluster(db::Transaction& tx);

/// Makes the consumer known, from the log's beginning when it is new. When its types have changed,
/// every shard is taken from its holder, who may know only the old ones.
void register_consumer(db::Transaction& tx, const std::string& consumer,
                       const std::vector<std::string>& types, Instant now);

/// Renews the lease of these workers, in database time.
void renew(db::Transaction& tx, const std::string& consumer, const std::vector<std::string>& types,
           const std::vector<std::string>& owners, std::chrono::milliseconds lease);
void forget_worker(db::Transaction& tx, const std::string& consumer, const std::string& owner);
/// Removes workers whose lease ran out long ago.
void forget_dead_workers(db::Transaction& tx, const std::string& consumer);

Roster roster_of(db::Transaction& tx, const std::string& consumer,
                 const std::vector<std::string>& types);

/// Takes shards that were free when `wanted` was read; gives those that it got.
std::vector<Holding> take(db::Transaction& tx, const std::string& consumer,
                          const std::string& owner, const std::vector<Holding>& wanted);
void give_back(db::Transaction& tx, const std::string& consumer, const std::vector<Holding>& held);

/// Writes `saved` of each as the new cursor. The last statement of every transaction of a holder,
/// also where the cursor stays: it checks the token and the row that the holder knows as newest,
/// and throws LeaseLost when either is no longer so. After the commit, `n` counts one more.
void save(db::Transaction& tx, const std::string& consumer, const std::string& owner,
          const std::vector<Holding>& held);

/// Removes the shard's rows of bus.progress from `trimmed` on that are no longer the newest.
/// Bounded below, so that rows which a held snapshot keeps after their removal are not walked
/// again.
void trim(db::Transaction& tx, const std::string& consumer, const Holding& held);

/// The shards in which the log has anything between `saved` and `read`.
std::vector<int> passed_something(db::Transaction& tx, const std::vector<Holding>& held);

}  // namespace haven::messaging
