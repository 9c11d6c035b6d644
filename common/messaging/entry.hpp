#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "common/messaging/event.hpp"

namespace haven::messaging {

/// A place in the log. Transactions come in the order of their numbers; `position` orders the
/// events of one transaction.
struct Cursor {
  std::int64_t tx = 0;
  std::int64_t position = 0;
  auto operator<=>(const Cursor&) const = default;
};

/// An event with its place, on its way through a consumer.
struct Entry {
  Event event;
  int shard = 0;
  Cursor at;
  bool held = false;  // an earlier event of its subject has not taken effect yet
};

}  // namespace haven::messaging
