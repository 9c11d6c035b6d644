#include "common/messaging/shards.hpp"

#include <algorithm>

#include "common/log/log.hpp"
#include "common/messaging/balance.hpp"

namespace haven::messaging {

using std::chrono::steady_clock;

Shards::Shards(std::string consumer, std::vector<std::string> types, std::string owner,
               std::chrono::milliseconds lease, KeptConnection& connection)
    : consumer_(std::move(consumer)),
      types_(std::move(types)),
      owner_(std::move(owner)),
      lease_(lease),
      connection_(connection) {}

bool Shards::balance() {
  if (steady_clock::now() < balance_at_) return false;
  save_quiet_shards();
  db::Transaction tx{connection_.get()};
  renew(tx, consumer_, types_, {owner_}, lease_);
  const Roster roster = roster_of(tx, consumer_, types_);
  if (!roster.types_are_current) log::warning("consumer_superseded", {{"consumer", consumer_}});
  Balance plan = messaging::balance(roster, owner_);
  give_back(tx, consumer_, plan.give_back);
  const auto taken = take(tx, consumer_, owner_, plan.take);
  tx.commit();
  plan.keep.insert(plan.keep.end(), taken.begin(), taken.end());
  hold(plan.keep);
  clean_up();
  balance_at_ = steady_clock::now() + lease_ / 3;
  return true;
}

// Of a shard that is still as it was left, more is known here: how far was read, what was trimmed.
void Shards::hold(const std::vector<Holding>& shards) {
  std::vector<Holding> next;
  for (const Holding& shard : shards) {
    const auto known = std::ranges::find(held_, shard.shard, &Holding::shard);
    const bool is_unchanged = known != held_.end() && known->n == shard.n;
    next.push_back(is_unchanged ? *known : shard);
  }
  held_ = std::move(next);
}

// A shard in which only events of other types arrive has nothing to save its cursor with. It is
// saved here, so that old events can be retired and the next holder need not read them again.
void Shards::save_quiet_shards() {
  if (held_.empty()) return;
  Moves moves;
  db::Transaction tx{connection_.get()};
  for (const int shard : passed_something(tx, held_)) moves[shard] = holding_of(shard).read;
  if (moves.empty()) return;
  save(tx, moves);
  tx.commit();
  saved(moves);
}

void Shards::clean_up() {
  constexpr std::int64_t worth_a_statement = 50;
  db::Transaction tx{connection_.get()};
  forget_dead_workers(tx, consumer_);
  for (Holding& holding : held_) {
    if (holding.n - holding.trimmed < worth_a_statement) continue;
    trim(tx, consumer_, holding);
    holding.trimmed = holding.n;
  }
  tx.commit();
}

void Shards::give_all_back() {
  for (Holding& holding : held_) holding.saved = holding.read;
  db::Transaction tx{connection_.get()};
  messaging::give_back(tx, consumer_, held_);
  forget_worker(tx, consumer_, owner_);
  tx.commit();
  forget();
}

void Shards::forget() {
  held_.clear();
  balance_at_ = {};
}

const Holding& Shards::holding_of(int shard) const {
  const auto found = std::ranges::find(held_, shard, &Holding::shard);
  if (found == held_.end()) throw LeaseLost{};
  return *found;
}

Moves Shards::stay(int shard) const {
  return {{shard, holding_of(shard).saved}};
}

void Shards::save(db::Transaction& tx, const Moves& moves) const {
  std::vector<Holding> moved;
  for (const auto& [shard, cursor] : moves) {
    moved.push_back(holding_of(shard));
    moved.back().saved = cursor;
  }
  messaging::save(tx, consumer_, owner_, moved);
}

void Shards::saved(const Moves& moves) {
  for (Holding& holding : held_) {
    const auto move = moves.find(holding.shard);
    if (move == moves.end()) continue;
    ++holding.n;
    holding.saved = move->second;
    holding.read = std::max(holding.read, holding.saved);
  }
}

void Shards::has_read(const Page& page) {
  if (!page.is_full) {
    for (Holding& holding : held_) holding.read = std::max(holding.read, Cursor{page.horizon, 0});
    return;
  }
  const auto last = std::ranges::find(held_, page.entries.back().shard, &Holding::shard);
  if (last != held_.end()) std::rotate(held_.begin(), std::next(last), held_.end());
}

}  // namespace haven::messaging
