// A report that holds a snapshot open keeps vacuum from removing anything. What a batch has to read
// must not grow meanwhile. Shown by the blocks that the statistics collector counts, not by time.
#include "common/db/connection.hpp"
#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

struct HeldSnapshot : Bus {
  // Blocks of the bus's tables and indexes that all sessions have touched so far.
  std::int64_t blocks() {
    return std::stoll(
        value("select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read)"
              "::bigint from pg_statio_user_tables where schemaname = 'bus'"));
  }
  // Handles `events` in batches and gives the blocks per batch. Statistics are sent when a session
  // ends, so the connections are closed first.
  double blocks_per_batch(int events, int batch_max = 1) {
    {
      db::Pool writer{database.conninfo("haven_adjudication"), 1};
      std::vector<Saying> sayings;
      Word word;
      for (int i = 0; i < events; ++i) {
        word.set_value(std::to_string(i));
        sayings.push_back(saying_of("s" + std::to_string(i % 160), word));
      }
      db::in_transaction(writer, [&](db::Transaction& tx) {
        append_all(tx, {"adjudication", "owwa", "test"}, sayings, now);
      });
    }
    wait_for_sessions_to_end();
    const std::int64_t before = blocks();
    EXPECT_EQ(run({}, {.batch_max = batch_max}), static_cast<std::size_t>(events));
    wait_for_sessions_to_end();
    return static_cast<double>(blocks() - before) * batch_max / events;
  }
  void wait_for_sessions_to_end() {
    EXPECT_TRUE(eventually([&] {
      return value(
                 "select count(*) from pg_stat_activity where datname = current_database() "
                 "and usename in ('haven_claims', 'haven_adjudication')") == "0";
    }));
  }
};

TEST_F(HeldSnapshot, DoesNotMakeBatchesDearer) {
  run();
  db::Connection report{database.conninfo()};
  report.execute(
      "begin isolation level repeatable read; select count(*) from bus.event; "
      "set idle_in_transaction_session_timeout to 0");

  std::vector<double> rounds;
  for (int round = 0; round < 5; ++round) {
    rounds.push_back(blocks_per_batch(300));
    test::execute(database, "vacuum bus.progress, bus.retry, bus.worker");
  }
  // 1500 batches: with rows that are updated in place, the last would walk 1200 dead versions more.
  EXPECT_LT(rounds.back(), rounds[1] * 1.15 + 2)
      << rounds[0] << ' ' << rounds[1] << ' ' << rounds[2] << ' ' << rounds[3] << ' ' << rounds[4];
  // The snapshot did hold vacuum back: what was trimmed is still there.
  EXPECT_GT(
      std::stoi(value("select n_dead_tup from pg_stat_user_tables where relname = 'progress'")),
      1000);
}

// What the test above would see if cursors were updated in place.
TEST_F(HeldSnapshot, MakesACursorThatIsUpdatedInPlaceDearer) {
  test::execute(database,
                "create table cursor_in_place (shard int primary key, position bigint); "
                "insert into cursor_in_place select i, 0 from generate_series(0, 15) i");
  db::Connection report{database.conninfo()};
  report.execute("begin isolation level repeatable read; select 1 from cursor_in_place");
  const auto touched = [&](int updates) {
    const auto count = [&] {
      return std::stoll(
          value("select heap_blks_hit + idx_blks_hit from pg_statio_user_tables "
                "where relname = 'cursor_in_place'"));
    };
    const auto before = count();
    {
      db::Connection writer{database.conninfo()};
      writer.execute("set enable_seqscan to off; do $$ begin for i in 1.." +
                     std::to_string(updates) +
                     " loop update cursor_in_place set position = position + 1 where shard = 3; "
                     "end loop; end $$");
    }
    eventually([&] { return count() > before; });
    return static_cast<double>(count() - before) / updates;
  };
  const double first = touched(1000);
  touched(1000);
  EXPECT_GT(touched(1000), first * 2);
}

// Never analysed, so the planner knows nothing of the log's size.
TEST_F(HeldSnapshot, AndABacklogDoesNotMakeThemDearerEither) {
  const double few = blocks_per_batch(500, 50);
  const double many = blocks_per_batch(20000, 50);
  EXPECT_LT(many,
            few * 1.5);  // reading all that is unread for each batch costs several times as much
}

TEST_F(HeldSnapshot, TheLogIsReadByIndexAtEverySize) {
  for (const bool is_large : {false, true}) {
    if (is_large) {
      test::execute(database,
                    "insert into bus.event (event_id, shard, type, source, subject, fund, "
                    "occurred_at, cause, trace, payload) select gen_random_uuid(), i % 16, "
                    "'google.protobuf.Int64Value', 's', i::text, 'owwa', now(), '', '', '' "
                    "from generate_series(1, 20000) i; analyze bus.event");
    }
    const auto scanned = [&] {
      return value("select seq_scan from pg_stat_user_tables where relname = 'event'");
    };
    const std::string before = scanned();
    {
      db::Pool writer{database.conninfo("haven_adjudication"), 1};
      db::in_transaction(writer, [&](db::Transaction& tx) { say_in(tx, "a", "one"); });
    }
    EXPECT_EQ(run(), 1U);
    wait_for_sessions_to_end();
    EXPECT_EQ(scanned(), before);
  }
}

}  // namespace
}  // namespace haven::messaging
