#include "common/messaging/balance.hpp"

#include <algorithm>

namespace haven::messaging {
namespace {

std::size_t share_of(const Roster& roster, std::size_t rank) {
  const std::size_t workers = roster.workers.size();
  const std::size_t shards = roster.shards.size();
  return shards / workers + (rank < shards % workers ? 1 : 0);
}

}  // namespace

Balance balance(const Roster& roster, const std::string& me) {
  Balance plan;
  const auto mine = std::ranges::find(roster.workers, me);
  const bool may_hold = mine != roster.workers.end() && roster.types_are_current;
  const auto rank = static_cast<std::size_t>(mine - roster.workers.begin());
  const std::size_t share = may_hold ? share_of(roster, rank) : 0;

  for (const Standing& standing : roster.shards) {
    if (standing.owner != me) continue;
    (plan.keep.size() < share ? plan.keep : plan.give_back).push_back(standing.holding);
  }
  // Each worker begins to look at another place, so that newcomers do not reach for the same
  // shards.
  const std::size_t count = roster.shards.size();
  const std::size_t first = may_hold ? rank * count / roster.workers.size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (plan.keep.size() + plan.take.size() >= share) break;
    const Standing& standing = roster.shards[(first + i) % count];
    if (standing.owner != me && !standing.is_alive) plan.take.push_back(standing.holding);
  }
  return plan;
}

}  // namespace haven::messaging
