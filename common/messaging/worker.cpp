#include "common/messaging/worker.hpp"

#include "common/log/log.hpp"

namespace haven::messaging {
namespace {

// Where the cursors are once these entries, in order within each shard, are dealt with.
Moves past(Entries entries) {
  Moves moves;
  for (const Entry& entry : entries) moves[entry.shard] = entry.at;
  return moves;
}

std::size_t count_handled(Entries entries) {
  return static_cast<std::size_t>(std::ranges::count(entries, false, &Entry::held));
}

}  // namespace

std::vector<std::string> types_of(const Subscriptions& subscriptions) {
  std::vector<std::string> types;
  for (const auto& [type, handler] : subscriptions.handlers()) types.push_back(type);
  return types;
}

Worker::Worker(const Subscriptions& subscriptions, const std::string& conninfo, const Clock& clock,
               const ConsumerOptions& options)
    : consumer_(subscriptions.service()),
      types_(types_of(subscriptions)),
      owner_(new_uuid(clock())),
      clock_(clock),
      options_(options),
      connection_(conninfo),
      shards_(consumer_, types_, owner_, options.lease, connection_),
      runner_(subscriptions, clock, connection_),
      retries_(consumer_, options_, clock, connection_, runner_, shards_) {}

Round Worker::round() {
  try {
    return work();
  } catch (const LeaseLost&) {
    log::warning("lease_lost", {{"consumer", consumer_}, {"owner", owner_}});
    shards_.forget();
    return {0, true};
  } catch (...) {
    shards_.forget();
    throw;
  }
}

Round Worker::work() {
  if (shards_.balance()) retries_.look();
  if (shards_.held().empty()) return {};
  Round round;
  round.handled = retries_.work();
  round.handled += work_log(round.is_more);
  return round;
}

std::size_t Worker::work_log(bool& is_more) {
  std::size_t handled = 0;
  Page page;
  std::optional<Trouble> trouble;
  {
    db::Transaction tx{connection_.get()};
    page = read_page(tx, consumer_, types_, shards_.held(), options_.batch_max);
    if (!page.entries.empty()) {
      trouble = runner_.attempt(tx, page.entries, log_batching(page.entries, handled));
    }
  }
  if (trouble) runner_.isolate(page.entries, trouble, log_batching(page.entries, handled));
  shards_.has_read(page);
  is_more = page.is_full;
  return handled;
}

Batching Worker::log_batching(std::vector<Entry>& page, std::size_t& handled) {
  return {
      .settle =
          [this](db::Transaction& tx, Entries entries) {
            std::vector<const Entry*> behind;
            for (const Entry& entry : entries) {
              if (entry.held) behind.push_back(&entry);
            }
            if (!behind.empty()) hold(tx, consumer_, behind, clock_());
            shards_.save(tx, past(entries));
          },
      .settled =
          [this, &handled](Entries entries) {
            shards_.saved(past(entries));
            handled += count_handled(entries);
          },
      .set_aside =
          [this, &page](const Entry& failed, const std::string& error) {
            set_aside(failed, error);
            for (Entry& entry : page) {
              if (entry.event.subject == failed.event.subject) entry.held = true;
            }
            return true;
          },
  };
}

void Worker::set_aside(const Entry& failed, const std::string& error) {
  const Moves move{{failed.shard, failed.at}};
  db::Transaction tx{connection_.get()};
  retries_.put_in(tx, failed, error);
  shards_.save(tx, move);
  tx.commit();
  shards_.saved(move);
}

bool Worker::has_pending() {
  if (shards_.held().empty()) return false;
  db::Transaction tx{connection_.get()};
  return messaging::has_pending(tx, types_, shards_.held());
}

void Worker::leave() {
  shards_.give_all_back();
}

}  // namespace haven::messaging
