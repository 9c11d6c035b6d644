#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"

namespace haven::messaging {

/// Writes an event in the caller's transaction: it exists if and only if the change does. Call it
/// last, after the rows it speaks of. Consumers of this process are woken after the commit.
EventId append(db::Transaction& tx, const Origin& origin, const std::string& subject,
               const google::protobuf::Message& event, Instant now);

}  // namespace haven::messaging
