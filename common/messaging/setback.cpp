#include "common/messaging/setback.hpp"

#include <algorithm>

#include "common/messaging/entry_sql.hpp"

namespace haven::messaging {
namespace {

using db::into;
using db::use;

std::string shards_of(const std::vector<Holding>& held) {
  std::vector<std::string> shards;
  for (const Holding& holding : held) shards.push_back(std::to_string(holding.shard));
  return db::array_of(shards);
}

std::string state_of(const Failing& failing) {
  return failing.is_parked ? "parked" : "waiting";
}

std::optional<Instant> due_of(const Failing& failing) {
  if (failing.is_parked) return {};
  return failing.due;
}

std::optional<Instant> parked_of(const Failing& failing, Instant now) {
  if (failing.is_parked) return now;
  return {};
}

}  // namespace

void set_aside(db::Transaction& tx, const std::string& consumer, const Entry& entry,
               const Failing& failing, Instant now) {
  db::run(
      tx,
      "insert into bus.retry (consumer, event_id, shard, subject, state, attempts, due_at, error, "
      "failed_at, parked_at) values (:consumer, :event, :shard, :subject, :state, :attempts, :due, "
      ":error, :now, :parked) on conflict (consumer, event_id) do nothing",
      use(consumer), use(entry.event.id), use(entry.shard), use(entry.event.subject),
      use(state_of(failing)), use(failing.attempts), use(due_of(failing)), use(failing.error),
      use(now), use(parked_of(failing, now)));
}

void hold(db::Transaction& tx, const std::string& consumer,
          const std::vector<const Entry*>& entries, Instant now) {
  std::vector<std::string> ids;
  for (const Entry* entry : entries) ids.push_back(entry->event.id.text());
  db::run(
      tx,
      "insert into bus.retry (consumer, event_id, shard, subject, state, attempts, error, "
      "failed_at) "
      "select :consumer, event_id, shard, subject, 'held', 0, '', :now::timestamptz from bus.event "
      "where event_id = any(:ids::uuid[]) on conflict (consumer, event_id) do nothing",
      use(consumer), use(now), use(db::array_of(ids)));
}

void fail_again(db::Transaction& tx, const std::string& consumer, const EventId& event,
                const Failing& failing, Instant now) {
  db::run(
      tx,
      "update bus.retry set state = :state, attempts = :attempts, due_at = :due, error = :error, "
      "parked_at = coalesce(:parked::timestamptz, parked_at) "
      "where consumer = :consumer and event_id = :event",
      use(state_of(failing)), use(failing.attempts), use(due_of(failing)), use(failing.error),
      use(parked_of(failing, now)), use(consumer), use(event));
}

void take_out(db::Transaction& tx, const std::string& consumer, const std::string& subject,
              const std::vector<std::string>& events, Instant now) {
  db::run(tx, "delete from bus.retry where consumer = :consumer and event_id = any(:ids::uuid[])",
          use(consumer), use(db::array_of(events)));
  db::run(tx,
          "update bus.retry set state = 'waiting', due_at = :now where consumer = :consumer "
          "and state = 'held' and event_id = (select r.event_id from bus.retry r "
          "join bus.event e using (event_id) where r.consumer = :consumer and r.subject = :subject "
          "order by e.tx, e.position limit 1)",
          use(now), use(consumer), use(consumer), use(subject));
}

std::vector<std::string> due_subjects(db::Transaction& tx, const std::string& consumer,
                                      const std::vector<Holding>& held, Instant now) {
  constexpr int subjects_max = 20;  // per round, so that the log is not left waiting
  std::vector<std::string> subjects;
  std::string subject;
  db::each(
      tx,
      "select subject from bus.retry where consumer = :consumer "
      "and shard = any(:shards::smallint[]) and due_at <= :now "
      "group by subject order by min(due_at) limit :most",
      [&] { subjects.push_back(subject); }, use(consumer), use(shards_of(held)), use(now),
      use(subjects_max), into(subject));
  return subjects;
}

std::optional<Instant> next_due(db::Transaction& tx, const std::string& consumer,
                                const std::vector<Holding>& held) {
  std::optional<Instant> due;
  db::run(tx,
          "select min(due_at)::text from bus.retry where consumer = :consumer "
          "and shard = any(:shards::smallint[]) and due_at is not null",
          use(consumer), use(shards_of(held)), into(due));
  return due;
}

std::vector<Waiting> runnable(db::Transaction& tx, const std::string& consumer,
                              const std::string& subject, Instant now, int entries_max) {
  std::vector<Waiting> queue;
  Waiting waiting;
  bool is_skipped = false;
  each_entry(
      tx,
      "select r.state = 'skipped', r.attempts, r.parked_at is not null, "
      "r.state = 'held' or coalesce(r.due_at <= :now, false), " +
          entry_columns +
          "from bus.retry r join bus.event e using (event_id) where r.consumer = :consumer "
          "and r.subject = :subject order by e.tx, e.position limit :most",
      [&](const Entry& entry) {
        waiting.entry = entry;
        waiting.entry.held = is_skipped;
        queue.push_back(waiting);
      },
      use(now), use(consumer), use(subject), use(entries_max), into(is_skipped),
      into(waiting.attempts), into(waiting.was_parked), into(waiting.may_run));
  const auto stop = std::ranges::find(queue, false, &Waiting::may_run);
  queue.erase(stop, queue.end());
  return queue;
}

}  // namespace haven::messaging
