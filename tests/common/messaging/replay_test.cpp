// Whatever is delivered again or in another order across subjects, the final state is the same.
#include <random>

#include "common/messaging/operator.hpp"
#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct Replay : Bus {
  std::string state() {
    return value("select md5(string_agg(subject || word, ',' order by subject, word)) from fact");
  }
  Result<std::int64_t> replay_from(const ReplayStart& start,
                                   const Intervention& why = {"ana", "drill"}) {
    return db::in_transaction(database.pool("haven_operator"), [&](db::Transaction& tx) {
      return replay(tx, "claims", start, why, now);
    });
  }
  // A word that is told more than once and whose effect depends on order within its subject.
  static Result<void> versioned(db::Transaction& tx, const Event& event, const std::string& word) {
    db::run(tx,
            "insert into latest (subject, version) values (:s, :v) on conflict (subject) do update "
            "set version = excluded.version where latest.version < excluded.version",
            db::use(event.subject), db::use(std::stoi(word)));
    return {};
  }
};

TEST_F(Replay, OfTheWholeLogLeavesTheSameState) {
  for (int i = 0; i < 50; ++i) say("s" + std::to_string(i % 7), std::to_string(i));
  run();
  const std::string before = state();
  const auto replayed = replay_from({.since = now - 1h});
  ASSERT_TRUE(replayed);
  EXPECT_EQ(*replayed, 50);
  EXPECT_EQ(run(), 50U);
  EXPECT_EQ(value("select count(*) from journal"), "100");
  EXPECT_EQ(state(), before);
}

TEST_F(Replay, BeginsWithTheEventThatIsNamed) {
  say("a", "1");
  const EventId second = say("b", "2");
  say("c", "3");
  run();
  EXPECT_EQ(*replay_from({.event = second}), 2);
  EXPECT_EQ(run(), 2U);
  EXPECT_EQ(told("a"), "1");
  EXPECT_EQ(told("b"), "2,2");
  EXPECT_EQ(told("c"), "3,3");
}

TEST_F(Replay, BeginsWithTheFirstEventOfAMoment) {
  say("a", "1");
  now += 1s;
  say("a", "2");
  run();
  EXPECT_EQ(*replay_from({.since = now + 1us}), 0);
  EXPECT_EQ(*replay_from({.since = now}), 1);
  run();
  EXPECT_EQ(told("a"), "1,2,2");
}

TEST_F(Replay, NeverMovesACursorForward) {
  run();
  say("a", "1");
  const EventId second = say("a", "2");
  EXPECT_EQ(*replay_from({.event = second}), 0);
  EXPECT_EQ(run(), 2U);
  EXPECT_EQ(told("a"), "1,2");
}

TEST_F(Replay, TakesTheShardFromWhoeverHoldsIt) {
  say("a", "1");
  Consumer consumer{listener("claims"), pool(), clock, {.lease = 60s}};
  consumer.start();
  ASSERT_TRUE(eventually([&] { return told("a") == "1"; }));
  ASSERT_TRUE(replay_from({.since = now}));
  say("a", "2");  // the holder learns of it when it moves
  EXPECT_TRUE(eventually([&] { return told("a") == "1,1,2"; }));
}

TEST_F(Replay, NeedsANameAReasonAKnownConsumerAndOneStart) {
  run();
  const EventId event = say("a", "1");
  EXPECT_EQ(replay_from({.event = event}, {"ana", ""}).error().code, "invalid_field");
  EXPECT_EQ(replay_from({}).error().code, "invalid_field");
  EXPECT_EQ(replay_from({.event = event, .since = now}).error().code, "invalid_field");
  EXPECT_EQ(replay_from({.event = new_id<EventId>(now)}).error().code, "unknown_event");
  db::Transaction tx{database.pool("haven_operator")};
  EXPECT_EQ(replay(tx, "payroll", {.event = event}, {"ana", "why"}, now).error().code,
            "unknown_consumer");
}

TEST_F(Replay, DuplicatesAndAnyOrderAcrossSubjectsLeaveTheSameState) {
  test::execute(database,
                "create table latest (subject text primary key, version int); "
                "grant all on latest to public");
  const auto final_state = [&] {
    return value("select string_agg(subject || version, ',' order by subject) from latest");
  };
  for (int version = 1; version <= 8; ++version) {
    for (int s = 0; s < 12; ++s) say("s" + std::to_string(s), std::to_string(version));
  }
  run(versioned);
  const std::string expected = final_state();
  ASSERT_EQ(value("select min(version) || ',' || max(version) from latest"), "8,8");

  std::mt19937 random{7};
  for (int round = 0; round < 8; ++round) {
    test::execute(database, "truncate latest; update bus.progress set tx = '0', position = 0");
    // Cuts of all sizes, restarts from the beginning in the middle: subjects meet in other orders.
    const int batch_max = 1 + static_cast<int>(random() % 30);
    if (round % 2 == 1) {
      int left = static_cast<int>(random() % 60);
      const auto stop_midway = [&](db::Transaction& tx, const Event& event,
                                   const std::string& word) {
        if (left-- <= 0) throw db::Failure{"57P01", ""};  // the server goes away
        return versioned(tx, event, word);
      };
      EXPECT_THROW(run(stop_midway, {.batch_max = batch_max, .lease = 50ms}), db::Failure);
      replay_from({.since = now});
      std::this_thread::sleep_for(60ms);
    }
    run(versioned, {.batch_max = batch_max});
    EXPECT_EQ(final_state(), expected) << "batches of " << batch_max;
  }
}

}  // namespace
}  // namespace haven::messaging
