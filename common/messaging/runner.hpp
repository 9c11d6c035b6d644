#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "common/core/clock.hpp"
#include "common/messaging/consumer.hpp"
#include "common/messaging/entry.hpp"
#include "common/messaging/kept_connection.hpp"

namespace haven::messaging {

using Entries = std::span<Entry>;

/// Why a batch was rolled back.
struct Trouble {
  std::optional<std::size_t> at;  // the entry whose handler failed; nothing: the commit failed
  bool may_pass = false;          // a deadlock or serialization failure: run it again first
  std::string error;              // a code or an exception's type, never personal data
};

/// Where events come from decides what happens to them after their handlers.
struct Batching {
  /// Last statements of a batch: says in the database that these entries are dealt with.
  std::function<void(db::Transaction&, Entries)> settle;
  /// The batch is committed.
  std::function<void(Entries)> settled;
  /// `failed` failed alone, with nothing before it in its transaction. False: what follows it must
  /// not go on now.
  std::function<bool(const Entry& failed, const std::string& error)> set_aside;
};

/// Calls handlers for batches of events, one transaction each, and finds those that fail.
class Runner {
 public:
  Runner(const Subscriptions& subscriptions, const Clock& clock, KeptConnection& connection)
      : subscriptions_(subscriptions), clock_(clock), connection_(connection) {}

  /// Handlers, settle and commit in `tx`. Nothing when it went well. Throws what is no fault of an
  /// event: a lost connection, a lost lease, a full disk.
  std::optional<Trouble> attempt(db::Transaction& tx, Entries entries, const Batching& batching);

  /// Works through a batch that has failed: what stands before the failed event commits without it,
  /// the event alone is set aside, the rest goes on. Where only the commit failed, halves are
  /// tried. False when `set_aside` stopped it.
  bool isolate(Entries entries, std::optional<Trouble> trouble, const Batching& batching);

 private:
  std::optional<std::string> refusal_of(db::Transaction& tx, const Entry& entry, Instant now) const;
  std::optional<Trouble> attempt_anew(Entries entries, const Batching& batching);

  const Subscriptions& subscriptions_;
  const Clock& clock_;
  KeptConnection& connection_;
};

}  // namespace haven::messaging
