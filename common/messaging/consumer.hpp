#pragma once
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"

namespace haven::messaging {

/// Acts on one event, in the transaction that also moves the consumer's position: its effects
/// happen exactly once, however often the event arrives. A refusal or an exception rolls back and
/// is tried again with backoff, then parked. Must have no effects outside the transaction.
using Handler = std::function<Result<void>(db::Transaction&, const Event&, Instant now)>;

/// What one service listens to.
class Subscriptions {
 public:
  /// `service` is the consumer's name: one position per service, shared by all its processes.
  explicit Subscriptions(std::string service) : service_(std::move(service)) {}

  void on_type(std::string type, Handler handler) {
    handlers_.emplace(std::move(type), std::move(handler));
  }
  /// `act(tx, event, message, now)` with the payload decoded; bytes that do not decode are refused.
  template <class Message, class Act>
  void on(Act act) {
    on_type(Message::descriptor()->full_name(),
            [act](db::Transaction& tx, const Event& event, Instant now) -> Result<void> {
              Message message;
              if (!message.ParseFromString(event.payload)) {
                return refuse(ErrorKind::invalid, "payload_unreadable",
                              "the event's payload is no " + Message::descriptor()->full_name());
              }
              return act(tx, event, message, now);
            });
  }

  [[nodiscard]] const std::string& service() const { return service_; }
  [[nodiscard]] const std::map<std::string, Handler>& handlers() const { return handlers_; }

 private:
  std::string service_;
  std::map<std::string, Handler> handlers_;
};

/// The log was restored from another cluster, whose transaction numbers mean nothing here.
struct LogOfAnotherCluster : std::runtime_error {
  LogOfAnotherCluster()
      : std::runtime_error(
            "the event log was restored from another PostgreSQL cluster: its transaction numbers "
            "are "
            "ahead of this one's, and new events would be missed; stop every `haven serve` and run "
            "`haven events rebase --yes`") {}
};

struct ConsumerOptions {
  int threads = 1;
  int batch_max = 200;                      // events per transaction
  int attempts_max = 8;                     // then the event is parked
  std::chrono::milliseconds poll_least{2};  // idle polling backs off between these
  std::chrono::milliseconds poll_most{50};
  std::chrono::milliseconds lease{3000};       // a dead holder's shards are free after it
  std::chrono::milliseconds retry_first{200};  // doubles at each attempt
  std::chrono::milliseconds retry_most{60000};
};

/// Runs a service's subscriptions on threads of its own until stopped: leases shards, reads the log
/// in batches, keeps order per subject, retries and parks. See README.md beside this file. Each
/// thread keeps a connection of its own and one more renews the leases; `pool` tells where to.
class Consumer {
 public:
  Consumer(Subscriptions subscriptions, db::Pool& pool, Clock clock, ConsumerOptions options = {});
  ~Consumer();
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

  /// Throws LogOfAnotherCluster, or db::Failure when there is no database.
  void start();
  /// Finishes the batch in hand, gives the leases back and joins the threads.
  void stop();
  /// Works in the caller's thread until nothing is left to do at this moment (tests, commands);
  /// waits for older transactions to end, at most as long as a lease. Throws what start() throws
  /// and db::Failure. Returns the number of events handled.
  std::size_t run_until_idle();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace haven::messaging
