#include "common/messaging/log.hpp"

#include <google/protobuf/message.h>

#include <set>

#include "common/core/hash.hpp"
#include "common/db/sql.hpp"
#include "common/log/log.hpp"
#include "common/messaging/bell.hpp"
#include "common/messaging/shard.hpp"

namespace haven::messaging {

EventId append(db::Transaction& tx, const Origin& origin, const std::string& subject,
               const google::protobuf::Message& event, Instant now) {
  auto id = new_id<EventId>(now);
  const std::string type = event.GetTypeName();
  db::run(
      tx,
      "insert into bus.event (event_id, shard, type, source, subject, fund, occurred_at, cause, "
      "trace, payload) values (:id, :shard, :type, :source, :subject, :fund, :at, :cause, :trace, "
      ":payload)",
      db::use(id), db::use(shard_of(subject)), db::use(type), db::use(origin.source),
      db::use(subject), db::use(origin.fund), db::use(now), db::use(origin.cause),
      db::use(log::Trace::current()), db::use(db::Bytes{event.SerializeAsString()}));
  tx.after_commit([type] { ring_for(type); });
  return id;
}

Saying saying_of(const std::string& subject, const google::protobuf::Message& event) {
  return {subject, event.GetTypeName(), event.SerializeAsString()};
}

void append_all(db::Transaction& tx, const Origin& origin, const std::vector<Saying>& sayings,
                Instant now) {
  if (sayings.empty()) return;
  std::vector<std::string> ids, shards, types, subjects, payloads;
  for (const Saying& saying : sayings) {
    ids.push_back(new_uuid(now));
    shards.push_back(std::to_string(shard_of(saying.subject)));
    types.push_back(saying.type);
    subjects.push_back(saying.subject);
    payloads.push_back("\\x" + to_hex(saying.payload));
  }
  db::run(
      tx,
      "insert into bus.event (event_id, shard, type, subject, payload, source, fund, occurred_at, "
      "cause, trace) select e.id, e.shard, e.type, e.subject, e.payload, :source::text, "
      ":fund::text, :at::timestamptz, :cause::text, :trace::text from unnest(:ids::uuid[], "
      ":shards::smallint[], :types::text[], :subjects::text[], :payloads::bytea[]) "
      "with ordinality as e (id, shard, type, subject, payload, number) order by e.number",
      db::use(origin.source), db::use(origin.fund), db::use(now), db::use(origin.cause),
      db::use(log::Trace::current()), db::use(db::array_of(ids)), db::use(db::array_of(shards)),
      db::use(db::array_of(types)), db::use(db::array_of(subjects)),
      db::use(db::array_of(payloads)));
  const std::set<std::string> heard{types.begin(), types.end()};
  tx.after_commit([heard] {
    for (const std::string& type : heard) ring_for(type);
  });
}

}  // namespace haven::messaging
