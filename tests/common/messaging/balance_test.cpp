#include "common/messaging/balance.hpp"

#include <gtest/gtest.h>

#include "common/messaging/shard.hpp"

namespace haven::messaging {
namespace {

// A roster in which `owners` holds the shards from 0 on, as many as stand behind each name.
Roster roster(std::vector<std::string> workers,
              const std::vector<std::pair<std::string, int>>& owners) {
  Roster made;
  made.workers = std::move(workers);
  int shard = 0;
  for (const auto& [owner, count] : owners) {
    for (int i = 0; i < count; ++i, ++shard) {
      Standing standing;
      standing.holding.shard = shard;
      standing.owner = owner;
      standing.is_alive = std::ranges::count(made.workers, owner) > 0;
      made.shards.push_back(standing);
    }
  }
  return made;
}

std::vector<std::size_t> sizes(const Balance& plan) {
  return {plan.keep.size(), plan.take.size(), plan.give_back.size()};
}

using Sizes = std::vector<std::size_t>;

TEST(Balance, OneWorkerTakesAll) {
  EXPECT_EQ(sizes(balance(roster({"a"}, {{"", 16}}), "a")), (Sizes{0, 16, 0}));
}

TEST(Balance, OneWhoHoldsItsShareStaysAsItIs) {
  EXPECT_EQ(sizes(balance(roster({"a", "b"}, {{"a", 8}, {"b", 8}}), "a")), (Sizes{8, 0, 0}));
}

TEST(Balance, ANewcomerGetsItsPart) {
  const Roster seen = roster({"a", "b"}, {{"a", 16}});
  EXPECT_EQ(sizes(balance(seen, "a")), (Sizes{8, 0, 8}));
  EXPECT_EQ(sizes(balance(seen, "b")), (Sizes{0, 0, 0}));  // nothing is free yet
}

TEST(Balance, SharesThatDoNotComeOutEvenGoToTheFirst) {
  const Roster seen = roster({"a", "b", "c"}, {{"", 16}});
  EXPECT_EQ(balance(seen, "a").take.size(), 6U);
  EXPECT_EQ(balance(seen, "b").take.size(), 5U);
  EXPECT_EQ(balance(seen, "c").take.size(), 5U);
}

TEST(Balance, OnlyShardsOfTheDeadAreTaken) {
  EXPECT_EQ(sizes(balance(roster({"a", "b"}, {{"dead", 4}, {"b", 12}}), "a")), (Sizes{0, 4, 0}));
}

TEST(Balance, MoreWorkersThanShardsWaitAside) {
  std::vector<std::string> many;
  for (char c = 'a'; c < 'a' + shard_count + 1; ++c) many.emplace_back(1, c);
  const Roster seen = roster(many, {{"", shard_count}});
  EXPECT_EQ(balance(seen, many.front()).take.size(), 1U);
  EXPECT_EQ(balance(seen, many.back()).take.size(), 0U);
}

TEST(Balance, OneThatKnowsOtherTypesHoldsNothing) {
  Roster seen = roster({"b"}, {{"a", 16}});
  seen.types_are_current = false;
  EXPECT_EQ(sizes(balance(seen, "a")), (Sizes{0, 0, 16}));
}

}  // namespace
}  // namespace haven::messaging
