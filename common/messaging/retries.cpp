#include "common/messaging/retries.hpp"

#include <algorithm>

#include "common/log/log.hpp"
#include "common/messaging/log.hpp"
#include "haven/bus/v1/events.pb.h"

namespace haven::messaging {
namespace {

std::string parked_subject(const Event& event) {
  return "parked:" + event.id.text();
}

// An event about parking that fails is parked like any other, but told of by nobody: the telling
// would fail in the same way, for ever.
bool tells_of_parking(const Event& event) {
  return event.type == bus::v1::EventParked::descriptor()->full_name() ||
         event.type == bus::v1::EventUnparked::descriptor()->full_name();
}

}  // namespace

Retries::Retries(const std::string& consumer, const ConsumerOptions& options, const Clock& clock,
                 KeptConnection& connection, Runner& runner, Shards& shards)
    : consumer_(consumer),
      options_(options),
      clock_(clock),
      connection_(connection),
      runner_(runner),
      shards_(shards) {}

void Retries::look() {
  if (shards_.held().empty()) return;
  db::Transaction tx{connection_.get()};
  next_due_ = next_due(tx, consumer_, shards_.held());
}

std::size_t Retries::work() {
  if (!next_due_ || *next_due_ > clock_()) return 0;
  std::vector<std::string> subjects;
  {
    db::Transaction tx{connection_.get()};
    subjects = due_subjects(tx, consumer_, shards_.held(), clock_());
  }
  std::size_t handled = 0;
  for (const std::string& subject : subjects) handled += work_queue(subject);
  look();
  return handled;
}

std::size_t Retries::work_queue(const std::string& subject) {
  std::size_t handled = 0;
  for (bool goes_on = true; goes_on;) {
    std::vector<Waiting> queue;
    {
      db::Transaction tx{connection_.get()};
      queue = runnable(tx, consumer_, subject, clock_(), options_.batch_max);
    }
    if (queue.empty()) break;
    std::vector<Entry> entries;
    for (const Waiting& waiting : queue) entries.push_back(waiting.entry);
    const Batching batching = queue_batching(queue, handled);
    std::optional<Trouble> trouble;
    {
      db::Transaction tx{connection_.get()};
      trouble = runner_.attempt(tx, entries, batching);
    }
    if (trouble) goes_on = runner_.isolate(entries, trouble, batching);
  }
  return handled;
}

Batching Retries::queue_batching(const std::vector<Waiting>& queue, std::size_t& handled) {
  return {
      .settle = [this, &queue](db::Transaction& tx, Entries done) { settle(tx, queue, done); },
      .settled =
          [this, &handled](Entries done) {
            shards_.saved(shards_.stay(done.front().shard));
            handled += done.size();
          },
      .set_aside =
          [this, &queue](const Entry& failed, const std::string& error) {
            fail_again(*std::ranges::find(queue, failed.event.id,
                                          [](const Waiting& w) { return w.entry.event.id; }),
                       error);
            return false;
          },
  };
}

void Retries::settle(db::Transaction& tx, const std::vector<Waiting>& queue, Entries done) {
  const Instant now = clock_();
  std::vector<std::string> ids;
  for (const Entry& entry : done) ids.push_back(entry.event.id.text());
  take_out(tx, consumer_, done.front().event.subject, ids, now);
  for (const Waiting& waiting : queue) {
    const Event& event = waiting.entry.event;
    const bool is_done = std::ranges::find(ids, event.id.text()) != ids.end();
    if (!is_done || !waiting.was_parked || tells_of_parking(event)) continue;
    bus::v1::EventUnparked unparked;
    unparked.set_consumer(consumer_);
    unparked.set_event_id(event.id.text());
    unparked.set_event_subject(event.subject);
    unparked.set_skipped(waiting.entry.held);
    append(tx, because_of(event, consumer_), parked_subject(event), unparked, now);
  }
  shards_.save(tx, shards_.stay(done.front().shard));
}

void Retries::put_in(db::Transaction& tx, const Entry& failed, const std::string& error) {
  const Instant now = clock_();
  const Failing failing = failing_after(1, error, now);
  set_aside(tx, consumer_, failed, failing, now);
  tell(tx, failed.event, failing, now);
  if (!failing.is_parked) next_due_ = std::min(next_due_.value_or(failing.due), failing.due);
}

void Retries::fail_again(const Waiting& waiting, const std::string& error) {
  const Instant now = clock_();
  const Failing failing = failing_after(waiting.attempts + 1, error, now);
  const Moves stay = shards_.stay(waiting.entry.shard);
  db::Transaction tx{connection_.get()};
  messaging::fail_again(tx, consumer_, waiting.entry.event.id, failing, now);
  tell(tx, waiting.entry.event, failing, now);
  shards_.save(tx, stay);
  tx.commit();
  shards_.saved(stay);
}

Failing Retries::failing_after(int attempts, const std::string& error, Instant now) const {
  constexpr int doublings_most = 30;
  const auto doubled = options_.retry_first * (1LL << std::min(attempts - 1, doublings_most));
  const auto delay = std::min<std::chrono::milliseconds>(doubled, options_.retry_most);
  return {attempts, attempts >= options_.attempts_max, now + delay, error};
}

void Retries::tell(db::Transaction& tx, const Event& event, const Failing& failing,
                   Instant now) const {
  log::warning(failing.is_parked ? "event_parked" : "event_failed", {{"consumer", consumer_},
                                                                     {"event_id", event.id.text()},
                                                                     {"type", event.type},
                                                                     {"attempts", failing.attempts},
                                                                     {"error", failing.error}});
  if (!failing.is_parked || tells_of_parking(event)) return;
  bus::v1::EventParked parked;
  parked.set_consumer(consumer_);
  parked.set_event_id(event.id.text());
  parked.set_event_type(event.type);
  parked.set_event_subject(event.subject);
  parked.set_attempts(failing.attempts);
  append(tx, because_of(event, consumer_), parked_subject(event), parked, now);
}

}  // namespace haven::messaging
