// What the database refuses whatever the code does.
#include <gtest/gtest.h>

#include <set>

#include "common/db/sql.hpp"
#include "services/disbursement/domain/batch.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct DisbursementGuards : testing::Test {
  Desk desk;
  void SetUp() override { desk.payable("a", 100); }

  // The constraint that refuses this statement, or its SQLSTATE, or "" when it passes.
  std::string refused(const std::string& statement) {
    try {
      desk.run([&](db::Transaction& tx) { db::run(tx, statement); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }
  std::string set(const std::string& what) { return "update disbursement.payment set " + what; }
  BatchId batched() { return desk.batch(1, 100)->id; }
  BatchId approved() {
    const BatchId id = batched();
    EXPECT_TRUE(desk.approve(id));
    return id;
  }
  static std::string signature(const BatchId& id, const std::string& step,
                               const std::string& subject) {
    return "insert into disbursement.batch_signature values ('" + id.text() + "', '" + subject +
           "', '" + step + "', now())";
  }
  // Approved, and signed for release: only the payment's own rules are left.
  void signed_for_release() { EXPECT_EQ(refused(signature(approved(), "release", "rita")), ""); }
  std::set<std::pair<std::string, std::string>> moves_in(const std::string& table) {
    std::set<std::pair<std::string, std::string>> moves;
    desk.run([&](db::Transaction& tx) {
      std::string from, to;
      db::each(
          tx, "select from_state, to_state from disbursement." + table,
          [&] { moves.emplace(from, to); }, db::into(from), db::into(to));
    });
    return moves;
  }
};

TEST_F(DisbursementGuards, WhoFiledOrDecidedDoesNotApproveTheBatch) {
  batched();
  for (const char* subject : {"fay", "dan"}) {
    EXPECT_EQ(refused(set("batch_approved_by = '" + std::string{subject} + "'")),
              "batch_approver_has_no_part_in_the_claim");
  }
  EXPECT_EQ(refused(set("batch_approved_by = 'ana'")), "");
}

TEST_F(DisbursementGuards, WhoApprovedFiledOrDecidedDoesNotRelease) {
  signed_for_release();
  const std::string release = "state = 'released', sent_at = '2024-06-20', released_by = ";
  for (const char* subject : {"'ana'", "'amy'"}) {
    EXPECT_EQ(refused(set(release + subject)), "who_approved_does_not_release");
  }
  for (const char* subject : {"'fay'", "'dan'"}) {
    EXPECT_EQ(refused(set(release + subject)), "who_filed_or_decided_does_not_release");
  }
  EXPECT_EQ(refused(set(release + "'rita'")), "");
}

TEST_F(DisbursementGuards, NothingLeavesWithoutBothApprovals) {
  batched();
  EXPECT_EQ(refused(set("state = 'released', sent_at = '2024-06-20', released_by = 'rita'")),
            "released_with_both_approvals");
}

TEST_F(DisbursementGuards, ADecisionsApproverIsASecondPerson) {
  const std::string insert =
      "insert into disbursement.payment (payment_id, attempt, fund, claim_id, claim_reference, "
      "entitlement_id, party, payee_name, currency, amount_minor, bank_reference, state, filed_by, "
      "decided_by, decision_approved_by, created_at) select gen_random_uuid(), 1, fund, claim_id, "
      "'', gen_random_uuid(), '', '', currency, 1, gen_random_uuid()::text, 'held', filed_by, "
      "decided_by, ";
  const std::string from = ", created_at from disbursement.payment limit 1";
  EXPECT_EQ(refused(insert + "filed_by" + from), "decision_approved_by_another_person");
  EXPECT_EQ(refused(insert + "decided_by" + from), "decision_approved_by_another_person");
  EXPECT_EQ(refused(insert + "''" + from), "payment_decision_approved_by_check");
  EXPECT_EQ(refused(insert + "'amy'" + from), "");
}

TEST_F(DisbursementGuards, ABatchPassesThroughThreeSteps) {
  const BatchId id = batched();
  const std::string batch = "update disbursement.batch set ";
  EXPECT_EQ(refused(batch + "state = 'released', released_by = 'rita'"), "batch_move_is_known");
  EXPECT_EQ(refused(batch + "state = 'approved', approved_by = 'ana'"),
            "batch_approved_by_enough_people");
  ASSERT_EQ(refused(signature(id, "approval", "ana")), "");
  EXPECT_EQ(refused(batch + "state = 'approved', approved_by = created_by"),
            "batch_approved_by_another_person");
  EXPECT_EQ(refused(batch + "state = 'approved'"), "batch_approved_by_someone");
  ASSERT_EQ(refused(batch + "state = 'approved', approved_by = 'ana'"), "");
  EXPECT_EQ(refused(batch + "state = 'authorised'"), "batch_authorised_by_someone");
  EXPECT_EQ(refused(batch + "state = 'released', released_by = 'rita'"),
            "batch_released_by_enough_people");
  ASSERT_EQ(refused(signature(id, "release", "rita")), "");
  EXPECT_EQ(refused(batch + "state = 'released', released_by = 'ana'"),
            "batch_released_by_another_person");
  EXPECT_EQ(refused(batch + "state = 'released', released_by = 'rita'"), "");
}

TEST_F(DisbursementGuards, ThePaymentMovesAreThoseOfTheDomain) {
  std::set<std::pair<std::string, std::string>> in_code;
  for (const auto& [from, to] : payment_moves) in_code.emplace(name_of(from), name_of(to));
  EXPECT_EQ(in_code, moves_in("payment_move"));
}

TEST_F(DisbursementGuards, TheBatchMovesAreThoseOfTheDomain) {
  std::set<std::pair<std::string, std::string>> in_code;
  for (const auto& [from, to] : batch_moves) in_code.emplace(name_of(from), name_of(to));
  EXPECT_EQ(in_code, moves_in("batch_move"));
}

TEST_F(DisbursementGuards, APaymentMovesOnlyAsTheTableSays) {
  EXPECT_EQ(refused(set("state = 'settled', settled_on = '2024-06-20'")), "payment_move_is_known");
  signed_for_release();
  ASSERT_EQ(refused(set("state = 'released', sent_at = '2024-06-20', released_by = 'rita'")), "");
  EXPECT_EQ(refused(set("state = 'cancelled'")), "payment_move_is_known");
  ASSERT_EQ(refused(set("state = 'settled', settled_on = '2024-06-20'")), "");
  EXPECT_EQ(refused(set("state = 'released', settled_on = null")), "payment_move_is_known");
  EXPECT_EQ(refused(set("state = 'returned', return_reason = 'late', returned_on = '2024-07-01'")),
            "");
  EXPECT_EQ(refused(set("state = 'settled', return_reason = null, returned_on = null")),
            "payment_move_is_known");
}

TEST_F(DisbursementGuards, WhatWasSentStaysAsItWasSent) {
  signed_for_release();
  EXPECT_EQ(refused(set("bank = 'BDO'")), "");
  ASSERT_EQ(refused(set("state = 'released', sent_at = '2024-06-20', released_by = 'rita'")), "");
  for (const char* change : {"bank = 'BPI'", "account = '1'", "released_by = 'someone'"}) {
    EXPECT_EQ(refused(set(change)), "sent_payment_stays_as_sent") << change;
  }
  EXPECT_EQ(refused(set("amount_minor = 1")), "payment_keeps_its_terms");
  EXPECT_EQ(refused(set("bank_reference = 'HV2'")), "payment_keeps_its_terms");
}

TEST_F(DisbursementGuards, APaymentKeepsItsMemberAndInstalment) {
  EXPECT_EQ(refused(set("member_id = gen_random_uuid()")), "payment_keeps_its_member");
  EXPECT_EQ(refused(set("instalment = 2")), "payment_keeps_its_member");
}

TEST_F(DisbursementGuards, ANewAttemptNeedsAReturn) {
  const std::string next =
      "insert into disbursement.payment (payment_id, attempt, fund, claim_id, claim_reference, "
      "entitlement_id, party, payee_name, currency, amount_minor, bank_reference, state, filed_by, "
      "decided_by, decision_approved_by, created_at, is_latest, corrected_because) select "
      "payment_id, "
      "2, fund, claim_id, claim_reference, entitlement_id, party, payee_name, currency, "
      "amount_minor, 'HV2', 'held', filed_by, decided_by, decision_approved_by, created_at, false, "
      "'x' from disbursement.payment where attempt = 1";
  EXPECT_EQ(refused(next), "new_attempt_only_after_a_return");
  desk.send(1, 100);
  EXPECT_EQ(refused(next), "new_attempt_only_after_a_return");
  desk.silence();
  EXPECT_EQ(refused(next), "new_attempt_only_after_a_return");
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100, true)}));
  EXPECT_EQ(refused(next), "");
}

TEST_F(DisbursementGuards, TwoPeopleResolve) {
  desk.send(1, 100);
  desk.silence();
  const std::string end = "state = 'settled', settled_on = '2024-06-20', resolved_by = 'carl'";
  EXPECT_EQ(refused(set(end + ", resolution_agreed_by = 'carl'")), "resolved_by_two_people");
  EXPECT_EQ(refused(set(end)), "resolved_by_both_or_none");
  EXPECT_EQ(refused(set(end + ", resolution_agreed_by = 'ana'")), "");
}

TEST_F(DisbursementGuards, NothingIsDeleted) {
  for (const char* table : {"payment", "batch", "batch_line", "statement", "bank_file"}) {
    EXPECT_EQ(refused("delete from disbursement." + std::string{table}), "42501") << table;
  }
  EXPECT_EQ(refused("update disbursement.bank_file set sha256 = ''"), "42501");
  EXPECT_EQ(refused("update disbursement.statement_line set result = 'settled'"), "42501");
}

}  // namespace
}  // namespace haven::disbursement
