#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

struct FailingBatch : Bus {};

TEST_F(FailingBatch, BadEventsAreFoundAmongManyWithoutLosingTheOthers) {
  for (int i = 0; i < 64; ++i) say("s" + std::to_string(i), i % 9 == 4 ? "bad" : "good");
  const auto act = [](db::Transaction&, const Event&, const std::string& word) -> Result<void> {
    if (word == "bad") return refuse(ErrorKind::invalid, "is_bad", "bad");
    return {};
  };
  EXPECT_EQ(run(act), 57U);
  EXPECT_EQ(value("select count(*) from journal where word = 'good'"), "57");
  EXPECT_EQ(value("select count(*) from journal where word = 'bad'"), "0");
  EXPECT_EQ(value("select count(*) from bus.retry where error = 'is_bad'"), "7");
}

TEST_F(FailingBatch, EventsThatFailOnlyAtCommitAreFoundByHalving) {
  test::execute(database,
                "create table once (word text, constraint said_once unique (word) "
                "deferrable initially deferred); grant all on once to public; insert into once "
                "values ('bad')");
  for (int i = 0; i < 20; ++i) say("s" + std::to_string(i), i == 13 ? "bad" : std::to_string(i));
  const auto act = [](db::Transaction& tx, const Event&, const std::string& word) -> Result<void> {
    db::run(tx, "insert into once values (:w)", db::use(word));
    return {};
  };
  EXPECT_EQ(run(act), 19U);
  EXPECT_EQ(value("select count(*) from once"), "20");
  EXPECT_EQ(value("select error from bus.retry"),
            "haven::db::Failure: database refused: SQLSTATE 23505, constraint said_once");
}

TEST_F(FailingBatch, ABugInSqlIsNotTakenForALostConnection) {
  say("a", "one");
  const auto act = [](db::Transaction& tx, const Event&, const std::string&) -> Result<void> {
    std::string text;
    db::run(tx, "select null::text", db::into(text));  // SOCI refuses a null without an indicator
    return {};
  };
  EXPECT_EQ(run(act), 0U);
  EXPECT_EQ(value("select state || attempts from bus.retry"), "waiting1");
}

// Somebody works long on what the event is about, such as a list that is being screened.
TEST_F(FailingBatch, AnEventThatWaitedTooLongForALockIsNotTakenForABadOne) {
  say("a", "one");
  bool is_locked = true;
  const auto act = [&](db::Transaction&, const Event&, const std::string&) -> Result<void> {
    if (is_locked) throw db::Failure{"55P03", ""};
    return {};
  };
  EXPECT_THROW(run(act), db::Failure);  // the consumer rests and comes back
  EXPECT_EQ(value("select count(*) from bus.retry"), "0");
  is_locked = false;
  EXPECT_EQ(run(act), 1U);
  EXPECT_EQ(value("select count(*) from journal"), "1");
}

TEST_F(FailingBatch, APayloadThatDoesNotDecodeIsRefused) {
  test::execute(database,
                "insert into bus.event (event_id, shard, type, source, subject, fund, "
                "occurred_at, cause, trace, payload) values (gen_random_uuid(), 0, "
                "'google.protobuf.StringValue', 'x', 'a', 'owwa', now(), '', '', '\\x0aff')");
  run();
  EXPECT_EQ(value("select error from bus.retry"), "payload_unreadable");
}

}  // namespace
}  // namespace haven::messaging
