#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/messaging/consumer.hpp"
#include "common/messaging/kept_connection.hpp"
#include "common/messaging/page.hpp"
#include "common/messaging/retries.hpp"
#include "common/messaging/runner.hpp"
#include "common/messaging/shards.hpp"

namespace haven::messaging {

/// What one round of a worker came to.
struct Round {
  std::size_t handled = 0;
  bool is_more = false;  // go on at once
};

/// One thread's work for a consumer: takes its share of the shards, runs what is due for a retry,
/// reads the log in batches. One thread at a time.
class Worker {
 public:
  Worker(const Subscriptions& subscriptions, const std::string& conninfo, const Clock& clock,
         const ConsumerOptions& options);

  /// Throws when the database is gone or refuses; its shards are read again in the next round.
  Round round();
  /// True when committed events wait for an older transaction to end.
  bool has_pending();
  /// Gives its shards back to the others.
  void leave();
  [[nodiscard]] const std::string& owner() const { return owner_; }

 private:
  Round work();
  std::size_t work_log(bool& is_more);
  Batching log_batching(std::vector<Entry>& page, std::size_t& handled);
  void set_aside(const Entry& failed, const std::string& error);

  const std::string consumer_;
  const std::vector<std::string> types_;
  const std::string owner_;
  const Clock& clock_;
  const ConsumerOptions options_;
  KeptConnection connection_;
  Shards shards_;
  Runner runner_;
  Retries retries_;
};

/// The types that handlers exist for, in order.
std::vector<std::string> types_of(const Subscriptions& subscriptions);

}  // namespace haven::messaging
