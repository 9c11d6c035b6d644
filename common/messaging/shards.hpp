#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "common/messaging/holding.hpp"
#include "common/messaging/kept_connection.hpp"
#include "common/messaging/page.hpp"

namespace haven::messaging {

/// Where cursors go: by shard.
using Moves = std::map<int, Cursor>;

/// The shards that one worker holds, and how far it got in each. What stands here is believed only
/// until the next save(), which checks it in the database.
class Shards {
 public:
  Shards(std::string consumer, std::vector<std::string> types, std::string owner,
         std::chrono::milliseconds lease, KeptConnection& connection);

  /// Renews the lease, takes or gives back shards, saves cursors that passed only events of other
  /// types, and trims. Three times within a lease; false, and nothing done, before it is due.
  bool balance();
  void give_all_back();
  /// Everything is read again from the database by the next balance().
  void forget();

  [[nodiscard]] const std::vector<Holding>& held() const { return held_; }
  /// A move that only fences: the shard's cursor stays.
  [[nodiscard]] Moves stay(int shard) const;
  /// The last statement of a transaction; throws LeaseLost.
  void save(db::Transaction& tx, const Moves& moves) const;
  /// That transaction is committed.
  void saved(const Moves& moves);
  /// Nothing below the page's horizon is left to read, unless the page was full. The next page
  /// begins with another shard.
  void has_read(const Page& page);

 private:
  void hold(const std::vector<Holding>& shards);
  void save_quiet_shards();
  void clean_up();
  [[nodiscard]] const Holding& holding_of(int shard) const;

  const std::string consumer_;
  const std::vector<std::string> types_;
  const std::string owner_;
  const std::chrono::milliseconds lease_;
  KeptConnection& connection_;
  std::vector<Holding> held_;  // the one to be read first comes first
  std::chrono::steady_clock::time_point balance_at_{};
};

}  // namespace haven::messaging
