// Whom the fund's sanctions list keeps back, and how a person clears a namesake.
#include <gtest/gtest.h>

#include <thread>

#include "tests/disbursement/app/sanctions.hpp"

namespace haven::disbursement {
namespace {

struct Sanctions : SanctionsTest {};

TEST_F(Sanctions, ALikelyPayeeIsHeldWhenPlanned) {
  ASSERT_EQ(list("Q-1,CRUZ Maria,,PH\nQ-2,Somebody Else,,PH\n")->entries, 2);
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_EQ(hits("a").size(), 1U);
  EXPECT_EQ(hits("a")[0].kind, HoldKind::sanctions_hit);
  EXPECT_EQ(hits("a")[0].about, "Q-1");
  EXPECT_EQ(hits("a")[0].reason.find("Cruz"), std::string::npos);
}

TEST_F(Sanctions, AliasesMarksAndOtherScriptsCount) {
  ASSERT_TRUE(list("Q-1,Nobody Known,María Cruz;Other Name,PH\n"));
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "held");
}

TEST_F(Sanctions, FromTheScoreOn) {
  ASSERT_TRUE(list("Q-1,Maria Santos Cruz,,PH\n"));  // 92
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "held");
  ASSERT_TRUE(list("Q-1,Marya Cruz,,PH\n"));  // 85, a letter of five
  desk.payable("b", 100);
  EXPECT_EQ(desk.state_of("b"), "held");
  ASSERT_TRUE(list("Q-1,Maria Luz Santos Cruz,,PH\nQ-2,Mary Cruz,,PH\n"));  // 84 and 85 - 15
  desk.payable("c", 100);
  EXPECT_EQ(desk.state_of("c"), "payable");
}

TEST_F(Sanctions, ANewListLooksAtEverythingThatHasNotLeft) {
  desk.payable("sent", 10);
  desk.send(1, 10);
  desk.payable("batched", 20);
  ASSERT_TRUE(desk.batch(1, 20));
  desk.payable("payable", 30);
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  EXPECT_EQ(desk.state_of("sent"), "released");
  EXPECT_EQ(desk.state_of("batched"), "held");
  EXPECT_EQ(desk.state_of("payable"), "held");
}

// The payment's transaction began under the old list and ends after the new one was read.
TEST_F(Sanctions, AListWaitsForPaymentsThatAreBeingPlanned) {
  ASSERT_TRUE(desk.account("a", desk.maria));
  std::thread taker;
  desk.run([&](db::Transaction& tx) {
    EXPECT_TRUE(plan_payments(tx, Desk::event(), Desk::reserved("a", 100),
                              {desk.policy, desk.today}, test::noon()));
    taker = std::thread{[&] { EXPECT_TRUE(list("Q-1,Maria Cruz,,PH\n")); }};
    while (test::value(desk.database,
                       "select count(*) from pg_locks where locktype = 'advisory' and not granted "
                       "and database = (select oid from pg_database "
                       "where datname = current_database())") == "0" &&
           test::value(desk.database, "select count(*) from disbursement.sanctions_list") == "0") {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  });
  taker.join();
  EXPECT_EQ(desk.state_of("a"), "held");
  EXPECT_EQ(hits("a").size(), 1U);
}

TEST_F(Sanctions, AnAccountsOwnerIsLookedAtToo) {
  ASSERT_TRUE(list("Q-1,Juan Reyes,,PH\n"));
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(desk.account("a", {"Juan Reyes", "BPI", "1"}));
  EXPECT_EQ(hits("a").size(), 2U);  // another owner, and one of the list
}

TEST_F(Sanctions, AClearedPayeeIsNotRaisedAgainForTheSameEntry) {
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  desk.payable("a", 100);
  ASSERT_TRUE(clear(hits("a").at(0).id));
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\nQ-3,Someone New,,LK\n"));
  EXPECT_EQ(desk.state_of("a"), "payable");
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "1"}));
  EXPECT_EQ(desk.state_of("a"), "payable");
  // Another payee of that name, another entry, and the entry when it says something else.
  desk.payable("b", 100);
  EXPECT_EQ(desk.state_of("b"), "held");
  ASSERT_TRUE(list("Q-1,Maria Cruz,Mia,PH\n"));
  EXPECT_EQ(desk.state_of("a"), "held");
}

TEST_F(Sanctions, AReplacedListHoldsNobodyBackAnew) {
  ASSERT_EQ(list("Q-1,Maria Cruz,,PH\n")->version, 1);
  ASSERT_EQ(list("Q-2,Somebody Else,,PH\n")->version, 2);
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(Sanctions, AFileWithAnUnreadableLineChangesNothing) {
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  EXPECT_EQ(list("Q-1,Maria Cruz,,PH\n").error().code, "sanctions_list_already_taken");
  for (const char* lines : {"Q-2,One Name,,PH\nQ-3\n", "Q-2,One Name,,PH\nQ-2,Other Name,,PH\n"}) {
    const auto refused = list(lines);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sanctions_list_unreadable");
    EXPECT_NE(refused.error().detail.find("Line 3"), std::string::npos);
  }
  desk.payable("a", 100);
  EXPECT_EQ(desk.state_of("a"), "held");
}

TEST_F(Sanctions, OneFundsListIsNotAnothers) {
  ASSERT_TRUE(list("Q-1,Maria Cruz,,PH\n"));
  EXPECT_EQ(test::value(desk.database,
                        "select count(*) from disbursement.sanctions_list where fund = 'owwa'"),
            "1");
  auto event = Desk::event();
  event.fund = "other";
  ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
    return plan_payments(tx, event, Desk::reserved("b", 100), {desk.policy, desk.today},
                         test::noon());
  }));
  EXPECT_EQ(test::value(desk.database, "select count(*) from disbursement.hold"), "0");
}

}  // namespace
}  // namespace haven::disbursement
