#pragma once
#include <string>
#include <vector>

#include "common/messaging/holding.hpp"

namespace haven::messaging {

/// What a worker should do about its shards.
struct Balance {
  std::vector<Holding> keep;       // held by it
  std::vector<Holding> take;       // free: nobody's, or of a worker whose lease ran out
  std::vector<Holding> give_back;  // more than its share
};

/// The fair share of worker `me`: the shards divided by the living workers, the first ones by name
/// taking one more each where it does not come out even. Workers that see the same roster come to
/// shares that add up to all shards, and move no more shards than they must.
[[nodiscard]] Balance balance(const Roster& roster, const std::string& me);

}  // namespace haven::messaging
