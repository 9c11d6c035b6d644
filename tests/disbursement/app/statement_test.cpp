#include <gtest/gtest.h>

#include <thread>

#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct TakeStatement : testing::Test {
  Desk desk;
  void SetUp() override {
    desk.payable("a", 100);
    desk.payable("b", 250);
    desk.send(2, 350);
  }
};

TEST_F(TakeStatement, SettlesAndReturnsAndKeepsEveryLine) {
  const auto taken = desk.statement(
      "S-1", {Desk::line(Desk::reference_of("a"), 100),
              Desk::line(Desk::reference_of("b"), 250, true), Desk::line("HVNOBODY", 5)});
  ASSERT_TRUE(taken);
  EXPECT_EQ(desk.state_of("a"), "settled");
  EXPECT_EQ(desk.attempts("a")[0].settled_on, date_from("2024-06-21"));
  EXPECT_EQ(desk.state_of("b"), "returned");
  EXPECT_EQ(desk.attempts("b")[0].return_reason, "account closed");
  EXPECT_EQ(desk.results(), "settled returned unmatched");
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
  EXPECT_EQ(desk.said("PaymentReturned"), "1");
}

// One reference in sixty is letters only.
TEST_F(TakeStatement, KnowsAReferenceWithoutADigit) {
  std::string name = "letters";
  while (Desk::reference_of(name).find_first_of("0123456789") != std::string::npos) name += 'x';
  desk.payable(name, 77);
  desk.send(1, 77);
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of(name), 77)}));
  EXPECT_EQ(desk.state_of(name), "settled");
}

TEST_F(TakeStatement, TheSameFileOnce) {
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}).error().code,
            "statement_already_taken");
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
}

TEST_F(TakeStatement, TheSameFileFromTwoAtOnceOnce) {
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      if (desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)})) ++taken;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
}

TEST_F(TakeStatement, ALaterStatementSettlesNothingTwiceButCanReturnIt) {
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  ASSERT_TRUE(desk.statement("S-2", {Desk::line(Desk::reference_of("a"), 100),
                                     Desk::line(Desk::reference_of("a"), 100, true)}));
  EXPECT_EQ(desk.results(), "settled already returned");
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
  EXPECT_EQ(desk.said("PaymentReturned"), "1");
}

TEST_F(TakeStatement, AnotherAmountOrCurrencyNeverSettles) {
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 99)}));
  ASSERT_TRUE(desk.statement("S-2", {Desk::line(Desk::reference_of("b"), 250, false, "USD")}));
  EXPECT_EQ(desk.results(), "amount_differs currency_differs");
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.said("PaymentSettled"), "0");
  EXPECT_EQ(desk.said("BankLineTaken"), "2");
}

TEST_F(TakeStatement, WhatHasNotLeftIsNotSettled) {
  desk.payable("c", 10);
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("c"), 10)}));
  EXPECT_EQ(desk.results(), "not_released");
  EXPECT_EQ(desk.state_of("c"), "payable");
}

TEST_F(TakeStatement, EndsTheUnknown) {
  EXPECT_EQ(desk.silence(), 2U);
  EXPECT_EQ(desk.state_of("a"), "unknown");
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(desk.state_of("a"), "settled");
}

TEST(TakeStatementOfThousands, SettlesThemAllInOneGo) {
  Desk desk;
  test::execute(desk.database,
                "insert into disbursement.payment (payment_id, attempt, fund, claim_id, "
                "claim_reference, entitlement_id, party, payee_name, currency, amount_minor, "
                "bank_reference, owner_name, bank, account, state, filed_by, decided_by, "
                "decision_approved_by, created_at) select gen_random_uuid(), 1, 'owwa', "
                "gen_random_uuid(), 'R', gen_random_uuid(), 'wife', 'M', 'PHP', 100, 'HV' || n, "
                "'M', 'BPI', '12345678', 'payable', 'fay', 'dan', 'amy', '2024-06-01' "
                "from generate_series(1, 5000) n");
  const CreateBatch command{"owwa", 5000, money(500000, "PHP"), {}, 5000, "carl"};
  const auto batch = desk.run(
      [&](db::Transaction& tx) { return create_batch(tx, command, desk.policy, test::noon()); });
  ASSERT_TRUE(batch) << batch.error().detail;
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.release(batch->id));
  std::vector<Booking> lines;
  for (int n = 1; n <= 5000; ++n) lines.push_back(Desk::line("HV" + std::to_string(n), 100));
  ASSERT_TRUE(desk.statement("S-1", lines));
  EXPECT_EQ(desk.said("PaymentReleased"), "5000");
  EXPECT_EQ(desk.said("PaymentSettled"), "5000");
  EXPECT_EQ(test::value(desk.database,
                        "select count(*) from disbursement.payment where state = 'settled'"),
            "5000");
}

}  // namespace
}  // namespace haven::disbursement
