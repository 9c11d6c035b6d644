#pragma once
#include <string>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"

namespace google::protobuf {
class Message;
}

namespace haven::messaging {

/// One event as it stands in the log. Names follow CloudEvents 1.0.
struct Event {
  EventId id;
  std::string type;     // protobuf full name: "haven.claims.v1.ClaimReady"
  std::string source;   // the service that says it
  std::string subject;  // the key that orders it: a claim's or member's id
  std::string fund;
  Instant at;
  std::string cause;    // id of the event or command that led to it
  std::string trace;    // W3C trace id, 32 hex digits; may be empty
  std::string payload;  // serialized protobuf
};

/// Why and for whom an event is written.
struct Origin {
  std::string source;
  std::string fund;
  std::string cause;
};

/// The origin of what a handler says in answer to `event`.
inline Origin because_of(const Event& event, std::string source) {
  return {std::move(source), event.fund, event.id.text()};
}

}  // namespace haven::messaging
