#include "common/messaging/log.hpp"

#include <google/protobuf/message.h>

#include "common/db/sql.hpp"
#include "common/log/log.hpp"
#include "common/messaging/bell.hpp"
#include "common/messaging/shard.hpp"

namespace haven::messaging {

EventId append(db::Transaction& tx, const Origin& origin, const std::string& subject,
               const google::protobuf::Message& event, Instant now) {
  auto id = new_id<EventId>(now);
  const std::string type = event.GetTypeName();
  db::run(tx,
          "insert into bus.event (event_id, shard, type, source, subject, fund, occurred_at, cause, "
          "trace, payload) values (:id, :shard, :type, :source, :subject, :fund, :at, :cause, :trace, "
          ":payload)",
          db::use(id), db::use(shard_of(subject)), db::use(type), db::use(origin.source),
          db::use(subject), db::use(origin.fund), db::use(now), db::use(origin.cause),
          db::use(log::Trace::current()), db::use(db::Bytes{event.SerializeAsString()}));
  tx.after_commit([type] { ring_for(type); });
  return id;
}

}  // namespace haven::messaging
