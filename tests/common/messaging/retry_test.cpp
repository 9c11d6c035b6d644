#include <atomic>

#include "common/messaging/operator.hpp"
#include "haven/bus/v1/events.pb.h"
#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct FailedEvents : Bus {
  std::atomic<int> calls_of_poison = 0;
  std::atomic<bool> is_poisonous = true;

  Act poison(const std::string& word) {
    return [this, word](db::Transaction&, const Event&, const std::string& said) -> Result<void> {
      if (said != word) return {};
      ++calls_of_poison;
      if (is_poisonous) throw std::runtime_error{"Maria Santos cannot be read"};
      return {};
    };
  }
  ConsumerOptions few_attempts{.attempts_max = 3, .retry_first = 1000ms, .retry_most = 1500ms};

  // Fails three times: now, after one second, after 1.5 more (2 is above the most).
  EventId park() {
    for (const char* word : {"before", "poison", "after1", "after2"}) say("a", word);
    say("b", "neighbour");
    run(poison("poison"), few_attempts);
    for (int i = 0; i < 2; ++i) now += 1500ms, run(poison("poison"), few_attempts);
    return EventId{value("select event_id from bus.retry where state = 'parked'")};
  }
  Result<void> act(Result<void> (*deed)(db::Transaction&, const std::string&, const EventId&,
                                        const Intervention&, Instant),
                   const EventId& event, const Intervention& why = {"ana", "the fix is in"}) {
    return db::in_transaction(database.pool("haven_operator"), [&](db::Transaction& tx) {
      return deed(tx, "claims", event, why, now);
    });
  }
  std::string said(const std::string& type) {
    return value("select count(*) from bus.event where type = '" + type + "'");
  }
};

TEST_F(FailedEvents, HoldBackOnlyTheirSubject) {
  for (const char* word : {"1", "poison", "2", "3"})
    say("a", word), say("b", word + std::string{"b"});
  EXPECT_EQ(run(poison("poison")), 5U);
  EXPECT_EQ(told("a"), "1");
  EXPECT_EQ(told("b"), "1b,poisonb,2b,3b");
  EXPECT_EQ(value("select string_agg(state, ',' order by state) from bus.retry"),
            "held,held,waiting");
  say("a", "4");
  EXPECT_EQ(run(poison("poison")), 0U);  // held as well, though it came later
  EXPECT_EQ(told("a"), "1");
}

TEST_F(FailedEvents, AreTriedAgainWithADelayThatDoubles) {
  const auto due = [&] {
    return value("select extract(epoch from due_at - '" + text_of(now) +
                 "')::numeric(9,1) from bus.retry");
  };
  say("a", "poison");
  run(poison("poison"), few_attempts);
  EXPECT_EQ(due(), "1.0");
  now += 999ms;
  run(poison("poison"), few_attempts);
  EXPECT_EQ(calls_of_poison, 1);  // a millisecond early
  now += 1ms;
  run(poison("poison"), few_attempts);
  EXPECT_EQ(calls_of_poison, 2);
  EXPECT_EQ(due(), "1.5");  // not 2: retry_most
}

TEST_F(FailedEvents, GoOnInOrderOnceTheySucceed) {
  for (const char* word : {"1", "poison", "2", "3"}) say("a", word);
  run(poison("poison"));
  say("a", "4");
  run(poison("poison"));
  is_poisonous = false;
  now += 1s;
  EXPECT_EQ(run(poison("poison")), 4U);
  EXPECT_EQ(told("a"), "1,poison,2,3,4");
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");
  EXPECT_EQ(said("haven.bus.v1.EventUnparked"), "0");  // it never was parked
}

TEST_F(FailedEvents, ManyHeldOnesFollowInOrderInSeveralBatches) {
  say("a", "poison");
  for (int i = 10; i < 35; ++i) say("a", std::to_string(i));
  run(poison("poison"), {.batch_max = 10});
  is_poisonous = false;
  now += 1s;
  EXPECT_EQ(run(poison("poison"), {.batch_max = 10}), 26U);
  EXPECT_EQ(told("a").substr(0, 12), "poison,10,11");
  EXPECT_EQ(value("select count(*) from (select word, lag(word) over (order by id) as before "
                  "from journal where word <> 'poison') o where before > word"),
            "0");
}

TEST_F(FailedEvents, AHeldOneThatFailsInTurnHoldsTheRest) {
  for (const char* word : {"poison", "1", "poison2", "2"}) say("a", word);
  const auto two_poisons = [&](db::Transaction& tx, const Event& event, const std::string& word) {
    if (word == "poison2") return Result<void>{refuse(ErrorKind::invalid, "second_poison", "no")};
    return poison("poison")(tx, event, word);
  };
  run(two_poisons);
  is_poisonous = false;
  now += 1s;
  run(two_poisons);
  EXPECT_EQ(told("a"), "poison,1");
  EXPECT_EQ(value("select string_agg(state || attempts || error, ',' order by attempts desc) "
                  "from bus.retry"),
            "waiting1second_poison,held0");
}

TEST_F(FailedEvents, ParkAfterTheirLastAttemptAndSaySo) {
  const EventId poison_id = park();
  EXPECT_EQ(calls_of_poison, 1 + 3);  // in a batch with others, which is no attempt; then alone
  EXPECT_EQ(told("a"), "before");
  EXPECT_EQ(told("b"), "neighbour");
  now += 24h;
  run(poison("poison"), few_attempts);
  EXPECT_EQ(calls_of_poison, 1 + 3);  // never again by itself

  const EventId notice{
      value("select event_id from bus.event where type = 'haven.bus.v1.EventParked'")};
  db::Transaction tx{database.pool("haven_operator")};
  const auto entry = find_event(tx, notice);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->event.subject, "parked:" + poison_id.text());
  EXPECT_EQ(entry->event.source, "claims");
  EXPECT_EQ(entry->event.fund, "owwa");
  bus::v1::EventParked parked;
  ASSERT_TRUE(parked.ParseFromString(entry->event.payload));
  EXPECT_EQ(parked.consumer(), "claims");
  EXPECT_EQ(parked.event_id(), poison_id.text());
  EXPECT_EQ(parked.event_type(), "google.protobuf.StringValue");
  EXPECT_EQ(parked.event_subject(), "a");
  EXPECT_EQ(parked.attempts(), 3);
}

TEST_F(FailedEvents, KeepTheTypeOfTheErrorAndNothingPersonal) {
  park();
  EXPECT_EQ(value("select error from bus.retry where state = 'parked'"), "std::runtime_error");
  EXPECT_EQ(value("select count(*) from bus.retry r where r::text like '%Maria%'"), "0");
}

TEST_F(FailedEvents, OfAnOperatorsRetryFollowInOrder) {
  const EventId event = park();
  ASSERT_TRUE(act(retry_parked, event));
  run(poison("poison"), few_attempts);  // it still fails: from the first attempt on again
  EXPECT_EQ(
      value("select state || attempts from bus.retry where event_id = '" + event.text() + "'"),
      "waiting1");
  is_poisonous = false;
  now += 2s;
  EXPECT_EQ(run(poison("poison"), few_attempts), 3U);
  EXPECT_EQ(told("a"), "before,poison,after1,after2");
  EXPECT_EQ(said("haven.bus.v1.EventUnparked"), "1");
}

TEST_F(FailedEvents, ThatAreSkippedLetTheRestGoOnInOrder) {
  const EventId event = park();
  ASSERT_TRUE(act(skip_parked, event));
  const int calls_before = calls_of_poison;
  run(poison("poison"), few_attempts);
  EXPECT_EQ(calls_of_poison, calls_before);
  EXPECT_EQ(told("a"), "before,after1,after2");
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");
  EXPECT_EQ(value("select act || consumer || operator || reason from bus.intervention"),
            "skipclaimsanathe fix is in");

  const EventId notice{
      value("select event_id from bus.event where type = 'haven.bus.v1.EventUnparked'")};
  db::Transaction tx{database.pool("haven_operator")};
  bus::v1::EventUnparked unparked;
  ASSERT_TRUE(unparked.ParseFromString(find_event(tx, notice)->event.payload));
  EXPECT_TRUE(unparked.skipped());
  EXPECT_EQ(unparked.event_id(), event.text());
  EXPECT_EQ(unparked.event_subject(), "a");
}

TEST_F(FailedEvents, AreActedOnOnlyWithANameAndAReasonAndOnlyWhenParked) {
  const EventId event = park();
  EXPECT_EQ(act(skip_parked, event, {"ana", ""}).error().fields.front().pointer, "reason");
  EXPECT_EQ(act(skip_parked, event, {"", "why"}).error().fields.front().pointer, "operator");
  EXPECT_EQ(value("select state from bus.retry where event_id = '" + event.text() + "'"), "parked");
  const EventId held{value("select event_id from bus.retry where state = 'held' limit 1")};
  EXPECT_EQ(act(retry_parked, held).error().code, "not_parked");
  EXPECT_EQ(act(skip_parked, new_id<EventId>(now)).error().code, "not_parked");
}

TEST_F(FailedEvents, ParkingNoticesThatFailAreParkedWithoutANoticeOfTheirOwn) {
  Subscriptions subscriptions = listener("claims", poison("poison"));
  subscriptions.on<bus::v1::EventParked>(
      [](db::Transaction&, const Event&, const bus::v1::EventParked&, Instant) -> Result<void> {
        return refuse(ErrorKind::invalid, "never", "never");
      });
  say("a", "poison");
  Consumer consumer{subscriptions, pool(), clock, {.attempts_max = 1}};
  for (int i = 0; i < 3; ++i) consumer.run_until_idle();
  EXPECT_EQ(said("haven.bus.v1.EventParked"), "1");
  EXPECT_EQ(value("select count(*) from bus.retry where state = 'parked'"), "2");
}

}  // namespace
}  // namespace haven::messaging
