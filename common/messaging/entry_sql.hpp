#pragma once
// How an event's row becomes an Entry. For the .cpp files of this folder that hold SQL.
#include <functional>
#include <string>

#include "common/db/sql.hpp"
#include "common/messaging/entry.hpp"

namespace haven::messaging {

/// The last columns of a select from bus.event as `e`, for each_entry().
inline const std::string entry_columns =
    "e.shard, e.tx, e.position, e.event_id::text, e.type, e.source, e.subject, e.fund, "
    "e.occurred_at::text, e.cause, e.trace, e.payload ";

/// db::each() for a query whose columns end with entry_columns; `exchanges` are its parameters and
/// the variables of the columns before them.
template <class... Exchanges>
void each_entry(db::Transaction& tx, const std::string& query,
                const std::function<void(const Entry&)>& take, Exchanges&&... exchanges) {
  using db::into;
  Entry entry;
  Event& event = entry.event;
  db::Bytes payload;
  db::each(
      tx, query,
      [&] {
        event.payload = std::move(payload.data);
        take(entry);
      },
      exchanges..., into(entry.shard), into(entry.at.tx), into(entry.at.position), into(event.id),
      into(event.type), into(event.source), into(event.subject), into(event.fund), into(event.at),
      into(event.cause), into(event.trace), into(payload));
}

}  // namespace haven::messaging
