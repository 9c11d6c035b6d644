// What the database refuses of holds and of what they keep back, whatever the code does.
#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct HoldGuards : testing::Test {
  Desk desk;
  void SetUp() override { desk.payable("a", 100); }

  std::string refused(const std::string& statement) {
    try {
      desk.run([&](db::Transaction& tx) { db::run(tx, statement); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }
  std::string set(const std::string& what) {
    return refused("update disbursement.payment set " + what);
  }
  std::string hold(const std::string& kind, const std::string& placed_by = "carl",
                   const std::string& fund = "owwa") {
    return refused(
        "insert into disbursement.hold (hold_id, fund, payment_id, kind, reason, "
        "placed_by, placed_at) values (gen_random_uuid(), '" +
        fund + "', '" + Desk::id_of("a").text() + "', '" + kind + "', 'x', '" + placed_by +
        "', now())");
  }
  std::string lift(const std::string& by, const std::string& more = "") {
    return refused("update disbursement.hold set lifted_by = '" + by +
                   "', lifted_at = now(), lifted_because = 'x'" + more);
  }
};

TEST_F(HoldGuards, NothingLeavesWhileHeld) {
  ASSERT_EQ(set("state = 'held'"), "");
  ASSERT_EQ(hold("court_order"), "");
  EXPECT_EQ(set("state = 'payable'"), "nothing_leaves_while_held");
  EXPECT_EQ(set("state = 'cancelled'"), "");  // a withdrawn entitlement needs nobody's leave
}

TEST_F(HoldGuards, ANextAttemptIsHeldToo) {
  desk.send(1, 100);
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100, true)}));
  ASSERT_EQ(hold("court_order"), "");
  const auto next = [](const std::string& state) {
    return "insert into disbursement.payment (payment_id, attempt, fund, claim_id, "
           "claim_reference, entitlement_id, party, payee_name, currency, amount_minor, "
           "bank_reference, state, filed_by, decided_by, decision_approved_by, created_at, "
           "is_latest, corrected_because, owner_name, bank, account) select payment_id, 2, fund, "
           "claim_id, claim_reference, entitlement_id, party, payee_name, currency, amount_minor, "
           "'HV2', '" +
           state +
           "', filed_by, decided_by, decision_approved_by, created_at, true, 'x', owner_name, "
           "bank, account from disbursement.payment where attempt = 1";
  };
  ASSERT_EQ(set("is_latest = false"), "");
  EXPECT_EQ(refused(next("payable")), "nothing_leaves_while_held");
  EXPECT_EQ(refused(next("held")), "");
}

TEST_F(HoldGuards, AHoldKeepsBackWhatHasNotLeft) {
  EXPECT_EQ(hold("other"), "hold_keeps_back_what_has_not_left");  // payable: not held yet
  ASSERT_EQ(set("state = 'held'"), "");
  EXPECT_EQ(hold("other", "carl", "other"), "hold_keeps_back_what_has_not_left");
  EXPECT_EQ(hold("other"), "");
  EXPECT_EQ(hold("other"), "hold_is_placed_once");
  EXPECT_EQ(hold("lost"), "hold_kind_check");
}

TEST_F(HoldGuards, AnotherPersonLiftsItOnceAndWithAReason) {
  ASSERT_EQ(set("state = 'held'"), "");
  ASSERT_EQ(hold("other"), "");
  EXPECT_EQ(lift("carl"), "hold_lifted_by_another_person");
  EXPECT_EQ(lift("system"), "hold_lifted_by_a_person");
  EXPECT_EQ(refused("update disbursement.hold set lifted_by = 'ana', lifted_at = now()"),
            "hold_lifted_with_a_reason");
  EXPECT_EQ(lift("ana", ", lifted_ground = 'guardian_papers'"), "minor_is_paid_on_a_ground");
  EXPECT_EQ(lift("ana", ", reason = 'y'"), "hold_stays_as_placed");
  ASSERT_EQ(lift("ana"), "");
  EXPECT_EQ(lift("ben"), "hold_stays_as_placed");
}

TEST_F(HoldGuards, OnlyTheRulesHitComesAfterAPaymentHasLeft) {
  desk.send(1, 100);
  EXPECT_EQ(hold("sanctions_hit", "carl"), "hold_keeps_back_what_has_not_left");
  EXPECT_EQ(hold("minor", "system"), "hold_keeps_back_what_has_not_left");
  EXPECT_EQ(hold("sanctions_hit", "system"), "");
  EXPECT_EQ(hold("sanctions_hit", "system"), "hold_is_placed_once");
  // The bank's silence and its words go on; nothing is sent once more.
  EXPECT_EQ(set("state = 'unknown'"), "");
  EXPECT_EQ(set("state = 'released', sendings = sendings + 1"), "nothing_leaves_while_held");
  EXPECT_EQ(set("state = 'released'"), "");
  EXPECT_EQ(set("state = 'settled', settled_on = '2024-06-21'"), "");
  ASSERT_EQ(lift("ana"), "");
  EXPECT_EQ(hold("sanctions_hit", "system"), "");
}

TEST_F(HoldGuards, AHitIsEscalatedOnceAndClearedBySomebodyElse) {
  const auto escalate = [&](const std::string& by) {
    return refused(
        "update disbursement.hold set escalated_at = now(), escalated_because = 'x', "
        "escalated_by = '" +
        by + "' where kind = 'sanctions_hit'");
  };
  ASSERT_EQ(set("state = 'held'"), "");
  ASSERT_EQ(hold("sanctions_hit", "system"), "");
  EXPECT_EQ(refused("update disbursement.hold set escalated_by = 'carl'"),
            "hit_escalated_with_a_reason");
  ASSERT_EQ(escalate("carl"), "");
  EXPECT_EQ(escalate("ana"), "hold_stays_as_placed");
  EXPECT_EQ(lift("carl"), "hit_cleared_by_another_person");
  ASSERT_EQ(lift("ana"), "");
  ASSERT_EQ(hold("other"), "");
  EXPECT_EQ(refused("update disbursement.hold set escalated_at = now(), escalated_because = 'x', "
                    "escalated_by = 'carl' where kind = 'other'"),
            "hold_is_no_hit");
}

TEST_F(HoldGuards, AMinorIsPaidOnAGround) {
  ASSERT_EQ(set("state = 'held'"), "");
  ASSERT_EQ(hold("minor", "system"), "");
  EXPECT_EQ(lift("ana"), "minor_is_paid_on_a_ground");
  EXPECT_EQ(lift("ana", ", lifted_ground = 'hope'"), "hold_lifted_ground_check");
  EXPECT_EQ(lift("ana", ", lifted_ground = 'blocked_account'"), "");
}

TEST_F(HoldGuards, TheRuleLiftsItsOwnAccountCheckOnly) {
  ASSERT_EQ(set("state = 'held'"), "");
  ASSERT_EQ(hold("account_check", "system"), "");
  EXPECT_EQ(lift("system"), "");
}

TEST_F(HoldGuards, AStopIsAskedOfWhatHasLeftBySomebody) {
  const std::string ask = "stop_asked_by = 'carl', stop_asked_at = now()";
  EXPECT_EQ(set(ask + ", stop_because = 'x'"), "stop_is_asked_after_it_left");
  desk.send(1, 100);
  EXPECT_EQ(set(ask), "stop_is_asked_by_someone");
  EXPECT_EQ(set(ask + ", stop_because = 'x'"), "");
}

TEST_F(HoldGuards, OneListIsCurrentAndNothingIsDeleted) {
  const std::string list =
      "insert into disbursement.sanctions_list values (gen_random_uuid(), 'owwa', ";
  ASSERT_EQ(refused(list + "1, true, 'x', 0, 'oli', now())"), "");
  EXPECT_EQ(refused(list + "2, true, 'x', 0, 'oli', now())"), "one_current_sanctions_list");
  EXPECT_EQ(refused(list + "1, false, 'x', 0, 'oli', now())"), "sanctions_list_has_its_version");
  for (const char* table : {"hold", "interest", "accepted_name", "account_confirmation",
                            "sanctions_list", "sanctions_entry", "sanctions_clearance"}) {
    EXPECT_EQ(refused("delete from disbursement." + std::string{table}), "42501") << table;
  }
}

}  // namespace
}  // namespace haven::disbursement
