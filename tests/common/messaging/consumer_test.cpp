#include "common/messaging/consumer.hpp"

#include <atomic>

#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct RunningConsumer : Bus {};

TEST_F(RunningConsumer, HandsOutEachEventOnceInTheOrderOfItsSubject) {
  for (int i = 0; i < 5; ++i) {
    say("a", "a" + std::to_string(i));
    say("b", "b" + std::to_string(i));
  }
  EXPECT_EQ(run(), 10U);
  EXPECT_EQ(run(), 0U);
  EXPECT_EQ(told("a"), "a0,a1,a2,a3,a4");
  EXPECT_EQ(told("b"), "b0,b1,b2,b3,b4");
}

TEST_F(RunningConsumer, GoesThroughABacklogInBatchesOfAnySize) {
  for (int i = 0; i < 40; ++i) say("s" + std::to_string(i % 7), std::to_string(i));
  for (const int batch_max : {1, 3, 40}) {
    test::execute(database, "truncate journal; update bus.progress set tx = '0', position = 0");
    EXPECT_EQ(run({}, {.batch_max = batch_max}), 40U) << batch_max;
    EXPECT_EQ(told("s3"), "3,10,17,24,31,38") << batch_max;
  }
}

TEST_F(RunningConsumer, EveryServiceHasItsOwnPlace) {
  say("a", "one");
  Consumer ledger{listener("ledger"), pool("ledger"), clock};
  EXPECT_EQ(ledger.run_until_idle(), 1U);
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(told("a", "ledger"), "one");
}

TEST_F(RunningConsumer, DoesNotReadEventsOfOtherTypesTwice) {
  for (int i = 0; i < 20; ++i) say<Number>("a", i);
  EXPECT_EQ(run(), 0U);
  // The next balance saves that they were passed: nobody has to look at them again.
  {
    Consumer consumer{listener("claims"), pool(), clock, {.lease = 60ms}};
    consumer.start();
    EXPECT_TRUE(eventually([&] {
      return value(
                 "select count(*) from bus.event e join bus.standing s using (shard) "
                 "where (e.tx, e.position) > (s.tx, s.position)") == "0";
    }));
  }
  say("a", "after");
  // A transaction of the server's own may still be older than the event and hide it for a moment.
  EXPECT_TRUE(eventually([&] { return run() == 1U; }));
}

TEST_F(RunningConsumer, ReactsAtOnceToACommitInItsProcess) {
  Consumer consumer{listener("claims"), pool(), clock, {.poll_most = 10s, .lease = 60s}};
  consumer.start();
  ASSERT_TRUE(eventually(
      [&] { return value("select count(*) from bus.standing where owner is not null") == "16"; }));
  std::this_thread::sleep_for(300ms);  // polling has backed off by now: 2 + 4 + ... + 256 ms
  const auto said = std::chrono::steady_clock::now();
  say("a", "one");
  EXPECT_TRUE(eventually([&] { return told("a") == "one"; }));
  EXPECT_LT(std::chrono::steady_clock::now() - said, 5s);  // polling alone comes in up to 10 s
}

TEST_F(RunningConsumer, HearsWhatOtherProcessesSayByPolling) {
  Consumer consumer{listener("claims"), pool(), clock};
  consumer.start();
  test::execute(
      database,
      "insert into bus.event (event_id, shard, type, source, subject, fund, "
      "occurred_at, cause, trace, payload) values (gen_random_uuid(), 0, "
      "'google.protobuf.StringValue', 'claims', 'a', 'owwa', now(), '', '', '\\x0a036f6e65')");
  EXPECT_TRUE(eventually([&] { return told("a") == "one"; }));
}

TEST_F(RunningConsumer, LosesNothingWhenItsConnectionsAreCut) {
  std::atomic<int> calls = 0;
  std::atomic<bool> cut = false;
  const auto act = [&](db::Transaction& tx, const Event&, const std::string& word) -> Result<void> {
    ++calls;
    if (word == "13" && !cut.exchange(true))
      db::run(tx, "select pg_terminate_backend(pg_backend_pid())");
    return {};
  };
  for (int i = 0; i < 30; ++i) say("s" + std::to_string(i % 3), std::to_string(i));
  Consumer consumer{listener("claims", act), pool(), clock, {.batch_max = 10, .lease = 500ms}};
  consumer.start();
  ASSERT_TRUE(eventually([&] { return value("select count(*) from journal") == "30"; }));
  EXPECT_GT(calls, 30);  // the batch was rolled back and run again
  EXPECT_EQ(value("select count(distinct (subject, word)) from journal"), "30");
  EXPECT_EQ(told("s1"), "1,4,7,10,13,16,19,22,25,28");
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");  // no attempt of any event
}

TEST_F(RunningConsumer, GoesOnAfterTheServerCutsEverybodyAgainAndAgain) {
  Consumer consumer{listener("claims"), pool(), clock, {.batch_max = 5, .lease = 500ms}};
  consumer.start();
  for (int i = 0; i < 100; ++i) {
    say("s" + std::to_string(i % 4), std::to_string(i));
    if (i % 25 == 24) {
      test::execute(database,
                    "select pg_terminate_backend(pid) from pg_stat_activity where "
                    "usename = 'haven_claims' and datname = current_database()");
      std::this_thread::sleep_for(20ms);
    }
  }
  ASSERT_TRUE(eventually([&] { return value("select count(*) from journal") == "100"; }));
  EXPECT_EQ(value("select count(distinct (subject, word)) from journal"), "100");
}

TEST_F(RunningConsumer, RunsABatchAgainAfterADeadlock) {
  std::atomic<int> deadlocks = 2;
  const auto act = [&](db::Transaction&, const Event&, const std::string&) -> Result<void> {
    if (deadlocks-- > 0) throw db::Failure{"40P01", ""};
    return {};
  };
  say("a", "one");
  EXPECT_EQ(run(act), 1U);
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");
}

TEST_F(RunningConsumer, ATypeAddedLaterTakesTheShardsFromProcessesThatDoNotKnowIt) {
  Consumer old_version{listener("claims"), pool(), clock, {.lease = 60s}};
  old_version.start();
  ASSERT_TRUE(eventually(
      [&] { return value("select count(*) from bus.standing where owner is not null") == "16"; }));
  std::atomic<int> numbers = 0;
  Subscriptions more = listener("claims");
  more.on<Number>([&](db::Transaction&, const Event&, const Number&, Instant) -> Result<void> {
    ++numbers;
    return {};
  });
  Consumer new_version{more, pool(), clock, {.lease = 100ms}};
  new_version.start();
  say("a", "word");
  say<Number>("a", 1);
  EXPECT_TRUE(eventually([&] { return numbers >= 1; }));
  EXPECT_TRUE(eventually([&] { return told("a") == "word"; }));
}

}  // namespace
}  // namespace haven::messaging
