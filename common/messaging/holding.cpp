#include "common/messaging/holding.hpp"

#include <algorithm>
#include <set>

#include "common/db/sql.hpp"
#include "common/messaging/shard.hpp"

namespace haven::messaging {
namespace {

using db::into;
using db::use;

constexpr std::int64_t untrimmed_most = 1000;

/// One number of every holding as a PostgreSQL array.
template <class Number>
std::string numbers(const std::vector<Holding>& held, Number number) {
  std::string text = "{";
  for (const Holding& holding : held) {
    if (text.size() > 1) text += ',';
    text += std::to_string(number(holding));
  }
  return text + '}';
}

std::int64_t shard_number(const Holding& holding) {
  return holding.shard;
}
std::int64_t saved_tx(const Holding& holding) {
  return holding.saved.tx;
}
std::int64_t saved_position(const Holding& holding) {
  return holding.saved.position;
}

/// One new row of bus.progress for each holding that is as its holder knows it. `owner` nothing:
/// gives it back. Returns the shards for which a row was written.
std::set<int> write_progress(db::Transaction& tx, const std::string& consumer,
                             const std::optional<std::string>& owner, bool is_new_holder,
                             const std::vector<Holding>& held) {
  std::set<int> written;
  int shard = 0;
  db::each(
      tx,
      "insert into bus.progress (consumer, shard, n, token, owner, tx, position) "
      "select :consumer, step.shard, step.n + 1, step.token + :more, :owner::uuid, step.tx, "
      "step.position "
      "from unnest(:shards::smallint[], :ns::bigint[], :tokens::bigint[], :txs::xid8[], "
      ":positions::bigint[]) as step(shard, n, token, tx, position) "
      "cross join lateral (select p.n, p.token from bus.progress p "
      "where p.consumer = :consumer and p.shard = step.shard order by p.n desc limit 1) newest "
      "where newest.n = step.n and newest.token = step.token "
      "on conflict (consumer, shard, n) do nothing returning shard",
      [&] { written.insert(shard); }, use(consumer), use(is_new_holder ? 1 : 0), use(owner),
      use(numbers(held, shard_number)), use(numbers(held, [](auto& h) { return h.n; })),
      use(numbers(held, [](auto& h) { return h.token; })), use(numbers(held, saved_tx)),
      use(numbers(held, saved_position)), use(consumer), into(shard));
  return written;
}

void insert_first_progress(db::Transaction& tx, const std::string& consumer) {
  db::run(tx,
          "insert into bus.progress (consumer, shard, n, token, tx, position) "
          "select :consumer, shard, 0, 0, '0', 0 from generate_series(0, :last) as s(shard) "
          "where not exists (select from bus.progress p where p.consumer = :consumer)",
          use(consumer), use(shard_count - 1), use(consumer));
}

void take_from_all_holders(db::Transaction& tx, const std::string& consumer) {
  db::run(tx,
          "insert into bus.progress (consumer, shard, n, token, tx, position) "
          "select consumer, shard, n + 1, token + 1, tx, position from bus.standing "
          "where consumer = :consumer and owner is not null",
          use(consumer));
}

}  // namespace

bool log_is_of_another_cluster(db::Transaction& tx) {
  bool is_foreign = false;
  db::run(tx, "select bus.is_of_another_cluster()", into(is_foreign));
  return is_foreign;
}

void register_consumer(db::Transaction& tx, const std::string& consumer,
                       const std::vector<std::string>& types, Instant now) {
  const auto changed =
      db::change(tx,
                 "insert into bus.consumer (consumer, types, registered_at) "
                 "values (:consumer, :types::text[], :now) on conflict (consumer) do update "
                 "set types = excluded.types where consumer.types <> excluded.types",
                 use(consumer), use(db::array_of(types)), use(now));
  if (changed == 0) return;
  insert_first_progress(tx, consumer);
  take_from_all_holders(tx, consumer);
}

void renew(db::Transaction& tx, const std::string& consumer, const std::vector<std::string>& types,
           const std::vector<std::string>& owners, std::chrono::milliseconds lease) {
  const std::int64_t ms = lease.count();
  db::run(tx,
          "insert into bus.worker (consumer, owner, types, until) select :consumer, owner, "
          ":types::text[], clock_timestamp() + :ms * interval '1 millisecond' "
          "from unnest(:owners::uuid[]) as o(owner) "
          "on conflict (consumer, owner) do update set until = excluded.until "
          // Renewed already by the worker itself or by the heartbeat beside it.
          "where worker.until < clock_timestamp() + :fresh * interval '1 millisecond'",
          use(consumer), use(db::array_of(types)), use(ms), use(db::array_of(owners)),
          use(ms * 2 / 3));
}

void forget_worker(db::Transaction& tx, const std::string& consumer, const std::string& owner) {
  db::run(tx, "delete from bus.worker where consumer = :consumer and owner = :owner", use(consumer),
          use(owner));
}

void forget_dead_workers(db::Transaction& tx, const std::string& consumer) {
  db::run(tx,
          "delete from bus.worker where consumer = :consumer "
          "and until < clock_timestamp() - interval '1 minute'",
          use(consumer));
}

Roster roster_of(db::Transaction& tx, const std::string& consumer,
                 const std::vector<std::string>& types) {
  Roster roster;
  roster.types_are_current = db::run(
      tx, "select 1 from bus.consumer where consumer = :consumer and types = :types::text[]",
      use(consumer), use(db::array_of(types)));
  std::string worker;
  db::each(
      tx,
      "select w.owner::text from bus.worker w join bus.consumer c using (consumer, types) "
      "where w.consumer = :consumer and w.until > clock_timestamp() order by w.owner",
      [&] { roster.workers.push_back(worker); }, use(consumer), into(worker));
  Standing standing;
  Holding& holding = standing.holding;
  db::each(
      tx,
      "select s.shard, s.n, s.token, coalesce(s.owner::text, ''), s.tx, s.position, "
      "w.owner is not null from bus.standing s left join bus.worker w "
      "on w.consumer = s.consumer and w.owner = s.owner and w.types = s.types "
      "and w.until > clock_timestamp() "
      "where s.consumer = :consumer order by s.shard",
      [&] {
        holding.read = holding.saved;
        roster.shards.push_back(standing);
      },
      use(consumer), into(holding.shard), into(holding.n), into(holding.token),
      into(standing.owner), into(holding.saved.tx), into(holding.saved.position),
      into(standing.is_alive));
  return roster;
}

std::vector<Holding> take(db::Transaction& tx, const std::string& consumer,
                          const std::string& owner, const std::vector<Holding>& wanted) {
  if (wanted.empty()) return {};
  const std::set<int> taken = write_progress(tx, consumer, owner, true, wanted);
  std::vector<Holding> got;
  for (Holding holding : wanted) {
    if (!taken.contains(holding.shard)) continue;
    // The holder before this one trimmed up to a moment ago.
    holding.trimmed = std::max<std::int64_t>(0, holding.n - untrimmed_most);
    ++holding.n;
    ++holding.token;
    got.push_back(holding);
  }
  return got;
}

void give_back(db::Transaction& tx, const std::string& consumer, const std::vector<Holding>& held) {
  if (!held.empty()) write_progress(tx, consumer, std::nullopt, false, held);
}

void save(db::Transaction& tx, const std::string& consumer, const std::string& owner,
          const std::vector<Holding>& held) {
  if (write_progress(tx, consumer, owner, false, held).size() != held.size()) throw LeaseLost{};
}

void trim(db::Transaction& tx, const std::string& consumer, const Holding& held) {
  db::run(tx,
          "delete from bus.progress where consumer = :consumer and shard = :shard "
          "and n >= :low and n < :high",
          use(consumer), use(held.shard), use(held.trimmed), use(held.n));
}

std::vector<int> passed_something(db::Transaction& tx, const std::vector<Holding>& held) {
  std::vector<int> shards;
  int shard = 0;
  db::each(
      tx,
      "select c.shard from unnest(:shards::smallint[], :txs::xid8[], :positions::bigint[], "
      ":reads::xid8[]) as c(shard, tx, position, read) "
      "where exists (select from bus.event e where e.shard = c.shard "
      "and (e.tx, e.position) > (c.tx, c.position) and e.tx < c.read)",
      [&] { shards.push_back(shard); }, use(numbers(held, shard_number)),
      use(numbers(held, saved_tx)), use(numbers(held, saved_position)),
      use(numbers(held, [](auto& h) { return h.read.tx; })), into(shard));
  return shards;
}

}  // namespace haven::messaging
