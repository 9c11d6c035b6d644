#pragma once
#include <cstdint>
#include <string_view>

namespace haven::messaging {

/// Order holds within a shard; shards are what workers share out among themselves.
constexpr int shard_count = 16;

/// The shard of a subject (FNV-1a): the same on every machine and in every version, because events
/// of one subject must never be found in two shards.
constexpr int shard_of(std::string_view subject) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : subject) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return static_cast<int>((hash ^ (hash >> 32)) % shard_count);
}

}  // namespace haven::messaging
