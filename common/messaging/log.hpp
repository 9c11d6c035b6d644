#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"

namespace haven::messaging {

/// Writes an event in the caller's transaction: it exists if and only if the change does. Call it
/// last, after the rows it speaks of. Consumers of this process are woken after the commit.
EventId append(db::Transaction& tx, const Origin& origin, const std::string& subject,
               const google::protobuf::Message& event, Instant now);

/// An event of many that are written together.
struct Saying {
  std::string subject;
  std::string type;
  std::string payload;
};
Saying saying_of(const std::string& subject, const google::protobuf::Message& event);
/// append() for any number of events in one round trip, in their order.
void append_all(db::Transaction& tx, const Origin& origin, const std::vector<Saying>& sayings,
                Instant now);

}  // namespace haven::messaging
