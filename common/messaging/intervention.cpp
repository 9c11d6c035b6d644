// The acting half of operator.hpp.
#include "common/db/sql.hpp"
#include "common/messaging/operator.hpp"

namespace haven::messaging {
namespace {

using db::into;
using db::use;

// Who acted and why is never optional, and stands in the same transaction as the act.
Result<void> record(db::Transaction& tx, const std::string& act,
                    const std::optional<std::string>& consumer, const std::optional<EventId>& event,
                    const Intervention& intervention, Instant now) {
  if (intervention.by.empty()) return refuse_field("operator", "say who you are");
  if (intervention.reason.empty()) return refuse_field("reason", "say why; it is kept");
  db::run(tx,
          "insert into bus.intervention (act, consumer, event_id, operator, reason, acted_at) "
          "values (:act, :consumer, :event, :by, :reason, :now)",
          use(act), use(consumer), use(event), use(intervention.by), use(intervention.reason),
          use(now));
  return {};
}

Result<void> set_parked(db::Transaction& tx, const std::string& act, const std::string& state,
                        const std::string& consumer, const EventId& event,
                        const Intervention& intervention, Instant now) {
  // The consumer that holds the shard does the rest, as soon as it looks again.
  const auto changed =
      db::change(tx,
                 "update bus.retry set state = :state, attempts = 0, due_at = :now "
                 "where consumer = :consumer and event_id = :event and state = 'parked'",
                 use(state), use(now), use(consumer), use(event));
  if (changed == 0) {
    return refuse(ErrorKind::conflict, "not_parked",
                  "This event is not parked for consumer " + consumer +
                      "; `haven events parked` lists those that are.");
  }
  return record(tx, act, consumer, event, intervention, now);
}

// Where a replay begins in each shard: just before the event, or before the first event from a
// moment on. Only shards whose cursor is further take part.
const std::string replay_start =
    "with start as (select s.consumer, s.types, s.shard, s.n, s.token, s.tx as reached_tx, "
    "s.position as reached_position, first.tx, first.position - 1 as position from bus.standing s "
    "cross join lateral (select e.tx, e.position from bus.event e "
    "where e.event_id = :event union all (select e.tx, e.position from bus.event e "
    "where e.shard = s.shard and e.occurred_at >= :since::timestamptz "
    "order by e.tx, e.position limit 1)) first "
    "where s.consumer = :consumer and (first.tx, first.position) <= (s.tx, s.position)) ";

Result<void> check_start(db::Transaction& tx, const std::string& consumer,
                         const ReplayStart& start) {
  if (!db::run(tx, "select 1 from bus.consumer where consumer = :consumer", use(consumer))) {
    return refuse(ErrorKind::not_found, "unknown_consumer",
                  "There is no consumer " + consumer + "; `haven events lag` lists them.");
  }
  if (start.event.has_value() == start.since.has_value()) {
    return refuse_field("start", "name either an event or a moment to begin with");
  }
  if (start.event &&
      !db::run(tx, "select 1 from bus.event where event_id = :id", use(*start.event))) {
    return refuse(ErrorKind::not_found, "unknown_event",
                  "The log has no such event; it may have been retired.");
  }
  return {};
}

}  // namespace

Result<void> retry_parked(db::Transaction& tx, const std::string& consumer, const EventId& event,
                          const Intervention& intervention, Instant now) {
  return set_parked(tx, "retry", "waiting", consumer, event, intervention, now);
}

Result<void> skip_parked(db::Transaction& tx, const std::string& consumer, const EventId& event,
                         const Intervention& intervention, Instant now) {
  return set_parked(tx, "skip", "skipped", consumer, event, intervention, now);
}

Result<std::int64_t> replay_size(db::Transaction& tx, const std::string& consumer,
                                 const ReplayStart& start) {
  if (const auto known = check_start(tx, consumer, start); !known) return pass(known);
  std::int64_t events = 0;
  db::run(tx,
          replay_start +
              "select count(*) from start join bus.event e on e.shard = start.shard "
              "and (e.tx, e.position) > (start.tx, start.position) "
              "and (e.tx, e.position) <= (start.reached_tx, start.reached_position) "
              "and e.type = any(start.types)",
          use(start.event), use(start.since), use(consumer), into(events));
  return events;
}

Result<std::int64_t> replay(db::Transaction& tx, const std::string& consumer,
                            const ReplayStart& start, const Intervention& intervention,
                            Instant now) {
  const auto events = replay_size(tx, consumer, start);
  if (!events) return events;
  // A new row with a higher token: whoever holds the shard now loses it and reads the cursor anew.
  db::run(tx,
          replay_start +
              "insert into bus.progress (consumer, shard, n, token, tx, position) "
              "select consumer, shard, n + 1, token + 1, tx, position from start",
          use(start.event), use(start.since), use(consumer));
  if (const auto kept = record(tx, "replay", consumer, start.event, intervention, now); !kept) {
    return pass(kept);
  }
  return events;
}

Result<std::int64_t> retire(db::Pool& pool, Instant before, const Intervention& intervention,
                            Instant now) {
  constexpr int events_per_transaction = 5000;
  const auto recorded = db::in_transaction(
      pool, [&](db::Transaction& tx) { return record(tx, "retire", {}, {}, intervention, now); });
  if (!recorded) return pass(recorded);
  std::int64_t retired = 0, batch = 0;
  do {
    batch = db::in_transaction(pool, [&](db::Transaction& tx) {
      std::int64_t deleted = 0;
      db::run(tx, "select bus.retire(:before, :most)", use(before), use(events_per_transaction),
              into(deleted));
      return deleted;
    });
    retired += batch;
  } while (batch > 0);
  return retired;
}

Result<std::int64_t> rebase(db::Transaction& tx, const Intervention& intervention, Instant now) {
  std::int64_t rebased = 0;
  tx.connection().execute("set local statement_timeout to 0");
  db::run(tx, "select bus.rebase()", into(rebased));
  if (const auto kept = record(tx, "rebase", {}, {}, intervention, now); !kept) return pass(kept);
  return rebased;
}

}  // namespace haven::messaging
