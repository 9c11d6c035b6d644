// What a new sanctions list says of payments that are with the bank already, or settled lately.
#include <gtest/gtest.h>

#include "services/disbursement/store/checks.hpp"
#include "tests/disbursement/app/sanctions.hpp"

namespace haven::disbursement {
namespace {

struct Hits : SanctionsTest {
  Result<Hold> escalate(const HoldId& id, const std::string& by = "carl") {
    return desk.run([&](db::Transaction& tx) {
      return escalate_hit(tx, {"owwa", id, by, "told the authority"}, test::noon());
    });
  }
  void sent(const std::string& name) {
    desk.payable(name, 100);
    desk.send(1, 100);
  }
  void settled(const std::string& name, const std::string& day) {
    sent(name);
    Booking booking = Desk::line(Desk::reference_of(name), 100);
    booking.day = day;
    ASSERT_TRUE(desk.statement("S-" + name, {booking}));
    ASSERT_EQ(desk.state_of(name), "settled");
  }
  std::string event_of(const std::string& type, const std::string& name) {
    std::string sql = "select count(*) from bus.event where type = 'haven.disbursement.v1.";
    sql += type + "' and subject = '" + named_uuid("claim of " + name) + "'";
    return test::value(desk.database, sql);
  }
};

TEST_F(Hits, OfWhatIsWithTheBankAreReportedAndItsStateStays) {
  sent("released");
  desk.payable("unknown", 100);
  desk.send(1, 100);
  desk.silence();
  ASSERT_EQ(desk.state_of("unknown"), "unknown");
  sent("other");
  ASSERT_TRUE(list("Q-1,CRUZ Maria,,PH\nQ-2,Somebody Else,,PH\n"));
  for (const char* name : {"unknown", "other"}) {
    ASSERT_EQ(hits(name).size(), 1U) << name;
    const Hold hit = hits(name)[0];
    EXPECT_EQ(hit.kind, HoldKind::sanctions_hit);
    EXPECT_EQ(hit.about, "Q-1");
    EXPECT_EQ(hit.placed_by, by_rule);
    EXPECT_EQ(hit.reason.find("Cruz"), std::string::npos);
    EXPECT_EQ(hit.payment_state, desk.attempts(name)[0].state);
    EXPECT_EQ(event_of("SanctionsHitFound", name), "1");
  }
  EXPECT_EQ(desk.state_of("unknown"), "unknown");
  EXPECT_EQ(desk.state_of("other"), "released");
}

// The list's file came, then the payment left, and only then was it looked at.
TEST_F(Hits, OfWhatLeftWhileTheListWasReadWereNotThereWhenItLeft) {
  sent("a");
  test::execute(desk.database,
                "update disbursement.payment set sent_at = sent_at + interval '1 minute'");
  ASSERT_TRUE(list("Q-1,CRUZ Maria,,PH\n"));
  ASSERT_EQ(hits("a").size(), 1U);
  EXPECT_EQ(hits("a")[0].placed_at, test::noon() + std::chrono::minutes{1});
  EXPECT_EQ(desk.run([](db::Transaction& tx) { return store::broken_rules(tx); }),
            std::vector<std::string>{});
}

TEST_F(Hits, AreNotReportedTwiceWhenTheListIsTakenAgain) {
  sent("a");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\nQ-2,Somebody Else,,PH\n"));
  EXPECT_EQ(hits("a").size(), 1U);
  EXPECT_EQ(desk.said("SanctionsHitFound"), "1");
  // What is held is told of once, too.
  desk.payable("b", 100);
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\nQ-3,Somebody New,,PH\n"));
  EXPECT_EQ(event_of("SanctionsHitFound", "b"), "1");
}

TEST_F(Hits, OfAPayeeThatAPersonClearedAreNotReportedAgain) {
  sent("a");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  const auto cleared = clear(hits("a").at(0).id);
  ASSERT_TRUE(cleared) << cleared.error().detail;
  EXPECT_EQ(cleared->payment_state, PaymentState::released);
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.said("SanctionsHitCleared"), "1");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\nQ-2,Somebody Else,,PH\n"));
  EXPECT_TRUE(hits("a").empty());
  // The entry says something else now.
  ASSERT_TRUE(list("Q-1,Maria Cruz,Mia,PH\n"));
  EXPECT_EQ(hits("a").size(), 1U);
  EXPECT_EQ(desk.said("SanctionsHitFound"), "2");
}

TEST_F(Hits, AreEscalatedOnceAndClearedByAnotherPerson) {
  sent("a");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  const HoldId id = hits("a").at(0).id;
  const auto escalated = escalate(id);
  ASSERT_TRUE(escalated) << escalated.error().detail;
  EXPECT_EQ(escalated->escalated_by, "carl");
  EXPECT_EQ(escalated->escalated_because, "told the authority");
  EXPECT_EQ(desk.said("SanctionsHitEscalated"), "1");
  EXPECT_EQ(escalate(id, "ben").error().code, "hit_is_escalated");
  EXPECT_EQ(hits("a").size(), 1U);  // nobody has cleared it
  EXPECT_EQ(clear(id, "carl").error().code, "hold_lifted_by_another_person");
  ASSERT_TRUE(clear(id, "ben"));
  EXPECT_EQ(escalate(id).error().code, "hold_is_lifted");
  EXPECT_EQ(escalate(HoldId{named_uuid("none")}).error().code, "hold_unknown");
}

TEST_F(Hits, OnlyHitsAreEscalated) {
  desk.payable("a", 100);
  const auto court = desk.run([&](db::Transaction& tx) {
    return hold_payment(tx, desk.repair("a"), HoldKind::court_order, test::noon());
  });
  EXPECT_EQ(escalate(court->id).error().code, "hold_is_no_hit");
}

TEST_F(Hits, LetTheBankSayWhatBecameOfThePayment) {
  sent("settles");
  sent("heard");
  desk.silence();
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("settles"), 100)}));
  EXPECT_EQ(desk.state_of("settles"), "settled");
  ASSERT_TRUE(desk.report("R-1", message_id_of(desk.attempts("heard")[0].batch),
                          {Word{Desk::reference_of("heard"), "ACSP", ""}}));
  EXPECT_EQ(desk.state_of("heard"), "released");
  EXPECT_EQ(desk.run([](db::Transaction& tx) { return store::broken_rules(tx); }),
            std::vector<std::string>{});
}

TEST_F(Hits, KeepBackWhatWouldBeSentAgain) {
  sent("a");
  desk.silence();
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  EXPECT_EQ(desk.resend("a").error().code, "payment_is_kept_back");
  EXPECT_EQ(desk.state_of("a"), "unknown");
  ASSERT_TRUE(clear(hits("a").at(0).id));
  EXPECT_TRUE(desk.resend("a"));
}

TEST_F(Hits, KeepBackTheNextAttempt) {
  sent("a");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100, true)}));
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_EQ(desk.attempts("a")[0].attempt, 2);
  EXPECT_EQ(desk.state_of("a"), "held");
  EXPECT_EQ(hits("a").size(), 1U);
  EXPECT_EQ(desk.said("SanctionsHitFound"), "1");
  ASSERT_TRUE(clear(hits("a").at(0).id));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Hits, OfWhatWasSettledLatelyAreReportedAsFarBackAsThePolicySays) {
  desk.policy.sanctions_look_back_days = 30;
  settled("lately", "2024-05-21");
  settled("before", "2024-05-20");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  ASSERT_EQ(hits("lately").size(), 1U);
  EXPECT_EQ(hits("lately")[0].payment_state, PaymentState::settled);
  EXPECT_TRUE(hits("before").empty());
  EXPECT_EQ(desk.state_of("lately"), "settled");
  ASSERT_TRUE(clear(hits("lately")[0].id));
  EXPECT_EQ(desk.state_of("lately"), "settled");
}

TEST_F(Hits, OfWhatWasSettledAreNotReportedWhereThePolicyLooksAtNone) {
  desk.policy.sanctions_look_back_days = 0;
  settled("today", "2024-06-20");
  sent("released");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  EXPECT_TRUE(hits("today").empty());
  EXPECT_EQ(hits("released").size(), 1U);
}

TEST_F(Hits, AreOfTheFundWhoseListItIs) {
  sent("a");
  std::istringstream in{"id,name,aliases,country\nQ-1,Maria Cruz,,PH\n"};
  ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
    return take_sanctions_list(tx,
                               {"other", "oli", sha256_hex("x"),
                                [&](std::string& line) { return bool{std::getline(in, line)}; }},
                               {desk.policy, desk.today}, test::noon());
  }));
  EXPECT_TRUE(hits("a").empty());
}

}  // namespace
}  // namespace haven::disbursement
