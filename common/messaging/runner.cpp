#include "common/messaging/runner.hpp"

#include "common/db/connection.hpp"
#include "common/log/log.hpp"
#include "common/messaging/holding.hpp"

namespace haven::messaging {
namespace {

bool answers(db::Connection& connection) {
  try {
    connection.execute("rollback");
    return true;
  } catch (const db::Failure&) {
    return false;
  }
}

// A lost connection, a server that stops, or one that is short of memory, disk or connections; or
// somebody who works long on what the event is about.
bool is_no_fault_of_the_event(const db::Failure& failure, db::Connection& connection) {
  if (failure.sqlstate().starts_with("53") || failure.waited_too_long()) return true;
  if (!failure.lost_connection()) return false;
  return !failure.sqlstate().empty() || !answers(connection);
}

// Call inside a catch block: what the exception means for the event at `at`, or thrown on.
Trouble trouble_of_exception(db::Transaction& tx, std::optional<std::size_t> at) {
  try {
    throw;
  } catch (const LeaseLost&) {
    throw;
  } catch (const db::Failure& failure) {
    if (is_no_fault_of_the_event(failure, tx.connection())) throw;
    return {at, failure.may_pass_on_retry(), log::told_of(failure)};
  } catch (const std::exception& exception) {
    return {at, false, log::told_of(exception)};
  } catch (...) {
    return {at, false, "an exception that is no std::exception"};
  }
}

constexpr int tries_of_what_may_pass = 5;

}  // namespace

std::optional<std::string> Runner::refusal_of(db::Transaction& tx, const Entry& entry,
                                              Instant now) const {
  const auto handler = subscriptions_.handlers().find(entry.event.type);
  if (handler == subscriptions_.handlers().end()) return "no_handler";
  const log::Trace trace{entry.event.trace};
  const auto outcome = handler->second(tx, entry.event, now);
  if (outcome) return {};
  return outcome.error().code;
}

std::optional<Trouble> Runner::attempt(db::Transaction& tx, Entries entries,
                                       const Batching& batching) {
  const Instant now = clock_();
  std::optional<std::size_t> at = 0;
  try {
    for (; *at < entries.size(); ++*at) {
      if (entries[*at].held) continue;
      if (auto code = refusal_of(tx, entries[*at], now))
        return Trouble{at, false, std::move(*code)};
    }
  } catch (...) {
    return trouble_of_exception(tx, at);
  }
  batching.settle(tx, entries);
  try {
    tx.commit();
  } catch (...) {
    return trouble_of_exception(tx, {});
  }
  batching.settled(entries);
  return {};
}

std::optional<Trouble> Runner::attempt_anew(Entries entries, const Batching& batching) {
  db::Transaction tx{connection_.get()};
  return attempt(tx, entries, batching);
}

bool Runner::isolate(Entries entries, std::optional<Trouble> trouble, const Batching& batching) {
  while (!entries.empty()) {
    for (int tries = 1; trouble && trouble->may_pass && tries < tries_of_what_may_pass; ++tries) {
      trouble = attempt_anew(entries, batching);
    }
    if (!trouble) return true;
    if (entries.size() == 1 || trouble->at == 0) {
      if (!batching.set_aside(entries.front(), trouble->error)) return false;
      entries = entries.subspan(1);
    } else {
      const Entries before = entries.first(trouble->at.value_or(entries.size() / 2));
      if (!isolate(before, attempt_anew(before, batching), batching)) return false;
      entries = entries.subspan(before.size());
    }
    if (!entries.empty()) trouble = attempt_anew(entries, batching);
  }
  return true;
}

}  // namespace haven::messaging
