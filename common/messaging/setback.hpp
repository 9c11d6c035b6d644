#pragma once
// Events that failed and those of the same subject that wait behind them: the table bus.retry. Only
// the holder of a shard moves events in and out; operators change the state of those that are
// there.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/entry.hpp"
#include "common/messaging/holding.hpp"

namespace haven::messaging {

/// How a failed event goes on.
struct Failing {
  int attempts = 0;
  bool is_parked = false;
  Instant due;  // unless parked
  std::string error;
};

/// An event of a subject that waits, in the subject's order.
struct Waiting {
  Entry entry;  // `held` here: skipped by an operator, so its handler is not called
  int attempts = 0;
  bool may_run = false;  // due, skipped, or behind one that is
  bool was_parked = false;
};

/// Puts an event aside after its first failure.
void set_aside(db::Transaction& tx, const std::string& consumer, const Entry& entry,
               const Failing& failing, Instant now);
/// Puts events behind the one of their subject that failed.
void hold(db::Transaction& tx, const std::string& consumer,
          const std::vector<const Entry*>& entries, Instant now);
void fail_again(db::Transaction& tx, const std::string& consumer, const EventId& event,
                const Failing& failing, Instant now);
/// Takes events out that have taken effect or were skipped, and lets the next of the subject run.
void take_out(db::Transaction& tx, const std::string& consumer, const std::string& subject,
              const std::vector<std::string>& events, Instant now);

std::vector<std::string> due_subjects(db::Transaction& tx, const std::string& consumer,
                                      const std::vector<Holding>& held, Instant now);
std::optional<Instant> next_due(db::Transaction& tx, const std::string& consumer,
                                const std::vector<Holding>& held);
/// The first events of a subject's queue, up to the first that may not run now.
std::vector<Waiting> runnable(db::Transaction& tx, const std::string& consumer,
                              const std::string& subject, Instant now, int entries_max);

}  // namespace haven::messaging
