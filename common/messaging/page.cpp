#include "common/messaging/page.hpp"

#include "common/messaging/entry_sql.hpp"

namespace haven::messaging {
namespace {

using db::into;
using db::use;

struct CursorArrays {
  std::string shards = "{", txs = "{", positions = "{";

  explicit CursorArrays(const std::vector<Holding>& held) {
    for (const Holding& holding : held) {
      const char* comma = shards.size() > 1 ? "," : "";
      shards += comma + std::to_string(holding.shard);
      txs += comma + std::to_string(holding.read.tx);
      positions += comma + std::to_string(holding.read.position);
    }
    shards += '}', txs += '}', positions += '}';
  }
};

// The horizon is read first and apart: what had ended by then is visible to the later statement.
std::int64_t horizon(db::Transaction& tx) {
  std::int64_t oldest_running = 0;
  db::run(tx, "select pg_snapshot_xmin(pg_current_snapshot())", into(oldest_running));
  return oldest_running;
}

}  // namespace

Page read_page(db::Transaction& tx, const std::string& consumer,
               const std::vector<std::string>& types, const std::vector<Holding>& held,
               int entries_max) {
  Page page;
  page.horizon = horizon(tx);
  const CursorArrays cursors{held};
  bool is_held = false;
  each_entry(
      tx,
      "select waits.consumer is not null, " + entry_columns +
          "from unnest(:shards::smallint[], :txs::xid8[], :positions::bigint[]) "
          "as c(shard, tx, position) "
          "cross join lateral (select shard, tx, position, event_id, type, source, subject, "
          "fund, occurred_at, cause, trace, payload from bus.event "
          "where shard = c.shard and (tx, position) > (c.tx, c.position) "
          "and tx < :horizon::xid8 and type = any(:types::text[]) "
          "order by shard, tx, position limit :most) e "
          "left join lateral (select r.consumer from bus.retry r where r.consumer = :consumer "
          "and r.subject = e.subject limit 1) waits on true limit :most",
      [&](const Entry& entry) {
        page.entries.push_back(entry);
        page.entries.back().held = is_held;
      },
      use(cursors.shards), use(cursors.txs), use(cursors.positions),
      use(std::to_string(page.horizon)), use(db::array_of(types)), use(entries_max), use(consumer),
      use(entries_max), into(is_held));
  page.is_full = page.entries.size() == static_cast<std::size_t>(entries_max);
  return page;
}

bool has_pending(db::Transaction& tx, const std::vector<std::string>& types,
                 const std::vector<Holding>& held) {
  const CursorArrays cursors{held};
  return db::run(tx,
                 "select 1 from unnest(:shards::smallint[], :txs::xid8[], :positions::bigint[]) "
                 "as c(shard, tx, position) where exists (select from bus.event e "
                 "where e.shard = c.shard and (e.tx, e.position) > (c.tx, c.position) "
                 "and e.type = any(:types::text[])) limit 1",
                 use(cursors.shards), use(cursors.txs), use(cursors.positions),
                 use(db::array_of(types)));
}

}  // namespace haven::messaging
