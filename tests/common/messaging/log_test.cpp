#include "common/messaging/log.hpp"

#include "common/messaging/shard.hpp"
#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

struct Log : Bus {};

TEST_F(Log, EventExistsIfItsChangeDoes) {
  {
    db::Transaction tx{pool()};
    say_in(tx, "a", "lost");
  }
  EXPECT_EQ(value("select count(*) from bus.event"), "0");
  const EventId id = say("a", "kept");
  EXPECT_EQ(value("select event_id from bus.event"), id.text());
}

TEST_F(Log, EventsWrittenTogetherKeepTheirOrder) {
  std::vector<Saying> sayings;
  for (int i = 0; i < 30; ++i) {
    Word word;
    word.set_value("\"" + std::to_string(i) + "\\,{}'");  // what array literals must quote
    sayings.push_back(saying_of("s" + std::to_string(i % 3) + "{\"", word));
  }
  db::in_transaction(pool(), [&](db::Transaction& tx) {
    append_all(tx, {"claims", "owwa", "test"}, {}, now);
    append_all(tx, {"claims", "owwa", "test"}, sayings, now);
  });
  EXPECT_EQ(run(), 30U);
  EXPECT_EQ(told("s1{\"").substr(0, 23), "\"1\\,{}',\"4\\,{}',\"7\\,{}'");
}

TEST_F(Log, KeepsAllThatAConsumerIsGivenLater) {
  const log::Trace trace{"0af7651916cd43dd8448eb211c80319c"};
  const EventId id = say("claim-1", "hello");
  Event seen;
  Subscriptions subscriptions{"claims"};
  subscriptions.on_type("google.protobuf.StringValue",
                        [&](db::Transaction&, const Event& event, Instant) -> Result<void> {
                          seen = event;
                          EXPECT_EQ(log::Trace::current(), event.trace);
                          return {};
                        });
  Consumer consumer{subscriptions, pool(), clock};
  EXPECT_EQ(consumer.run_until_idle(), 1U);
  EXPECT_EQ(seen.id, id);
  EXPECT_EQ(seen.type, "google.protobuf.StringValue");
  EXPECT_EQ(seen.source, "adjudication");
  EXPECT_EQ(seen.subject, "claim-1");
  EXPECT_EQ(seen.fund, "owwa");
  EXPECT_EQ(seen.at, now);
  EXPECT_EQ(seen.cause, "test");
  EXPECT_EQ(seen.trace, "0af7651916cd43dd8448eb211c80319c");
  Word word;
  ASSERT_TRUE(word.ParseFromString(seen.payload));
  EXPECT_EQ(word.value(), "hello");
}

TEST_F(Log, ServicesCannotForgeThePlaceNorChangeHistory) {
  say("a", "one");
  const auto refused = [&](const std::string& sql) {
    try {
      db::in_transaction(pool(), [&](db::Transaction& tx) { db::run(tx, sql); });
      return std::string{"allowed"};
    } catch (const db::Failure& failure) {
      return failure.sqlstate();
    }
  };
  EXPECT_EQ(
      refused("insert into bus.event (event_id, tx, shard, type, source, subject, fund, "
              "occurred_at, cause, trace, payload) select gen_random_uuid(), '1', shard, type, "
              "source, subject, fund, occurred_at, cause, trace, payload from bus.event"),
      "42501");
  EXPECT_EQ(refused("update bus.event set subject = 'b'"), "42501");
  EXPECT_EQ(refused("delete from bus.event"), "42501");
  EXPECT_EQ(refused("select bus.rebase()"), "42501");
}

TEST_F(Log, ServicesSeeOnlyTheirOwnPlaceInIt) {
  run();
  const auto seen_by = [&](const std::string& role) {
    db::Transaction tx{database.pool(role)};
    int count = 0;
    db::run(tx, "select count(*) from bus.progress", db::into(count));
    return count;
  };
  EXPECT_GT(seen_by("haven_claims"), 0);
  EXPECT_EQ(seen_by("haven_ledger"), 0);
  EXPECT_EQ(seen_by("haven_operator"), seen_by("haven_claims"));
  EXPECT_EQ(seen_by("haven_auditor"), seen_by("haven_claims"));
}

TEST(Shard, IsTheSameOnEveryMachine) {
  EXPECT_EQ(shard_of(""), 1);
  EXPECT_EQ(shard_of("a"), 0);
  EXPECT_EQ(shard_of("0190163d-8694-739b-aea5-966c26f8ad90"), 7);
}

TEST(Shard, SpreadsSubjects) {
  std::vector<int> counts(shard_count);
  for (int i = 0; i < 1600; ++i)
    ++counts[static_cast<std::size_t>(shard_of(new_uuid(test::noon())))];
  EXPECT_GT(*std::ranges::min_element(counts), 50);
  EXPECT_LT(*std::ranges::max_element(counts), 200);
}

}  // namespace
}  // namespace haven::messaging
