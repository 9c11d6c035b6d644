#include "common/messaging/operator.hpp"

#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;

struct Operator : Bus {
  db::Pool& operators = database.pool("haven_operator");

  ConsumerLag lag(const std::string& consumer = "claims") {
    for (const ConsumerLag& one : lag_of_consumers(operators)) {
      if (one.consumer == consumer) return one;
    }
    return {};
  }
  template <class Look>
  auto look(Look act) {
    db::Transaction tx{operators};
    return act(tx);
  }
  static Result<void> refuse_poison(db::Transaction&, const Event&, const std::string& word) {
    if (word == "poison") return refuse(ErrorKind::invalid, "is_poison", "poison");
    return {};
  }
  std::vector<std::string> words(const std::vector<Entry>& entries) {
    std::vector<std::string> all;
    for (const Entry& entry : entries) all.push_back(*payload_json(entry.event));
    return all;
  }
  using Words = std::vector<std::string>;
};

TEST_F(Operator, SeesHowFarEachConsumerIsBehind) {
  run();
  EXPECT_EQ(lag().behind, 0);
  EXPECT_FALSE(lag().oldest_at);
  say("a", "poison");
  now += 1min;
  say("a", "two");
  say<Number>("b", 3);  // no matter of this consumer
  EXPECT_EQ(lag().behind, 2);
  EXPECT_EQ(*lag().oldest_at, now - 1min);
  run(refuse_poison, {.attempts_max = 1});
  EXPECT_EQ(lag().behind, 0);
  EXPECT_EQ(lag().parked, 1);
  EXPECT_EQ(lag().held, 1);
  EXPECT_EQ(lag().waiting, 0);
  EXPECT_EQ(lag().workers, 0);
  Consumer consumer{listener("claims"), pool(), clock, {.threads = 2}};
  consumer.start();
  EXPECT_TRUE(eventually([&] { return lag().workers == 2; }));
}

TEST_F(Operator, AServiceSeesItsOwnLagOnly) {
  run();
  EXPECT_EQ(lag_of_consumers(pool("claims")).size(), 1U);
  EXPECT_EQ(lag_of_consumers(pool("ledger")).size(), 0U);
}

TEST_F(Operator, ListsFailedEventsWithWhatWaitsBehindThem) {
  const EventId poison = say("a", "poison");
  say("a", "two");
  say("a", "three");
  run(refuse_poison, {.attempts_max = 2});
  EXPECT_TRUE(look(parked_events).empty());
  auto failed = look(failed_events);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].state, "waiting");
  EXPECT_TRUE(failed[0].due_at);
  now += 1s;
  run(refuse_poison, {.attempts_max = 2});
  failed = look(parked_events);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].consumer, "claims");
  EXPECT_EQ(failed[0].id, poison);
  EXPECT_EQ(failed[0].type, "google.protobuf.StringValue");
  EXPECT_EQ(failed[0].subject, "a");
  EXPECT_EQ(failed[0].attempts, 2);
  EXPECT_EQ(failed[0].error, "is_poison");
  EXPECT_EQ(failed[0].held, 2);
  EXPECT_FALSE(failed[0].due_at);
}

TEST_F(Operator, LooksAtTheEndOfTheLog) {
  for (int i = 1; i <= 5; ++i) say("s" + std::to_string(i), std::to_string(i));
  say<Number>("s1", 6);
  const auto last = [&](LogQuery query) {
    return words(look([&](db::Transaction& tx) { return last_events(tx, query); }));
  };
  EXPECT_EQ(last({.events_max = 3}), (Words{"\"4\"", "\"5\"", "\"6\""}));
  EXPECT_EQ(last({.type = "StringValue", .events_max = 2}), (Words{"\"4\"", "\"5\""}));
  EXPECT_EQ(last({.type = "google.protobuf.Int64Value"}), (Words{"\"6\""}));
  EXPECT_EQ(last({.subject = "s1"}), (Words{"\"1\"", "\"6\""}));
  EXPECT_EQ(last({.fund = "dmw"}), Words{});
}

TEST_F(Operator, FollowsTheLogWithoutMissingAnEventThatCommitsLate) {
  say("a", "1");
  Cursor at = look([](db::Transaction& tx) { return last_events(tx, {}); }).back().at;
  const auto next = [&] {
    const auto entries =
        look([&](db::Transaction& tx) { return events_after(tx, {.events_max = 1}, at); });
    if (!entries.empty()) at = entries.back().at;
    return words(entries);
  };
  {
    db::Transaction open{pool("ledger")};
    say_in(open, "b", "2");
    say("c", "3");
    EXPECT_EQ(next(), Words{});
    open.commit();
  }
  EXPECT_EQ(next(), Words{"\"2\""});
  EXPECT_EQ(next(), Words{"\"3\""});
  EXPECT_EQ(next(), Words{});
}

TEST_F(Operator, SeesWhereOneEventStands) {
  const EventId id = say("a", "poison");
  Consumer ledger{listener("ledger"), pool("ledger"), clock};
  const auto entry = look([&](db::Transaction& tx) { return find_event(tx, id); });
  ASSERT_TRUE(entry);
  const auto states = [&] {
    std::string all;
    for (const auto& d : look([&](db::Transaction& tx) { return deliveries_of(tx, *entry); })) {
      all += d.consumer + ":" + d.state + " ";
    }
    return all;
  };
  EXPECT_EQ(states(), "");
  run(refuse_poison, {.attempts_max = 1});
  EXPECT_EQ(states(), "claims:parked ");
  ledger.run_until_idle();
  EXPECT_EQ(states(), "claims:parked ledger:done ");
  EXPECT_FALSE(look([&](db::Transaction& tx) { return find_event(tx, new_id<EventId>(now)); }));
}

TEST_F(Operator, ReadsPayloadsByTheirProtoFiles) {
  Event event;
  event.type = "google.protobuf.StringValue";
  Word word;
  word.set_value("x");
  event.payload = word.SerializeAsString();
  EXPECT_EQ(payload_json(event), "\"x\"");
  event.payload = "\x0a\xff";
  EXPECT_FALSE(payload_json(event));
  event.type = "haven.unknown.v1.Thing";
  EXPECT_FALSE(payload_json(event));
}

TEST_F(Operator, RetiresOnlyWhatEveryKnownConsumerHasPassed) {
  const Instant then = now;
  for (int i = 0; i < 10; ++i) say("s" + std::to_string(i), std::to_string(i));
  const auto retired = [&](Instant before) {
    return *retire(operators, before, {"ana", "the year is closed"}, now);
  };
  EXPECT_EQ(retired(then + 1s), 0);  // nobody is known: nobody has passed anything
  run();
  Consumer ledger{listener("ledger",
                           [](auto&&...) -> Result<void> {
                             throw db::Failure{"57P01", ""};
                           }),
                  pool("ledger"), clock};
  EXPECT_THROW(ledger.run_until_idle(), db::Failure);  // is known from now on, and behind
  EXPECT_EQ(retired(then + 1s), 0);
  Consumer ledger_again{listener("ledger"), pool("ledger"), clock};
  ledger_again.run_until_idle();
  say("s1", "not passed");
  EXPECT_EQ(retired(then), 0);  // none is older
  EXPECT_EQ(retired(then + 1s), 10);
  EXPECT_EQ(value("select count(*) from bus.event"), "1");
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(value("select count(*) from bus.intervention where act = 'retire'"), "4");
}

TEST_F(Operator, NeverRetiresAnEventThatWaitsForARetry) {
  const EventId poison = say("a", "poison");
  const EventId behind = say("a", "behind");
  say("b", "fine");
  run(refuse_poison, {.attempts_max = 1});
  EXPECT_EQ(*retire(operators, now + 1h, {"ana", "space"}, now),
            2);  // fine, and the notice of parking
  EXPECT_EQ(value("select count(*) from bus.event where event_id in ('" + poison.text() + "', '" +
                  behind.text() + "')"),
            "2");
}

TEST_F(Operator, CannotDeleteEventsInAnyOtherWay) {
  say("a", "1");
  db::Transaction tx{operators};
  EXPECT_THROW(db::run(tx, "delete from bus.event"), db::Failure);
}

}  // namespace
}  // namespace haven::messaging
