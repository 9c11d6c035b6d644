#pragma once
// What people who run an installation see of the bus and do to it: `haven events`, `haven check`
// and the metrics. Connect as haven_operator (or haven_auditor to look only); a service's role sees
// only its own consumer.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/entry.hpp"
#include "common/messaging/event.hpp"

namespace haven::messaging {

/// How far a consumer is behind the log.
struct ConsumerLag {
  std::string consumer;
  std::int64_t behind = 0;           // events of its types that it has not passed
  std::optional<Instant> oldest_at;  // of the first of them
  std::int64_t waiting = 0;          // failed, will be tried again
  std::int64_t held = 0;             // behind a failed event of their subject
  std::int64_t parked = 0;           // given up; an operator must act
  std::int64_t workers = 0;          // threads that hold a lease now
};
std::vector<ConsumerLag> lag_of_consumers(db::Transaction& tx);
std::vector<ConsumerLag> lag_of_consumers(db::Pool& pool);

/// An event that failed a consumer. `error` is a code or an exception's type.
struct FailedEvent {
  std::string consumer;
  EventId id;
  std::string type;
  std::string subject;
  std::string fund;
  std::string state;  // waiting, parked, skipped
  int attempts = 0;
  std::string error;
  Instant failed_at;
  std::optional<Instant> due_at;
  std::int64_t held = 0;  // events of its subject that wait behind it
};
std::vector<FailedEvent> parked_events(db::Transaction& tx);
/// All that failed and are not done, parked ones included.
std::vector<FailedEvent> failed_events(db::Transaction& tx);

/// What a look at the log is about. Empty texts: all.
struct LogQuery {
  std::string type = {};  // full name, or its last part: "ClaimFiled"
  std::string subject = {};
  std::string fund = {};
  int events_max = 20;
};
/// The last events that consumers may read by now, oldest first.
std::vector<Entry> last_events(db::Transaction& tx, const LogQuery& query);
/// Those after a place in the log, oldest first; called again with the last one's place, it misses
/// none.
std::vector<Entry> events_after(db::Transaction& tx, const LogQuery& query, Cursor after);

std::optional<Entry> find_event(db::Transaction& tx, const EventId& id);

/// Where one event stands with one consumer that subscribes to its type.
struct Delivery {
  std::string consumer;
  std::string state;  // "done", "not yet", or as in FailedEvent, or "held"
};
std::vector<Delivery> deliveries_of(db::Transaction& tx, const Entry& entry);

/// The payload as JSON with the names of its proto file. Holds personal data: print it only where
/// the caller asked for it. Nothing when the type is unknown to this program or does not decode.
std::optional<std::string> payload_json(const Event& event);

/// Who does something to the bus, and why; kept in bus.intervention.
struct Intervention {
  std::string by;
  std::string reason;
};

/// A parked event is tried again, with all its attempts; those behind it follow when it succeeds.
/// Refused unless it is parked for this consumer.
Result<void> retry_parked(db::Transaction& tx, const std::string& consumer, const EventId& event,
                          const Intervention& intervention, Instant now);
/// A parked event is passed over for ever; those behind it go on in order.
Result<void> skip_parked(db::Transaction& tx, const std::string& consumer, const EventId& event,
                         const Intervention& intervention, Instant now);

/// From where a consumer reads again: an event (included) or the first event from a moment on.
struct ReplayStart {
  std::optional<EventId> event = {};
  std::optional<Instant> since = {};
};
/// How many events of its types the consumer would be given again.
Result<std::int64_t> replay_size(db::Transaction& tx, const std::string& consumer,
                                 const ReplayStart& start);
/// Sets the consumer's cursors back; never forward. Handlers see events that they have seen before.
Result<std::int64_t> replay(db::Transaction& tx, const std::string& consumer,
                            const ReplayStart& start, const Intervention& intervention,
                            Instant now);

/// Deletes events older than `before` that every known consumer has passed and none has to try
/// again, in transactions of a few thousand. Returns how many.
Result<std::int64_t> retire(db::Pool& pool, Instant before, const Intervention& intervention,
                            Instant now);

/// After a restore into another cluster: gives the log numbers of this one. Returns how many events
/// were rewritten; nothing is done when it is not needed. No `haven serve` may run.
Result<std::int64_t> rebase(db::Transaction& tx, const Intervention& intervention, Instant now);

}  // namespace haven::messaging
