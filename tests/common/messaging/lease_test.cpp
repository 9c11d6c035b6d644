#include <atomic>
#include <future>

#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct Lease : Bus {
  std::string held() { return value("select count(*) from bus.standing where owner is not null"); }
  std::string holders() {
    return value(
        "select coalesce(string_agg(n::text, ',' order by n desc), '') from "
        "(select count(*) as n from bus.standing where owner is not null group by owner) h");
  }
};

// run_until_idle() has no heartbeat beside it, so waiting inside a handler is what a stopped
// process looks like: the lease runs out in the middle of a batch.
TEST_F(Lease, AHolderThatWakesAfterATakeoverWritesNothing) {
  std::promise<void> paused, go_on;
  std::atomic<bool> first = true;
  const auto pause_once = [&](db::Transaction&, const Event&, const std::string&) -> Result<void> {
    if (first.exchange(false)) {
      paused.set_value();
      go_on.get_future().wait();
    }
    return {};
  };
  for (int i = 0; i < 10; ++i) say("s" + std::to_string(i), std::to_string(i));
  std::size_t handled_by_paused = 99;
  std::thread holder{[&] { handled_by_paused = run(pause_once, {.lease = 200ms}); }};
  paused.get_future().wait();
  EXPECT_EQ(run(), 0U);  // the lease still runs: nothing to take
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(run(), 10U);  // it has run out: taken over and finished
  EXPECT_EQ(value("select min(token) from bus.standing"), "2");

  go_on.set_value();
  holder.join();
  EXPECT_EQ(handled_by_paused, 0U);
  EXPECT_EQ(value("select count(*) from journal"), "10");
  EXPECT_EQ(value("select count(distinct word) from journal"), "10");
}

TEST_F(Lease, AHolderThatWakesWhileTheOtherStillWorksWritesNothing) {
  std::promise<void> paused, go_on, taken, finish;
  std::atomic<int> calls = 0;
  const auto act = [&](db::Transaction&, const Event&, const std::string&) -> Result<void> {
    const int call = calls++;
    if (call == 0) paused.set_value(), go_on.get_future().wait();
    if (call == 1) taken.set_value(), finish.get_future().wait();
    return {};
  };
  say("a", "one");
  std::thread first{[&] { run(act, {.lease = 100ms}); }};
  paused.get_future().wait();
  std::this_thread::sleep_for(200ms);
  std::thread second{[&] { EXPECT_EQ(run(act, {.lease = 60s}), 1U); }};
  taken.get_future().wait();  // has taken over, nothing committed yet
  go_on.set_value();
  first.join();
  EXPECT_EQ(value("select count(*) from journal"), "0");
  finish.set_value();
  second.join();
  EXPECT_EQ(told("a"), "one");
}

TEST_F(Lease, IsKeptByHeartbeatThroughABatchLongerThanIt) {
  std::atomic<int> calls = 0;
  const auto slow = [&](db::Transaction&, const Event&, const std::string&) -> Result<void> {
    ++calls;
    std::this_thread::sleep_for(600ms);
    return {};
  };
  say("a", "one");
  Consumer holder{listener("claims", slow), pool(), clock, {.lease = 200ms}};
  holder.start();
  ASSERT_TRUE(eventually([&] { return calls == 1; }));
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(run(), 0U);
  ASSERT_TRUE(eventually([&] { return told("a") == "one"; }));
  EXPECT_EQ(calls, 1);
}

TEST_F(Lease, WorkersShareTheShardsEvenly) {
  const ConsumerOptions options{.lease = 150ms};
  Consumer first{listener("claims"), pool(), clock, options};
  first.start();
  ASSERT_TRUE(eventually([&] { return holders() == "16"; }));
  Consumer second{listener("claims"), pool(), clock, options};
  second.start();
  EXPECT_TRUE(eventually([&] { return holders() == "8,8"; }));
  auto third = std::make_unique<Consumer>(listener("claims"), pool(), clock, options);
  third->start();
  EXPECT_TRUE(eventually([&] { return holders() == "6,5,5"; }));
  third.reset();  // gives its shards back
  EXPECT_TRUE(eventually([&] { return holders() == "8,8"; }));
}

TEST_F(Lease, ShardsOfADeadWorkerAreTakenWhenItsLeaseRunsOut) {
  run();  // known, all shards free
  test::execute(database,
                "insert into bus.worker (consumer, owner, types, until) "
                "select consumer, gen_random_uuid(), types, clock_timestamp() + interval '400 ms' "
                "from bus.consumer; insert into bus.progress (consumer, shard, n, token, owner, "
                "tx, position) "
                "select s.consumer, s.shard, s.n + 1, s.token + 1, w.owner, s.tx, s.position "
                "from bus.standing s join bus.worker w using (consumer)");
  say("a", "one");
  const auto began = std::chrono::steady_clock::now();
  Consumer consumer{listener("claims"), pool(), clock, {.lease = 150ms}};
  consumer.start();
  EXPECT_TRUE(eventually([&] { return told("a") == "one"; }));
  EXPECT_GT(std::chrono::steady_clock::now() - began, 250ms);
  EXPECT_TRUE(eventually([&] { return holders() == "16"; }));
}

TEST_F(Lease, WorkGoesOnWhileWorkersComeAndGo) {
  std::atomic<bool> done = false;
  std::vector<std::thread> processes;
  for (unsigned process = 0; process < 2; ++process) {
    processes.emplace_back([&, process] {
      for (unsigned round = 0; !done; ++round) {
        Consumer consumer{
            listener("claims"), pool(), clock, {.threads = 2, .batch_max = 5, .lease = 100ms}};
        consumer.start();
        std::this_thread::sleep_for(std::chrono::milliseconds{40 + 30 * ((round + process) % 3)});
      }
    });
  }
  for (int i = 0; i < 300; ++i) say("s" + std::to_string(i % 20), std::to_string(1000 + i));
  EXPECT_TRUE(eventually([&] { return value("select count(*) from journal") == "300"; }));
  done = true;
  for (std::thread& process : processes) process.join();
  EXPECT_EQ(value("select count(distinct word) from journal"), "300");
  EXPECT_EQ(
      value("select count(*) from (select word, lag(word) over (partition by subject order by id) "
            "as before from journal) o where before > word"),
      "0");
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");
}

}  // namespace
}  // namespace haven::messaging
