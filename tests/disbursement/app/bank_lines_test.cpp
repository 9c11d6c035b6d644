#include <gtest/gtest.h>

#include "services/disbursement/app/assign_bank_line.hpp"
#include "services/disbursement/store/account_statements.hpp"
#include "services/disbursement/store/bank_lines.hpp"
#include "services/disbursement/store/checks.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct BankLines : testing::Test {
  Desk desk;

  static Booking charge(const std::string& servicer = "", std::int64_t minor = 50) {
    Booking booking = Desk::line("", minor);
    booking.servicer = servicer;
    booking.remittance = "Account fee";
    return booking;
  }
  std::vector<BankLine> lines() {
    return desk.run(
        [](db::Transaction& tx) { return store::bank_lines_by(tx, "owwa", {}, "", 100); });
  }
  Result<void> matched(const BankLine& line, std::int64_t minor) {
    contributions::v1::DepositMatched deposit;
    deposit.set_line_id(line.id.text());
    deposit.set_deposit_id("d-1");
    deposit.set_partner("metrobank");
    deposit.mutable_amount()->set_minor(minor);
    deposit.mutable_amount()->set_currency("PHP");
    deposit.set_reason("reference");
    return desk.run([&](db::Transaction& tx) {
      return believe_match(tx, Desk::event(), deposit, test::noon());
    });
  }
};

TEST_F(BankLines, ABookingThatIsNotifiedAndStatedIsOneLine) {
  ASSERT_TRUE(desk.notification("N-1", {charge("B1")}));
  ASSERT_TRUE(desk.statement("S-1", {charge("B1")}));
  EXPECT_EQ(desk.bank_lines(), "1");
  EXPECT_EQ(desk.said("BankLineTaken"), "1");
  EXPECT_EQ(desk.results(), "unmatched already");
}

// Of what deposits and debts are paid with, more than one reference in twenty is letters only.
TEST_F(BankLines, KeepWhatWasGivenOutWithoutADigitAndNoOrdinaryWord) {
  Booking deposit = Desk::line("HDVVXEIQAMVVSJD", 100);
  deposit.remittance = "HRABCDEFGHIJK Thanks HDF";
  ASSERT_TRUE(desk.statement("S-1", {deposit}));
  const std::vector<std::string> names{"HDVVXEIQAMVVSJD", "HRABCDEFGHIJK"};
  EXPECT_EQ(lines().at(0).names, names);
}

TEST_F(BankLines, WithoutABanksNameTheWordsTell) {
  ASSERT_TRUE(desk.notification("N-1", {charge(), charge()}));
  ASSERT_TRUE(desk.statement("S-1", {charge(), charge()}));
  EXPECT_EQ(desk.bank_lines(), "2");
  // One more of the same in the next statement is one more.
  ASSERT_TRUE(desk.statement("S-2", {charge()}));
  EXPECT_EQ(desk.bank_lines(), "3");
}

TEST_F(BankLines, TwoBookingsOfOneNameInAFileAreTwo) {
  ASSERT_TRUE(desk.statement("S-1", {charge("B1"), charge("B1")}));
  EXPECT_EQ(desk.bank_lines(), "2");
}

TEST_F(BankLines, ACopyHoldsNothingNew) {
  StatementText copy{"S-1", {charge("B1")}};
  copy.is_copy = true;
  ASSERT_TRUE(desk.take(camt("M-1", {copy})));
  EXPECT_EQ(desk.bank_lines(), "0");
  EXPECT_EQ(test::value(desk.database,
                        "select is_copy::text || entries from disbursement.account_statement"),
            "true1");
  copy.is_copy = false;
  EXPECT_TRUE(desk.take(camt("M-2", {copy})));
  EXPECT_EQ(desk.bank_lines(), "1");
}

TEST_F(BankLines, WhatAnEntryMovedBeyondItsDetailsIsALine) {
  desk.payable("a", 100);
  desk.send(1, 100);
  Booking entry = Desk::line(Desk::reference_of("a"), 100);
  entry.details = details_of(entry);
  entry.amount = money(103, "PHP");
  entry.servicer = "B1";
  ASSERT_TRUE(desk.statement("S-1", {entry}));
  EXPECT_EQ(desk.state_of("a"), "settled");
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_EQ(lines()[0].amount, money(3, "PHP"));
  EXPECT_FALSE(lines()[0].is_credit);
}

TEST_F(BankLines, AnEntryWithoutDetailsWhoseDetailsWereNotifiedIsNoNewLine) {
  Booking detailed = charge("B1");
  detailed.details = details_of(charge("", 20)) + details_of(charge("", 30));
  ASSERT_TRUE(desk.notification("N-1", {detailed}));
  EXPECT_EQ(desk.bank_lines(), "2");
  Booking whole = charge("B1");
  whole.details = "<Btch><NbOfTxs>2</NbOfTxs></Btch>";
  ASSERT_TRUE(desk.statement("S-1", {whole}));
  EXPECT_EQ(desk.bank_lines(), "2");
}

TEST_F(BankLines, PendingMoneyIsNoLine) {
  Booking pending = charge("B1");
  pending.status = "PDNG";
  ASSERT_TRUE(desk.statement("S-1", {pending}));
  EXPECT_EQ(desk.results(), "noted");
  EXPECT_EQ(desk.bank_lines(), "0");
  ASSERT_TRUE(desk.statement("S-2", {charge("B1")}));
  EXPECT_EQ(desk.bank_lines(), "1");
}

TEST_F(BankLines, TheFirstServiceThatKnowsIsBelieved) {
  ASSERT_TRUE(desk.statement("S-1", {charge("B1")}));
  const BankLine line = lines().at(0);
  EXPECT_EQ(matched(line, 51).error().code, "match_differs_from_line");
  ASSERT_TRUE(matched(line, 50));
  ASSERT_TRUE(matched(line, 50));
  EXPECT_EQ(desk.said("BankLineAssigned"), "1");
  EXPECT_EQ(lines()[0].assignment->as, "deposit");
  EXPECT_EQ(lines()[0].assignment->by, "contributions");
  recoveries::v1::ReceivableMatched receivable;
  receivable.set_line_id(line.id.text());
  EXPECT_TRUE(desk.run([&](db::Transaction& tx) {
    return believe_match(tx, Desk::event(), receivable, test::noon());
  }));
  EXPECT_EQ(lines()[0].assignment->as, "deposit");
}

TEST_F(BankLines, AMatchOfNoLineWaits) {
  BankLine none;
  none.id = BankLineId{named_uuid("none")};
  EXPECT_EQ(matched(none, 50).error().code, "bank_line_unknown");
}

TEST_F(BankLines, TellOfGapsInTheBanksNumbersUntilTheyAreFilled) {
  const auto number = [&](int sequence, std::int64_t opening) {
    StatementText one{"S-" + std::to_string(sequence), {}};
    one.sequence = sequence;
    one.opening = opening;
    return desk.take(camt("M-" + std::to_string(sequence), {one}));
  };
  const auto warning_of = [&](const Result<Statement>& statement) {
    return desk.run(
        [&](db::Transaction& tx) { return store::parts_of(tx, statement->id).at(0).warning; });
  };
  const auto first = number(7, 100);
  EXPECT_EQ(warning_of(first), "");
  const auto third = number(9, 100);
  EXPECT_EQ(warning_of(third), "Number 8 of this account was not taken.");
  const auto second = number(8, 100);
  EXPECT_EQ(warning_of(third), "");
  EXPECT_EQ(warning_of(second), "");
  EXPECT_EQ(warning_of(number(10, 99)),
            "The opening balance is not the closing balance of number 9.");
}

// Orders of a file that the bank books as one line without details.
struct BatchLines : BankLines {
  std::string message_id;

  void SetUp() override {
    for (const char* name : {"a", "b", "c"}) desk.payable(name, 100);
    const auto batch = desk.batch(3, 300);
    ASSERT_TRUE(desk.approve(batch->id));
    ASSERT_TRUE(desk.release(batch->id));
    message_id = message_id_of(batch->id);
  }
  static Booking whole(const std::string& id, int count, std::int64_t minor) {
    Booking booking = charge("B" + id + std::to_string(count), minor);
    booking.details = leaf("Btch", leaf("PmtInfId", id) + leaf("NbOfTxs", std::to_string(count)));
    return booking;
  }
};

TEST_F(BatchLines, SettleAllWhenNameNumberAndSumAreOurs) {
  ASSERT_TRUE(desk.statement("S-1", {whole(message_id, 3, 300)}));
  for (const char* name : {"a", "b", "c"}) EXPECT_EQ(desk.state_of(name), "settled");
  EXPECT_EQ(desk.said("PaymentSettled"), "3");
  EXPECT_EQ(desk.bank_lines(), "0");
  EXPECT_EQ(test::value(desk.database,
                        "select matched_by || ' ' || result from disbursement.statement_line"),
            "batch settled");
  // Stated again with its details: known.
  ASSERT_TRUE(desk.notification("N-1", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(desk.said("PaymentSettled"), "3");
  EXPECT_EQ(desk.run([](db::Transaction& tx) { return store::broken_rules(tx); }),
            std::vector<std::string>{});
}

TEST_F(BatchLines, SettleNoneWhenAnythingDiffers) {
  ASSERT_TRUE(desk.statement("S-1", {whole(message_id, 2, 300)}));
  ASSERT_TRUE(desk.statement("S-2", {whole(message_id, 3, 299)}));
  ASSERT_TRUE(desk.statement("S-3", {whole("HB0", 3, 300)}));
  for (const char* name : {"a", "b", "c"}) EXPECT_EQ(desk.state_of(name), "released");
  EXPECT_EQ(desk.results(), "unmatched unmatched unmatched");
}

TEST_F(BatchLines, SettleNoneWhenOneWasDebitedOrRejectedBefore) {
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  ASSERT_TRUE(desk.statement("S-2", {whole(message_id, 3, 300)}));
  EXPECT_EQ(desk.state_of("b"), "released");
  EXPECT_EQ(desk.bank_lines(), "1");
}

TEST_F(BatchLines, AreKnownWhenAllWereSettledOneByOne) {
  ASSERT_TRUE(desk.notification(
      "N-1", {Desk::line(Desk::reference_of("a"), 100), Desk::line(Desk::reference_of("b"), 100),
              Desk::line(Desk::reference_of("c"), 100)}));
  ASSERT_TRUE(desk.statement("S-1", {whole(message_id, 3, 300)}));
  EXPECT_EQ(desk.results(), "settled settled settled already");
  EXPECT_EQ(desk.bank_lines(), "0");
}

}  // namespace
}  // namespace haven::disbursement
