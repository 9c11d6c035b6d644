#include "services/disbursement/domain/statement.hpp"

#include <gtest/gtest.h>

#include "services/disbursement/domain/bank_line.hpp"

namespace haven::disbursement {
namespace {

const Date day = *date_from("2024-06-21");

Order order_in(PaymentState state) {
  Order order;
  order.payment = PaymentId{named_uuid("payment")};
  order.state = state;
  order.amount = money(100, "PHP");
  return order;
}

StatementLine debit(const std::string& reference = "HV1", std::int64_t minor = 100) {
  StatementLine line;
  line.amount = money(minor, "PHP");
  line.booked_on = day;
  line.names = {{reference, MatchedBy::reference}};
  line.book = "PHP";
  return line;
}

StatementLine money_back() {
  StatementLine line = debit();
  line.is_credit = line.is_return = true;
  line.reason_code = "AC04";
  line.reason = "account closed";
  return line;
}

struct Case {
  PaymentState before;
  LineResult debit, back;
  PaymentState after_debit, after_back;
};

TEST(MatchLine, EveryStateHasItsResults) {
  using enum PaymentState;
  using R = LineResult;
  for (const Case& one : std::initializer_list<Case>{
           {held, R::not_released, R::not_released, held, held},
           {payable, R::not_released, R::not_released, payable, payable},
           {batched, R::not_released, R::not_released, batched, batched},
           {released, R::settled, R::returned, settled, returned},
           {unknown, R::settled, R::returned, settled, returned},
           {settled, R::already, R::returned, settled, returned},
           {returned, R::contradicts, R::already, returned, returned},
           {cancelled, R::not_released, R::not_released, cancelled, cancelled}}) {
    Orders orders{{"HV1", order_in(one.before)}};
    EXPECT_EQ(match(debit(), orders).result, one.debit) << name_of(one.before);
    EXPECT_EQ(orders["HV1"].state, one.after_debit) << name_of(one.before);
    orders = {{"HV1", order_in(one.before)}};
    EXPECT_EQ(match(money_back(), orders).result, one.back) << name_of(one.before);
    EXPECT_EQ(orders["HV1"].state, one.after_back) << name_of(one.before);
  }
}

TEST(MatchLine, SettlesOnTheBookingDayAndReturnsWithTheBanksReason) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  EXPECT_EQ(match(debit(), orders).by, MatchedBy::reference);
  EXPECT_EQ(orders["HV1"].settled_on, day);
  match(money_back(), orders);
  EXPECT_EQ(orders["HV1"].settled_on, day);
  EXPECT_EQ(orders["HV1"].returned_on, day);
  EXPECT_EQ(orders["HV1"].return_code, "AC04");
  EXPECT_EQ(orders["HV1"].return_reason, "account closed");
}

TEST(MatchLine, AReturnWithoutAReasonStillHasWords) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  StatementLine back = money_back();
  back.reason_code = back.reason = "";
  match(back, orders);
  EXPECT_EQ(orders["HV1"].return_reason, "no reason was given");
}

TEST(MatchLine, AReversalIsAWayBack) {
  Orders orders{{"HV1", order_in(PaymentState::settled)}};
  StatementLine back = money_back();
  back.is_return = false;
  back.is_reversal = true;
  EXPECT_EQ(match(back, orders).result, LineResult::returned);
}

TEST(MatchLine, ACreditThatIsNoReturnEndsNothing) {
  Orders orders{{"HV1", order_in(PaymentState::settled)}};
  StatementLine credit = debit();
  credit.is_credit = true;
  EXPECT_EQ(match(credit, orders).result, LineResult::contradicts);
  EXPECT_EQ(orders["HV1"].state, PaymentState::settled);
}

TEST(MatchLine, ADebitThatTakesBackEndsNothing) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  StatementLine line = debit();
  line.is_reversal = true;
  EXPECT_EQ(match(line, orders).result, LineResult::contradicts);
  EXPECT_EQ(orders["HV1"].state, PaymentState::released);
}

TEST(MatchLine, OnlyWhatIsBookedMovesMoney) {
  for (const char* status : {"pending", "information", "future"}) {
    Orders orders{{"HV1", order_in(PaymentState::released)}};
    StatementLine line = debit();
    line.status = status;
    EXPECT_EQ(match(line, orders).result, LineResult::noted);
    EXPECT_EQ(orders["HV1"].state, PaymentState::released);
    line.names = {{"HV2", MatchedBy::reference}};
    EXPECT_EQ(match(line, orders).result, LineResult::noted);
  }
}

TEST(MatchLine, AnotherAmountCurrencyOrNoneNeverSettles) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  EXPECT_EQ(match(debit("HV1", 99), orders).result, LineResult::amount_differs);
  EXPECT_EQ(match(debit("HV1", 101), orders).result, LineResult::amount_differs);
  StatementLine line = debit();
  line.amount = money(100, "USD");
  EXPECT_EQ(match(line, orders).result, LineResult::currency_differs);
  line.amount.reset();
  EXPECT_EQ(match(line, orders).result, LineResult::amount_differs);
  EXPECT_EQ(orders["HV1"].state, PaymentState::released);
}

TEST(MatchLine, TheFirstNameThatIsAnOrderTellsWhy) {
  for (const MatchedBy by : {MatchedBy::instruction_id, MatchedBy::transaction_id,
                             MatchedBy::bank_reference, MatchedBy::remittance}) {
    Orders orders{{"HV1", order_in(PaymentState::released)}};
    StatementLine line = debit();
    line.names = {{"somebody else's", MatchedBy::reference}, {"HV1", by}};
    const Match found = match(line, orders);
    EXPECT_EQ(found.result, LineResult::settled);
    EXPECT_EQ(found.by, by);
    EXPECT_EQ(found.reference, "HV1");
  }
  Orders none;
  EXPECT_EQ(match(debit(), none).result, LineResult::unmatched);
  EXPECT_EQ(match(debit(), none).by, MatchedBy::none);
}

TEST(MatchLine, TheSameBookingCountsOnce) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  StatementLine notified = debit();
  notified.is_statement = false;
  notified.entry_name = "N7";
  EXPECT_EQ(match(notified, orders).result, LineResult::settled);
  StatementLine stated = debit();
  stated.entry_name = "S7";  // banks name a booking anew in the statement
  EXPECT_EQ(match(stated, orders).result, LineResult::already);
  EXPECT_EQ(match(stated, orders).result, LineResult::already);
  EXPECT_EQ(match(notified, orders).result, LineResult::already);
}

TEST(MatchLine, TwoBookingsOfAStatementAreTwo) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  StatementLine line = debit();
  line.entry_name = "B1";
  EXPECT_EQ(match(line, orders).result, LineResult::settled);
  line.entry_name = "B2";
  EXPECT_EQ(match(line, orders).result, LineResult::contradicts);
  EXPECT_EQ(orders["HV1"].state, PaymentState::settled);
}

TEST(MatchLine, TheWayBackMayBeReadBeforeTheWayOut) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  EXPECT_EQ(match(money_back(), orders).result, LineResult::returned);
  EXPECT_EQ(match(debit(), orders).result, LineResult::already);
  EXPECT_EQ(match(money_back(), orders).result, LineResult::already);
  EXPECT_EQ(orders["HV1"].state, PaymentState::returned);
}

TEST(MatchLine, WhatIsDebitedAfterItsRejectionIsMoneyThatNobodyExplains) {
  Orders orders{{"HV1", order_in(PaymentState::returned)}};
  EXPECT_EQ(match(debit(), orders).result, LineResult::contradicts);
  EXPECT_EQ(match(debit(), orders).result, LineResult::already);
  EXPECT_EQ(match(money_back(), orders).result, LineResult::contradicts);
  EXPECT_EQ(match(money_back(), orders).result, LineResult::already);
  EXPECT_EQ(orders["HV1"].state, PaymentState::returned);
}

TEST(MatchLine, OnlySomeResultsExplainTheMoney) {
  for (const auto result :
       {LineResult::settled, LineResult::returned, LineResult::already, LineResult::noted}) {
    EXPECT_TRUE(is_explained(result)) << name_of(result);
  }
  for (const auto result :
       {LineResult::unmatched, LineResult::amount_differs, LineResult::currency_differs,
        LineResult::not_released, LineResult::contradicts}) {
    EXPECT_FALSE(is_explained(result)) << name_of(result);
    EXPECT_EQ(line_result_from(name_of(result)), result);
  }
}

ReportedOrder report(Said said) {
  ReportedOrder one;
  one.names = {{"HV1", MatchedBy::reference}};
  one.said = said;
  one.reason_code = "AC01";
  one.reason = "no such account";
  return one;
}

struct Word {
  PaymentState before;
  Said said;
  LineResult result;
  PaymentState after;
};

TEST(HearReport, EveryStateHasItsResults) {
  using enum PaymentState;
  using R = LineResult;
  for (const Word& one :
       std::initializer_list<Word>{{released, Said::rejected, R::returned, returned},
                                   {released, Said::has_it, R::noted, released},
                                   {released, Said::repeated, R::noted, released},
                                   {released, Said::something, R::noted, released},
                                   {unknown, Said::rejected, R::returned, returned},
                                   {unknown, Said::has_it, R::noted, released},
                                   {unknown, Said::repeated, R::noted, released},
                                   {unknown, Said::something, R::noted, unknown},
                                   {settled, Said::rejected, R::contradicts, settled},
                                   {settled, Said::has_it, R::noted, settled},
                                   {returned, Said::rejected, R::already, returned},
                                   {returned, Said::has_it, R::contradicts, returned},
                                   {payable, Said::rejected, R::not_released, payable},
                                   {cancelled, Said::has_it, R::not_released, cancelled}}) {
    Orders orders{{"HV1", order_in(one.before)}};
    EXPECT_EQ(hear(report(one.said), orders, day).result, one.result) << name_of(one.before);
    EXPECT_EQ(orders["HV1"].state, one.after) << name_of(one.before);
    EXPECT_FALSE(orders["HV1"].was_debited);
  }
}

TEST(HearReport, OfAnotherAmountChangesNothing) {
  Orders orders{{"HV1", order_in(PaymentState::released)}};
  ReportedOrder one = report(Said::rejected);
  one.amount = money(99, "PHP");
  EXPECT_EQ(hear(one, orders, day).result, LineResult::amount_differs);
  one.names = {{"HV2", MatchedBy::reference}};
  EXPECT_EQ(hear(one, orders, day).result, LineResult::unmatched);
  EXPECT_EQ(orders["HV1"].state, PaymentState::released);
}

TEST(BankLineKey, IsMadeOfTheBanksNames) {
  StatementLine line = debit();
  line.entry_name = "B1";
  const LineKey key = line_key_of("owwa", line);
  EXPECT_TRUE(key.has_bank_name);
  StatementLine notified = line;
  notified.is_statement = false;
  notified.remittance = "worded otherwise";
  EXPECT_EQ(line_key_of("owwa", notified).text, key.text);
  for (const auto& change : std::initializer_list<std::function<void(StatementLine&)>>{
           [](StatementLine& other) { other.entry_name = "B2"; },
           [](StatementLine& other) { other.own_name = "T1"; },
           [](StatementLine& other) { other.book = "USD"; },
           [](StatementLine& other) { other.is_credit = true; },
           [](StatementLine& other) { other.amount = money(101, "PHP"); }}) {
    StatementLine other = line;
    change(other);
    EXPECT_NE(line_key_of("owwa", other).text, key.text);
  }
  EXPECT_NE(line_key_of("other", line).text, key.text);
  EXPECT_NE(bank_line_id_of(key, 1), bank_line_id_of(key, 2));
}

TEST(BankLineKey, IsMadeOfTheWordsWhereTheBankNamesNothing) {
  const LineKey key = line_key_of("owwa", debit());
  EXPECT_FALSE(key.has_bank_name);
  StatementLine other = debit();
  other.booked_on += std::chrono::days{1};
  EXPECT_NE(line_key_of("owwa", other).text, key.text);
  EXPECT_EQ(entry_key_of("owwa", debit()), "");
}

TEST(AssignBankLine, AsWhatItCanBe) {
  BankLine in, out;
  in.is_credit = true;
  const auto as = [](const std::string& what, const std::string& item = "") {
    return Assignment{what, item, "", "why", "carl"};
  };
  EXPECT_TRUE(can_be_assigned(in, as("interest")));
  EXPECT_FALSE(can_be_assigned(out, as("interest")));
  EXPECT_TRUE(can_be_assigned(out, as("charge")));
  EXPECT_FALSE(can_be_assigned(in, as("charge")));
  EXPECT_FALSE(can_be_assigned(in, as("funding")));
  EXPECT_FALSE(can_be_assigned(in, as("funding", "DEP-7")));
  EXPECT_TRUE(can_be_assigned(in, as("funding", named_uuid("f"))));
  EXPECT_FALSE(can_be_assigned(out, as("exchange")));
  EXPECT_TRUE(can_be_assigned(out, as("other")));
  in.assignment = as("interest");
  EXPECT_EQ(can_be_assigned(in, as("interest")).error().code, "bank_line_already_assigned");
}

}  // namespace
}  // namespace haven::disbursement
