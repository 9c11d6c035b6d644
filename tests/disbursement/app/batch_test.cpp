#include <gtest/gtest.h>

#include <thread>

#include "services/disbursement/store/batches.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

TEST(CreateBatch, RefusesAWrongCountOrTotalAndChangesNothing) {
  Desk desk;
  desk.payable("a", 100);
  desk.payable("b", 250);
  EXPECT_EQ(desk.batch(3, 350).error().code, "batch_not_as_declared");
  EXPECT_EQ(desk.batch(2, 351).error().code, "batch_not_as_declared");
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_EQ(test::value(desk.database, "select count(*) from disbursement.batch"), "0");
  EXPECT_TRUE(desk.batch(2, 350));
  EXPECT_EQ(desk.state_of("a"), "batched");
}

TEST(CreateBatch, TakesTheNamedPaymentsAndSaysWhichItCannot) {
  Desk desk;
  const auto a = desk.payable("a", 100);
  const auto b = desk.payable("b", 250);
  const auto usd = desk.payable("usd", 10, "USD");
  ASSERT_TRUE(desk.batch(1, 100, {a.text()}));
  const auto refused = desk.batch(4, 360, {a.text(), b.text(), usd.text(), named_uuid("nobody's")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields,
            (std::vector<FieldProblem>{{"/payment_ids/0", "is batched, not payable"},
                                       {"/payment_ids/2", "is in USD, not PHP"},
                                       {"/payment_ids/3", "the fund has no such payment"}}));
  EXPECT_EQ(desk.state_of("b"), "payable");
}

TEST(CreateBatch, HoldsWhatTheBankTakesInOneFile) {
  Desk desk;
  desk.policy.accounts.front().transfers_max = 2;
  for (const char* name : {"a", "b", "c"}) desk.payable(name, 100);
  const auto refused = desk.batch(3, 300);
  ASSERT_FALSE(refused);
  EXPECT_EQ(
      refused.error().fields,
      (std::vector<FieldProblem>{
          {"/declared_count", "must be at most 2, which is what the bank takes in one file"}}));
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_EQ(desk.batch(2, 200).error().code, "batch_not_as_declared");  // three are payable
  EXPECT_TRUE(desk.batch(2, 200, {Desk::id_of("a").text(), Desk::id_of("b").text()}));
}

TEST(CreateBatch, TwoCashiersAtOnceGetEachPaymentOnce) {
  Desk desk;
  for (int i = 0; i < 40; ++i) desk.payable(std::to_string(i), 100);
  std::atomic<int> made = 0;
  std::vector<std::thread> cashiers;
  for (int cashier = 0; cashier < 4; ++cashier) {
    cashiers.emplace_back([&, cashier] {
      for (int i = 0; i < 20; ++i) {
        const CreateBatch command{"owwa", 2, money(200, "PHP"), {}, 2, std::to_string(cashier)};
        const auto batch = desk.run([&](db::Transaction& tx) {
          return create_batch(tx, command, desk.policy, test::noon());
        });
        if (batch) ++made;
      }
    });
  }
  for (auto& cashier : cashiers) cashier.join();
  EXPECT_EQ(made, 20);
  EXPECT_EQ(test::value(desk.database,
                        "select count(*) || ' ' || count(distinct payment_id) "
                        "from disbursement.batch_line"),
            "40 40");
}

TEST(CreateBatch, TheSamePaymentsNamedTwiceAtOnceAreInOneBatch) {
  Desk desk;
  std::vector<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.push_back(desk.payable(std::to_string(i), 100).text());
  std::atomic<int> made = 0;
  std::vector<std::thread> cashiers;
  for (int cashier = 0; cashier < 2; ++cashier) {
    cashiers.emplace_back([&, cashier] {
      auto order = ids;
      if (cashier == 1) std::reverse(order.begin(), order.end());
      if (desk.batch(10, 1000, order)) ++made;
    });
  }
  for (auto& cashier : cashiers) cashier.join();
  EXPECT_EQ(made, 1);
}

TEST(ReleaseBatch, WritesTheFileAndTellsOfEachPayment) {
  Desk desk;
  desk.payable("a", 100);
  desk.payable("b", 250);
  const auto batch = desk.batch(2, 350);
  ASSERT_TRUE(desk.approve(batch->id));
  const auto released = desk.release(batch->id);
  ASSERT_TRUE(released);
  EXPECT_EQ(released->released_count, 2);
  EXPECT_EQ(released->released_total, money(350, "PHP"));
  EXPECT_EQ(desk.said("PaymentReleased"), "2");
  const std::string file = desk.file_of(batch->id);
  EXPECT_NE(file.find("<CtrlSum>3.50</CtrlSum>"), std::string::npos);
  EXPECT_NE(file.find(Desk::reference_of("a")), std::string::npos);
  EXPECT_NE(file.find("0011223344"), std::string::npos);
  EXPECT_EQ(desk.release(batch->id).error().code, "batch_not_approved");
  EXPECT_EQ(desk.said("PaymentReleased"), "2");
}

TEST(ReleaseBatch, PassesThroughDifferentHands) {
  Desk desk;
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  EXPECT_EQ(desk.release(batch->id).error().code, "batch_not_approved");
  for (const char* subject : {"carl", "fay", "dan", "amy"}) {
    EXPECT_EQ(desk.approve(batch->id, subject).error().kind, ErrorKind::forbidden) << subject;
  }
  ASSERT_TRUE(desk.approve(batch->id, "ana"));
  for (const char* subject : {"carl", "ana", "amy", "fay", "dan"}) {
    EXPECT_EQ(desk.release(batch->id, subject).error().kind, ErrorKind::forbidden) << subject;
  }
  EXPECT_EQ(desk.state_of("a"), "batched");
  EXPECT_TRUE(desk.release(batch->id, "rita"));
}

TEST(ReleaseBatch, AnEmptiedBatchIsDissolvedInstead) {
  Desk desk;
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(desk.release(batch->id).error().code, "batch_is_empty");
  EXPECT_TRUE(desk.dissolve(batch->id));
}

TEST(DissolveBatch, LetsItsPaymentsGo) {
  Desk desk;
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.dissolve(batch->id));
  EXPECT_EQ(desk.state_of("a"), "payable");
  EXPECT_FALSE(desk.attempts("a")[0].batch_approved_by);
  EXPECT_EQ(desk.release(batch->id).error().code, "batch_not_approved");
  EXPECT_TRUE(desk.batch(1, 100));
}

TEST(Batches, OfAnotherFundAreNotThere) {
  Desk desk;
  const auto id = desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  const auto approved = desk.run([&](db::Transaction& tx) {
    return approve_batch(tx, {"other", batch->id, "ana", ""}, test::noon());
  });
  EXPECT_EQ(approved.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(
      desk.run([&](db::Transaction& tx) { return store::find_attempts(tx, "other", id); }).empty());
}

}  // namespace
}  // namespace haven::disbursement
