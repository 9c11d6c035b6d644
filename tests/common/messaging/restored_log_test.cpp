#include "common/messaging/operator.hpp"
#include "tests/common/messaging/bus_fixture.hpp"

namespace haven::messaging {
namespace {

// Transaction numbers far ahead of this cluster's are what a restored log looks like.
struct RestoredLog : Bus {
  db::Pool& operators = database.pool("haven_operator");

  static Result<void> refuse_poison(db::Transaction&, const Event&, const std::string& word) {
    if (word == "poison") return refuse(ErrorKind::invalid, "is_poison", "poison");
    return {};
  }
  void restore_elsewhere() {
    test::execute(
        database,
        "update bus.event set tx = (tx::text::bigint + 9000000000)::text::xid8; "
        "update bus.progress set tx = (tx::text::bigint + 9000000000)::text::xid8 where tx > '0'");
  }
  std::int64_t rebased() {
    return *db::in_transaction(operators, [&](db::Transaction& tx) {
      return rebase(tx, {"ana", "restored from the night's dump"}, now);
    });
  }
};

TEST_F(RestoredLog, IsNotReadBeforeItIsRebased) {
  say("a", "1");
  run();
  restore_elsewhere();
  try {
    run();
    FAIL() << "a foreign log was read";
  } catch (const LogOfAnotherCluster& refusal) {
    EXPECT_NE(std::string{refusal.what()}.find("haven events rebase"), std::string::npos);
  }
  Consumer consumer{listener("claims"), pool(), clock};
  EXPECT_THROW(consumer.start(), LogOfAnotherCluster);
}

TEST_F(RestoredLog, GoesOnAfterTheRebaseWhereItStood) {
  for (int i = 0; i < 5; ++i) say("s" + std::to_string(i % 2), std::to_string(i));
  run();
  for (int i = 5; i < 10; ++i) say("s" + std::to_string(i % 2), std::to_string(i));
  restore_elsewhere();
  say("s0", "written since");  // before anybody noticed
  EXPECT_EQ(rebased(), 11);
  say("s1", "written after");
  EXPECT_EQ(run(), 7U);
  EXPECT_EQ(told("s0"), "0,2,4,6,8,written since");
  EXPECT_EQ(told("s1"), "1,3,5,7,9,written after");
  EXPECT_EQ(rebased(), 0);  // once is enough
}

TEST_F(RestoredLog, KeepsWhatWaitsForARetryInOrder) {
  for (const char* word : {"poison", "1", "2"}) say("a", word);
  run(refuse_poison, {.attempts_max = 1});
  restore_elsewhere();
  rebased();
  say("a", "3");
  const EventId poison{value("select event_id from bus.retry where state = 'parked'")};
  ASSERT_TRUE(db::in_transaction(operators, [&](db::Transaction& tx) {
    return skip_parked(tx, "claims", poison, {"ana", "spoilt"}, now);
  }));
  run(refuse_poison);
  EXPECT_EQ(told("a"), "1,2,3");
}

TEST_F(RestoredLog, IsNoticedByItsCursorsWhenItsEventsAreRetired) {
  run();
  test::execute(database, "update bus.progress set tx = '9000000000'");
  EXPECT_THROW(run(), LogOfAnotherCluster);
  say("a", "1");
  rebased();
  EXPECT_EQ(run(), 1U);
}

TEST_F(RestoredLog, CanBeRebasedAgainAfterAnotherRestore) {
  say("a", "1");
  restore_elsewhere();
  rebased();
  say("a", "2");
  test::execute(database, "update bus.event set tx = '9000000001' where tx > '0'");
  rebased();
  say("a", "3");
  EXPECT_EQ(run(), 3U);
  EXPECT_EQ(told("a"), "1,2,3");
}

}  // namespace
}  // namespace haven::messaging
