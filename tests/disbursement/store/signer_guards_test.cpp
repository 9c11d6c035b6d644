// What the database refuses of people who sign, whatever the code does.
#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct SignerGuards : testing::Test {
  Desk desk;
  BatchId batch;

  // A batch of one payment in the band of two, one and two.
  void SetUp() override {
    desk.policy.bands["PHP"] = {{{}, {2, 1, 2}}};
    desk.payable("a", 100);
    batch = desk.batch(1, 100)->id;
  }
  std::string refused(const std::string& statement) {
    try {
      desk.run([&](db::Transaction& tx) { db::run(tx, statement); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }
  std::string sign(const std::string& step, const std::string& subject) {
    return refused("insert into disbursement.batch_signature values ('" + batch.text() + "', '" +
                   subject + "', '" + step + "', now())");
  }
  std::string set(const std::string& what) {
    return refused("update disbursement.batch set " + what);
  }
  void interest(const std::string& subject) {
    ASSERT_EQ(refused("insert into disbursement.interest (interest_id, fund, subject, member_id, "
                      "why, told_by, told_at) values (gen_random_uuid(), 'owwa', '" +
                      subject + "', '" + named_uuid("member of a") + "', 'sister', 'oli', now())"),
              "");
  }
};

TEST_F(SignerGuards, NobodySignsTwiceAtWhateverStep) {
  EXPECT_EQ(sign("approval", "carl"), "nobody_signs_a_batch_twice");
  ASSERT_EQ(sign("approval", "ana"), "");
  EXPECT_EQ(sign("approval", "ana"), "nobody_signs_a_batch_twice");
  ASSERT_EQ(sign("approval", "ben"), "");
  ASSERT_EQ(set("state = 'approved', approved_by = 'ben'"), "");
  for (const char* subject : {"carl", "ana", "ben"}) {
    EXPECT_EQ(sign("authorisation", subject), "nobody_signs_a_batch_twice") << subject;
  }
}

TEST_F(SignerGuards, ABatchIsSignedInTurn) {
  EXPECT_EQ(sign("authorisation", "x"), "batch_is_signed_in_turn");
  EXPECT_EQ(sign("release", "x"), "batch_is_signed_in_turn");
  EXPECT_EQ(sign("creation", "x"), "batch_is_signed_in_turn");
  EXPECT_EQ(sign("whatever", "x"), "batch_is_signed_in_turn");
  ASSERT_EQ(sign("approval", "ana"), "");
  ASSERT_EQ(sign("approval", "ben"), "");
  ASSERT_EQ(set("state = 'approved', approved_by = 'ben'"), "");
  EXPECT_EQ(sign("approval", "x"), "batch_is_signed_in_turn");
  EXPECT_EQ(sign("release", "x"), "batch_is_signed_in_turn");
  EXPECT_EQ(sign("authorisation", "x"), "");
}

TEST_F(SignerGuards, EachStepNeedsItsNumber) {
  ASSERT_EQ(sign("approval", "ana"), "");
  EXPECT_EQ(set("state = 'approved', approved_by = 'ana'"), "batch_approved_by_enough_people");
  ASSERT_EQ(sign("approval", "ben"), "");
  ASSERT_EQ(set("state = 'approved', approved_by = 'ben'"), "");
  EXPECT_EQ(set("state = 'authorised', authorised_by = 'x'"), "batch_authorised_by_enough_people");
  EXPECT_EQ(set("state = 'released', released_by = 'x'"), "batch_authorised_by_enough_people");
  ASSERT_EQ(sign("authorisation", "cara"), "");
  ASSERT_EQ(set("state = 'authorised', authorised_by = 'cara'"), "");
  ASSERT_EQ(sign("release", "rita"), "");
  EXPECT_EQ(set("state = 'released', released_by = 'rita'"), "batch_released_by_enough_people");
  ASSERT_EQ(sign("release", "rolf"), "");
  EXPECT_EQ(set("state = 'released', released_by = 'rolf'"), "");
}

TEST_F(SignerGuards, APaymentLeavesWithAllSignatures) {
  const std::string leave =
      "update disbursement.payment set state = 'released', sent_at = now(), released_by = 'rolf', "
      "batch_approved_by = 'ana'";
  ASSERT_EQ(sign("approval", "ana"), "");
  ASSERT_EQ(sign("approval", "ben"), "");
  ASSERT_EQ(set("state = 'approved', approved_by = 'ben'"), "");
  ASSERT_EQ(sign("authorisation", "cara"), "");
  ASSERT_EQ(set("state = 'authorised', authorised_by = 'cara'"), "");
  ASSERT_EQ(sign("release", "rita"), "");
  EXPECT_EQ(refused(leave), "payment_leaves_with_all_signatures");
  ASSERT_EQ(sign("release", "rolf"), "");
  EXPECT_EQ(refused(leave), "");
}

TEST_F(SignerGuards, WhoHadAPartInAClaimDoesNotSign) {
  for (const char* subject : {"fay", "dan", "amy"}) {
    EXPECT_EQ(sign("approval", subject), "signer_has_no_part_in_the_claim") << subject;
  }
}

TEST_F(SignerGuards, WhoHasAnInterestDoesNotSign) {
  interest("ivy");
  EXPECT_EQ(sign("approval", "ivy"), "signer_has_no_interest_in_the_claim");
  ASSERT_EQ(refused("update disbursement.interest set ended_by = 'x', ended_at = now(), "
                    "ended_because = 'left the family'"),
            "");
  EXPECT_EQ(sign("approval", "ivy"), "");
}

TEST_F(SignerGuards, NothingLeavesWithASignerWhoseInterestWasToldSince) {
  ASSERT_TRUE(desk.approve(batch, "ana"));
  ASSERT_TRUE(desk.approve(batch, "ben"));
  ASSERT_TRUE(desk.authorise(batch, "cara"));
  ASSERT_TRUE(desk.release(batch, "rita"));
  ASSERT_EQ(sign("release", "rolf"), "");
  interest("ben");
  EXPECT_EQ(refused("update disbursement.payment set state = 'released', sent_at = now(), "
                    "released_by = 'rolf'"),
            "signer_has_no_interest_in_the_claim");
}

TEST_F(SignerGuards, ABatchKeepsItsBandAndItsMaker) {
  EXPECT_EQ(set("approve_signers = 1"), "batch_keeps_its_band");
  EXPECT_EQ(set("authorise_signers = 0"), "batch_keeps_its_band");
  EXPECT_EQ(set("release_signers = 1"), "batch_keeps_its_band");
  EXPECT_EQ(set("created_by = 'x'"), "batch_keeps_its_band");
}

TEST_F(SignerGuards, SignaturesStay) {
  EXPECT_EQ(refused("update disbursement.batch_signature set subject = 'x'"), "42501");
  EXPECT_EQ(refused("delete from disbursement.batch_signature"), "42501");
}

TEST_F(SignerGuards, AnInterestIsToldOnceAndEndedByAnotherPerson) {
  interest("ivy");
  EXPECT_EQ(refused("insert into disbursement.interest (interest_id, fund, subject, member_id, "
                    "why, told_by, told_at) select gen_random_uuid(), fund, subject, member_id, "
                    "why, told_by, told_at from disbursement.interest"),
            "interest_is_told_once");
  const std::string end = "update disbursement.interest set ended_at = now(), ended_by = ";
  EXPECT_EQ(refused(end + "'x'"), "interest_ended_with_a_reason");
  for (const char* subject : {"'ivy'", "'oli'"}) {
    EXPECT_EQ(refused(end + subject + ", ended_because = 'x'"), "interest_ended_by_another_person");
  }
  EXPECT_EQ(refused("update disbursement.interest set subject = 'x'"), "interest_stays_as_told");
  ASSERT_EQ(refused(end + "'x', ended_because = 'x'"), "");
  EXPECT_EQ(refused(end + "'y', ended_because = 'x'"), "interest_stays_as_told");
}

}  // namespace
}  // namespace haven::disbursement
