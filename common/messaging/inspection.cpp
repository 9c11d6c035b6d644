// The looking half of operator.hpp.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <memory>

#include "common/messaging/entry_sql.hpp"
#include "common/messaging/operator.hpp"
#include "common/messaging/shard.hpp"

namespace haven::messaging {
namespace {

using db::into;
using db::use;

std::string shards_of(const LogQuery& query) {
  if (!query.subject.empty()) return db::array_of({std::to_string(shard_of(query.subject))});
  std::vector<std::string> all;
  for (int shard = 0; shard < shard_count; ++shard) all.push_back(std::to_string(shard));
  return db::array_of(all);
}

// What both looks into the log have in common: per shard the nearest matching events that are below
// the horizon, then the nearest of all shards.
std::string log_statement(const std::string& from_where, const std::string& order) {
  return "select " + entry_columns +
         "from unnest(:shards::smallint[]) as s(shard) cross join lateral "
         "(select shard, tx, position, event_id, type, source, subject, fund, occurred_at, cause, "
         "trace, payload from bus.event where shard = s.shard and " +
         from_where +
         " and tx < pg_snapshot_xmin(pg_current_snapshot()) "
         "and (:type = '' or type = :type or type like '%.' || :type) "
         "and (:subject = '' or subject = :subject) and (:fund = '' or fund = :fund) order by " +
         order + " limit :most) e order by " + order + " limit :most";
}

std::vector<FailedEvent> failed_in_states(db::Transaction& tx,
                                          const std::vector<std::string>& states) {
  std::vector<FailedEvent> failed;
  FailedEvent row;
  db::each(
      tx,
      "select r.consumer, r.event_id::text, e.type, e.subject, e.fund, r.state, r.attempts, "
      "r.error, r.failed_at::text, r.due_at::text, (select count(*) from bus.retry h "
      "where h.consumer = r.consumer and h.subject = r.subject and h.state = 'held') "
      "from bus.retry r join bus.event e using (event_id) where r.state = any(:states::text[]) "
      "order by r.failed_at, r.consumer, e.tx, e.position",
      [&] { failed.push_back(row); }, use(db::array_of(states)), into(row.consumer), into(row.id),
      into(row.type), into(row.subject), into(row.fund), into(row.state), into(row.attempts),
      into(row.error), into(row.failed_at), into(row.due_at), into(row.held));
  return failed;
}

}  // namespace

std::vector<ConsumerLag> lag_of_consumers(db::Transaction& tx) {
  std::vector<ConsumerLag> lags;
  ConsumerLag lag;
  db::each(
      tx,
      "select c.consumer, log.behind, log.oldest_at::text, failed.waiting, failed.held, "
      "failed.parked, alive.workers from bus.consumer c "
      "cross join lateral (select sum(shard.behind)::bigint as behind, "
      "min(shard.oldest_at) as oldest_at from bus.standing s "
      "cross join lateral (select count(*) as behind, min(e.occurred_at) as oldest_at "
      "from bus.event e where e.shard = s.shard and (e.tx, e.position) > (s.tx, s.position) "
      "and e.type = any(s.types)) shard where s.consumer = c.consumer) log "
      "cross join lateral (select count(*) filter (where r.state in ('waiting', 'skipped')) "
      "as waiting, count(*) filter (where r.state = 'held') as held, "
      "count(*) filter (where r.state = 'parked') as parked "
      "from bus.retry r where r.consumer = c.consumer) failed "
      "cross join lateral (select count(*) as workers from bus.worker w "
      "where w.consumer = c.consumer and w.until > clock_timestamp()) alive "
      "order by c.consumer",
      [&] { lags.push_back(lag); }, into(lag.consumer), into(lag.behind), into(lag.oldest_at),
      into(lag.waiting), into(lag.held), into(lag.parked), into(lag.workers));
  return lags;
}

std::vector<ConsumerLag> lag_of_consumers(db::Pool& pool) {
  return db::in_transaction(pool, [](db::Transaction& tx) { return lag_of_consumers(tx); });
}

std::vector<FailedEvent> parked_events(db::Transaction& tx) {
  return failed_in_states(tx, {"parked"});
}

std::vector<FailedEvent> failed_events(db::Transaction& tx) {
  return failed_in_states(tx, {"waiting", "parked", "skipped"});
}

std::vector<Entry> last_events(db::Transaction& tx, const LogQuery& query) {
  std::vector<Entry> entries;
  each_entry(
      tx, log_statement("true", "tx desc, position desc"),
      [&](const Entry& entry) { entries.push_back(entry); }, use(shards_of(query)), use(query.type),
      use(query.type), use(query.type), use(query.subject), use(query.subject), use(query.fund),
      use(query.fund), use(query.events_max), use(query.events_max));
  std::ranges::reverse(entries);
  return entries;
}

std::vector<Entry> events_after(db::Transaction& tx, const LogQuery& query, Cursor after) {
  std::vector<Entry> entries;
  each_entry(
      tx, log_statement("(tx, position) > (:tx::xid8, :position)", "tx, position"),
      [&](const Entry& entry) { entries.push_back(entry); }, use(shards_of(query)),
      use(std::to_string(after.tx)), use(after.position), use(query.type), use(query.type),
      use(query.type), use(query.subject), use(query.subject), use(query.fund), use(query.fund),
      use(query.events_max), use(query.events_max));
  return entries;
}

std::optional<Entry> find_event(db::Transaction& tx, const EventId& id) {
  std::optional<Entry> found;
  each_entry(
      tx, "select " + entry_columns + "from bus.event e where e.event_id = :id",
      [&](const Entry& entry) { found = entry; }, use(id));
  return found;
}

std::vector<Delivery> deliveries_of(db::Transaction& tx, const Entry& entry) {
  std::vector<Delivery> deliveries;
  Delivery delivery;
  db::each(
      tx,
      "select s.consumer, coalesce(r.state, case when (s.tx, s.position) >= "
      "(:tx::xid8, :position) then 'done' else 'not yet' end) from bus.standing s "
      "left join bus.retry r on r.consumer = s.consumer and r.event_id = :id "
      "where s.shard = :shard and :type = any(s.types) order by s.consumer",
      [&] { deliveries.push_back(delivery); }, use(std::to_string(entry.at.tx)),
      use(entry.at.position), use(entry.event.id), use(entry.shard), use(entry.event.type),
      into(delivery.consumer), into(delivery.state));
  return deliveries;
}

std::optional<std::string> payload_json(const Event& event) {
  namespace protobuf = google::protobuf;
  const auto* type = protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(event.type);
  if (type == nullptr) return {};
  const auto* prototype = protobuf::MessageFactory::generated_factory()->GetPrototype(type);
  const std::unique_ptr<protobuf::Message> message{prototype->New()};
  if (!message->ParseFromString(event.payload)) return {};
  protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!protobuf::util::MessageToJsonString(*message, &json, options).ok()) return {};
  return json;
}

}  // namespace haven::messaging
