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

Batch approved() {
  Batch b = batch(1, 1);
  b.state = BatchState::approved;
  b.approved_by = "ana";
  return b;
}

const std::vector<Hands> hands{{"fay", "system", "amy"}, {"gus", "dan", "amy"}};

TEST(Declared, BothNumbersMustBeRight) {
  const std::vector<Payment> payments{payment("A", 100), payment("B", 250)};
  EXPECT_TRUE(payments_are_as_declared(batch(2, 350), payments));
  const auto refused = payments_are_as_declared(batch(3, 349), payments);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields,
            (std::vector<FieldProblem>{{"/declared_count", "declared 3, found 2"},
                                       {"/declared_total", "declared 3.49, found 3.50"}}));
  EXPECT_EQ(payments_are_as_declared(batch(2, 351), payments).error().fields.size(), 1U);
}

TEST(MayApprove, WhoHadNoPartInTheBatchOrItsClaims) {
  EXPECT_TRUE(may_approve(batch(1, 1), "ana", hands));
  EXPECT_EQ(may_approve(batch(1, 1), "carl", hands).error().code,
            "batch_approved_by_another_person");
  for (const char* subject : {"fay", "gus", "dan"}) {
    EXPECT_EQ(may_approve(batch(1, 1), subject, hands).error().code,
              "batch_approver_has_no_part_in_the_claim");
  }
  EXPECT_TRUE(may_approve(batch(1, 1), "amy", hands));  // an approver of decisions approves
}

TEST(MayApprove, OnlyANewBatch) {
  for (const auto state : {BatchState::approved, BatchState::released, BatchState::dissolved}) {
    Batch b = batch(1, 1);
    b.state = state;
    EXPECT_EQ(may_approve(b, "ana", hands).error().code, "batch_not_created");
  }
}

TEST(MayRelease, WhoApprovedNothingAndHadNoPart) {
  EXPECT_TRUE(may_release(approved(), "carl", hands));
  for (const char* subject : {"ana", "amy"}) {
    EXPECT_EQ(may_release(approved(), subject, hands).error().code,
              "who_approved_does_not_release");
  }
  for (const char* subject : {"fay", "gus", "dan"}) {
    EXPECT_EQ(may_release(approved(), subject, hands).error().code,
              "who_filed_or_decided_does_not_release");
  }
  EXPECT_EQ(may_release(batch(1, 1), "carl", hands).error().code, "batch_not_approved");
}

TEST(MayDissolve, UntilItHasLeft) {
  Batch b = approved();
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
