#include "services/disbursement/domain/batch.hpp"
#include "services/disbursement/domain/order_file.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

Payment payment(const std::string& name, std::int64_t minor) {
  Payment p;
  p.id = PaymentId{named_uuid(name)};
  p.bank_reference = "HV" + name;
  p.amount = money(minor, "PHP");
  p.account = {"Maria \"Mia\" Cruz", "BPI", "0011,22"};
  return p;
}

Batch batch(int count, std::int64_t total) {
  Batch b;
  b.id = BatchId{"018f0000-0000-7000-8000-000000000000"};
  b.declared_count = count;
  b.declared_total = money(total, "PHP");
  b.created_by = "carl";
  return b;
}

const Involved involved{{"fay", "dan", "amy"}, {"ivy"}};

// A batch of this band that these people signed, one after the other, as far as it goes.
Batch signed_batch(const Signers& signers, const std::vector<std::string>& people) {
  Batch b = batch(1, 1);
  b.signers = signers;
  b.signatures = {{"carl", SigningStep::creation, {}}};
  for (const std::string& subject : people) b = signed_by(b, *awaited_step(b), subject, {});
  return b;
}

TEST(Declared, BothNumbersMustBeRight) {
  const Tally found{2, money(350, "PHP")};
  EXPECT_TRUE(payments_are_as_declared(batch(2, 350), found));
  const auto refused = payments_are_as_declared(batch(3, 349), found);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields,
            (std::vector<FieldProblem>{{"/declared_count", "declared 3, found 2"},
                                       {"/declared_total", "declared 3.49, found 3.50"}}));
  EXPECT_EQ(payments_are_as_declared(batch(2, 351), found).error().fields.size(), 1U);
}

TEST(MaySign, WhoHadNoPartInTheBatchOrItsClaims) {
  const Batch made = signed_batch({2, 1, 2}, {});
  EXPECT_TRUE(may_sign(made, SigningStep::approval, "ana", involved));
  EXPECT_EQ(may_sign(made, SigningStep::approval, "carl", involved).error().code,
            "nobody_signs_a_batch_twice");
  for (const char* subject : {"fay", "dan", "amy"}) {
    EXPECT_EQ(may_sign(made, SigningStep::approval, subject, involved).error().code,
              "signer_has_no_part_in_the_claim");
  }
  EXPECT_EQ(may_sign(made, SigningStep::approval, "ivy", involved).error().code,
            "signer_has_no_interest_in_the_claim");
}

TEST(MaySign, NobodyTwiceAtWhateverStep) {
  const std::vector<std::string> people{"ana", "ben", "cara", "rita"};
  for (std::size_t signed_so_far = 0; signed_so_far <= people.size(); ++signed_so_far) {
    const std::vector<std::string> before{
        people.begin(), people.begin() + static_cast<std::ptrdiff_t>(signed_so_far)};
    const Batch b = signed_batch({2, 1, 2}, before);
    const SigningStep step = *awaited_step(b);
    EXPECT_TRUE(may_sign(b, step, "new", involved));
    EXPECT_FALSE(may_sign(b, step, "carl", involved));
    for (const std::string& subject : before) {
      EXPECT_EQ(may_sign(b, step, subject, involved).error().code, "nobody_signs_a_batch_twice");
    }
  }
}

TEST(MaySign, OnlyTheStepThatItWaitsFor) {
  const Batch made = signed_batch({1, 1, 1}, {});
  EXPECT_EQ(may_sign(made, SigningStep::authorisation, "x", {}).error().code, "batch_not_approved");
  EXPECT_EQ(may_sign(made, SigningStep::release, "x", {}).error().code, "batch_not_approved");
  const Batch approved = signed_batch({1, 1, 1}, {"ana"});
  EXPECT_EQ(may_sign(approved, SigningStep::approval, "x", {}).error().code, "batch_not_created");
  EXPECT_EQ(may_sign(approved, SigningStep::release, "x", {}).error().code, "batch_not_authorised");
  const Batch small = signed_batch({1, 0, 1}, {"ana"});
  EXPECT_EQ(may_sign(small, SigningStep::authorisation, "x", {}).error().code,
            "batch_needs_no_authorisation");
  const Batch gone = signed_batch({1, 0, 1}, {"ana", "rita"});
  EXPECT_EQ(gone.state, BatchState::released);
  EXPECT_EQ(may_sign(gone, SigningStep::release, "x", {}).error().code, "batch_not_approved");
  EXPECT_FALSE(awaited_step(gone));
}

TEST(MaySign, NoReleaseAfterASignerWasToldToHaveAnInterest) {
  const Batch approved = signed_batch({1, 0, 1}, {"ivy"});
  EXPECT_EQ(may_sign(approved, SigningStep::release, "rita", involved).error().code,
            "signer_has_no_interest_in_the_claim");
  EXPECT_TRUE(may_sign(approved, SigningStep::release, "rita", {}));
}

TEST(SignedBy, AStepIsCompleteWhenItsNumberHasSigned) {
  const Signers signers{2, 1, 2};
  EXPECT_EQ(signed_batch(signers, {"a"}).state, BatchState::created);
  EXPECT_EQ(signatures_missing(signed_batch(signers, {"a"}), SigningStep::approval), 1);
  EXPECT_EQ(signed_batch(signers, {"a", "b"}).state, BatchState::approved);
  EXPECT_EQ(signed_batch(signers, {"a", "b"}).approved_by, "b");
  EXPECT_EQ(signed_batch(signers, {"a", "b", "c"}).state, BatchState::authorised);
  EXPECT_EQ(signed_batch(signers, {"a", "b", "c", "d"}).state, BatchState::authorised);
  EXPECT_EQ(signed_batch(signers, {"a", "b", "c", "d", "e"}).state, BatchState::released);
}

TEST(MadeBatch, HasTheBandOfItsDeclaredTotal) {
  PaymentPolicy policy;
  policy.bands["PHP"] = {
      {money(500, "PHP"), {1, 0, 1}}, {money(900, "PHP"), {1, 1, 1}}, {{}, {2, 1, 2}}};
  const auto band_of = [&](std::int64_t total) {
    return made_batch(policy, batch(1, total)).signers;
  };
  EXPECT_EQ(band_of(500), (Signers{1, 0, 1}));
  EXPECT_EQ(band_of(501), (Signers{1, 1, 1}));
  EXPECT_EQ(band_of(900), (Signers{1, 1, 1}));
  EXPECT_EQ(band_of(901), (Signers{2, 1, 2}));
  EXPECT_EQ(made_batch(policy, batch(1, 1)).signatures[0].subject, "carl");
}

TEST(MayMake, WhoIsFarEnoughFromTheClaims) {
  Batch b = batch(1, 1);
  EXPECT_TRUE(may_make(b, involved));
  b.created_by = "dan";
  EXPECT_EQ(may_make(b, involved).error().code, "signer_has_no_part_in_the_claim");
  b.created_by = "ivy";
  EXPECT_EQ(may_make(b, involved).error().code, "signer_has_no_interest_in_the_claim");
}

TEST(MayDissolve, UntilItHasLeft) {
  Batch b = signed_batch({1, 1, 1}, {"ana"});
  EXPECT_TRUE(may_dissolve(b));
  b.state = BatchState::released;
  EXPECT_FALSE(may_dissolve(b));
}

TEST(OrderFile, IsNamedAfterItsBatchOrItsSending) {
  EXPECT_EQ(message_id_of(BatchId{"018f0000-0000-7000-8000-00000000abcd"}),
            "HB018F000000007000800000000000ABCD");
  Payment sent_again = payment("HVA", 100);
  sent_again.sendings = 2;
  EXPECT_EQ(message_id_of(sent_again), sent_again.bank_reference + "-2");
}

TEST(OrderFile, LeavesFromTheAccountInItsCurrency) {
  PaymentPolicy policy;
  policy.accounts = {{"PHP", *Currency::from("PHP"), "OWWAPHM1XXX", "1", "OWWA", false},
                     {"USD", *Currency::from("USD"), "OWWAPHM1XXX", "2", "OWWA", false}};
  EXPECT_EQ(account_for(policy, *Currency::from("USD"))->number, "2");
  EXPECT_EQ(account_for(policy, *Currency::from("EUR")), nullptr);
}

}  // namespace
}  // namespace haven::disbursement
