// Positions are given before commits, so a cursor that simply counts up misses events of
// transactions that end late. These tests hold writers open across each other while consumers run.
#include <atomic>
#include <random>

#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct NoEventMissed : Bus {};

TEST_F(NoEventMissed, AnEventThatCommitsBehindLaterOnesIsStillRead) {
  Consumer consumer{listener("claims"), pool(), clock};
  consumer.start();
  auto early = std::make_unique<db::Transaction>(pool("ledger"));
  say_in(*early, "a", "first");
  say("b", "second");
  say("c", "third");
  std::this_thread::sleep_for(100ms);  // many polls; the later ones must wait behind the open one
  EXPECT_EQ(value("select count(*) from journal"), "0");
  early->commit();
  early.reset();
  EXPECT_TRUE(eventually([&] { return value("select count(*) from journal") == "3"; }));
}

TEST_F(NoEventMissed, ATransactionThatStartedEarlyAndWroteLateIsStillRead) {
  db::Transaction early{pool("ledger")};
  db::run(early, "select pg_current_xact_id()");  // has its number from here on
  say("a", "one");
  std::thread reader{[&] { EXPECT_EQ(run({}, {.lease = 300ms}), 0U); }};
  reader.join();
  say_in(early, "a", "zero");
  early.commit();
  EXPECT_EQ(run(), 2U);
  EXPECT_EQ(told("a"), "zero,one");  // the order of transactions, by number
}

TEST_F(NoEventMissed, WritersOfAllLengthsAndConsumersAtOnce) {
  constexpr int writers = 6, transactions = 60;
  std::atomic<int> committed = 0, rolled_back = 0;
  const auto write = [&](int writer) {
    std::mt19937 random{static_cast<unsigned>(writer)};
    for (int i = 0; i < transactions; ++i) {
      db::Transaction tx{pool("adjudication")};
      const int events = 1 + static_cast<int>(random() % 3);
      for (int e = 0; e < events; ++e) {
        say_in(tx, "s" + std::to_string(writer * 3 + e % 3),
               std::to_string(writer) + "-" + std::to_string(i) + "-" + std::to_string(e));
        if (random() % 4 == 0)
          std::this_thread::sleep_for(std::chrono::milliseconds{random() % 15});
      }
      if (random() % 10 == 0) {
        rolled_back += events;
        continue;
      }
      tx.commit();
      committed += events;
    }
  };
  std::vector<std::unique_ptr<Consumer>> consumers;
  for (int i = 0; i < 2; ++i) {
    consumers.push_back(
        std::make_unique<Consumer>(listener("claims"), pool(), clock,
                                   ConsumerOptions{.threads = 2, .batch_max = 7, .lease = 300ms}));
    consumers.back()->start();
  }
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) threads.emplace_back(write, writer);
  for (std::thread& thread : threads) thread.join();

  ASSERT_GT(rolled_back, 0);
  const std::string expected = std::to_string(committed);
  EXPECT_TRUE(eventually([&] { return value("select count(*) from journal") == expected; }));
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(value("select count(*) from journal"), expected);  // and nothing twice
  EXPECT_EQ(value("select count(distinct (subject, word)) from journal"), expected);
  // Each subject has one writer, so the order of its effects is the order of positions.
  EXPECT_EQ(value("select count(*) from (select subject, word, lag(e.position) over "
                  "(partition by j.subject order by j.id) as before, e.position "
                  "from journal j join bus.event e using (subject) "
                  "where convert_from(substr(e.payload, 3), 'UTF8') = j.word) o "
                  "where before > position"),
            "0");
}

}  // namespace
}  // namespace haven::messaging
