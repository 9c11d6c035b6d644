#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/messaging/consumer.hpp"
#include "common/messaging/kept_connection.hpp"
#include "common/messaging/runner.hpp"
#include "common/messaging/setback.hpp"
#include "common/messaging/shards.hpp"

namespace haven::messaging {

/// The events of a worker's shards that failed: tried again with a growing delay, parked after the
/// last try; those behind them follow in order.
class Retries {
 public:
  Retries(const std::string& consumer, const ConsumerOptions& options, const Clock& clock,
          KeptConnection& connection, Runner& runner, Shards& shards);

  /// Asks when the next one is due; operators may have changed it.
  void look();
  /// Runs what is due. Returns how many events were handled.
  std::size_t work();
  /// After an event's first failure, in the transaction that moves past it.
  void put_in(db::Transaction& tx, const Entry& failed, const std::string& error);

 private:
  std::size_t work_queue(const std::string& subject);
  Batching queue_batching(const std::vector<Waiting>& queue, std::size_t& handled);
  void settle(db::Transaction& tx, const std::vector<Waiting>& queue, Entries done);
  void fail_again(const Waiting& waiting, const std::string& error);
  Failing failing_after(int attempts, const std::string& error, Instant now) const;
  void tell(db::Transaction& tx, const Event& event, const Failing& failing, Instant now) const;

  const std::string& consumer_;
  const ConsumerOptions& options_;
  const Clock& clock_;
  KeptConnection& connection_;
  Runner& runner_;
  Shards& shards_;
  std::optional<Instant> next_due_;
};

}  // namespace haven::messaging
