#include "services/disbursement/domain/statement.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

const std::string head = "statement_id,reference,amount,currency,booked_on,status,reason\n";

TEST(ReadStatement, ReadsEveryFieldOfALine) {
  const auto file = statement_from_csv(head +
                                       "S-1,HV1,1234.50,PHP,2024-06-20,booked,\r\n"
                                       "S-1,HV2,7.00,USD,2024-06-21,returned,\"closed, moved\"\n");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->bank_statement, "S-1");
  ASSERT_EQ(file->lines.size(), 2U);
  EXPECT_EQ(file->lines[0].amount, money(1234'50, "PHP"));
  EXPECT_FALSE(file->lines[0].is_returned);
  EXPECT_EQ(file->lines[1].number, 3);
  EXPECT_EQ(file->lines[1].reason, "closed, moved");
  EXPECT_EQ(file->lines[1].booked_on, *date_from("2024-06-21"));
  EXPECT_TRUE(file->lines[1].is_returned);
}

TEST(ReadStatement, RefusesTheWholeFileForOneWrongLine) {
  const std::string good = "S-1,HV1,1.00,PHP,2024-06-20,booked,\n";
  const std::vector<std::string> wrong{"S-1,HV1,1.00,PHP,2024-06-20,booked\n",
                                       "S-1,HV1,1.00,PHP,2024-06-20,booked,,\n",
                                       "S-2,HV1,1.00,PHP,2024-06-20,booked,\n",
                                       "S-1,,1.00,PHP,2024-06-20,booked,\n",
                                       "S-1,HV1,0.00,PHP,2024-06-20,booked,\n",
                                       "S-1,HV1,-1.00,PHP,2024-06-20,booked,\n",
                                       "S-1,HV1,1.001,PHP,2024-06-20,booked,\n",
                                       "S-1,HV1,1.00,QQQ,2024-06-20,booked,\n",
                                       "S-1,HV1,1.00,PHP,2024-02-30,booked,\n",
                                       "S-1,HV1,1.00,PHP,2024-06-20,paid,\n",
                                       "S-1,HV1,1.00,PHP,2024-06-20,booked,\"x\n",
                                       "S-1,HV1,1.00,PHP,2024-06-20,booked,\x01\n",
                                       "\n"};
  EXPECT_TRUE(statement_from_csv(head + good + good));
  for (const std::string& line : wrong) {
    const auto refused = statement_from_csv(head + good + line);
    ASSERT_FALSE(refused) << line;
    ASSERT_EQ(refused.error().fields.size(), 1U) << line;
    EXPECT_EQ(refused.error().fields[0].pointer, "line 3") << line;
  }
}

TEST(ReadStatement, RefusesAnEmptyFileAndOtherColumns) {
  EXPECT_FALSE(statement_from_csv(""));
  EXPECT_FALSE(statement_from_csv(head));
  EXPECT_FALSE(statement_from_csv("reference,amount\nHV1,1.00\n"));
}

TEST(ReadStatement, ShowsTheFirstTwentyFaultsOnly) {
  std::string text = head;
  for (int i = 0; i < 30; ++i) text += "wrong\n";
  EXPECT_EQ(statement_from_csv(text).error().fields.size(), 20U);
}

struct MatchLine : testing::Test {
  Orders orders{{"HV1", {PaymentId{named_uuid("p")}, PaymentState::released, money(100, "PHP")}}};
  static StatementLine line(bool is_returned = false, Money amount = money(100, "PHP")) {
    return {2, "HV1", std::move(amount), Date{}, is_returned, ""};
  }
  void is_in(PaymentState state) { orders.at("HV1").state = state; }
};

TEST_F(MatchLine, EndsAnOrderOnce) {
  EXPECT_EQ(match(line(), orders), LineResult::settled);
  EXPECT_EQ(match(line(), orders), LineResult::already);
  EXPECT_EQ(match(line(true), orders), LineResult::contradicts);
}

TEST_F(MatchLine, ReturnsAnOrderOnce) {
  EXPECT_EQ(match(line(true), orders), LineResult::returned);
  EXPECT_EQ(match(line(true), orders), LineResult::already);
  EXPECT_EQ(match(line(), orders), LineResult::contradicts);
}

TEST_F(MatchLine, EndsTheUnknown) {
  is_in(PaymentState::unknown);
  EXPECT_EQ(match(line(), orders), LineResult::settled);
}

TEST_F(MatchLine, NeverSettlesAnotherAmountOrCurrency) {
  EXPECT_EQ(match(line(false, money(99, "PHP")), orders), LineResult::amount_differs);
  EXPECT_EQ(match(line(false, money(101, "PHP")), orders), LineResult::amount_differs);
  EXPECT_EQ(match(line(false, money(100, "USD")), orders), LineResult::currency_differs);
  EXPECT_EQ(orders.at("HV1").state, PaymentState::released);
}

TEST_F(MatchLine, NeverSettlesWhatHasNotLeft) {
  for (const auto state : {PaymentState::held, PaymentState::payable, PaymentState::batched,
                           PaymentState::cancelled}) {
    is_in(state);
    EXPECT_EQ(match(line(), orders), LineResult::not_released);
  }
}

TEST_F(MatchLine, LeavesWhatItDoesNotKnow) {
  StatementLine strange = line();
  strange.bank_reference = "HV9";
  EXPECT_EQ(match(strange, orders), LineResult::unmatched);
}

}  // namespace
}  // namespace haven::disbursement
