#include "common/iso20022/statement.hpp"

#include <gtest/gtest.h>

#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

TEST(ReadStatements, SamplesFitTheirSchemas) {
  const auto statement = schema_complaints(sample_statement(), "camt.053.001.08");
  if (!statement) GTEST_SKIP() << "the schemas are not at hand: set HAVEN_SHARED to their folder";
  EXPECT_EQ(*statement, "");
  EXPECT_EQ(*schema_complaints(sample_notification(), "camt.054.001.08"), "");
  EXPECT_EQ(*schema_complaints(sample_status_report(), "pain.002.001.11"), "");
}

TEST(ReadStatements, TellsWhatTheFileIs) {
  const auto read = read_statement(sample_statement());
  ASSERT_TRUE(read.file) << read.file.error().detail;
  EXPECT_EQ(read.file->message, "camt.053.001.08");
  EXPECT_EQ(read.file->message_id, "M1");
  EXPECT_EQ(read.file->created, "2024-05-15T06:00:00+08:00");
  EXPECT_EQ(read.file->statements, 1);
  EXPECT_EQ(read.file->entries, 1);
  EXPECT_EQ(read.file->details, 2);
}

TEST(ReadStatements, DeliversTheHead) {
  const auto read = read_statement(sample_statement());
  ASSERT_EQ(read.heads.size(), 1U);
  const StatementHead& head = read.heads[0];
  EXPECT_TRUE(head.is_statement);
  EXPECT_EQ(head.id, "S1");
  EXPECT_EQ(head.electronic_sequence, 17);
  EXPECT_FALSE(head.legal_sequence);
  EXPECT_FALSE(head.is_copy);
  EXPECT_EQ(head.account.other, "00441122");
  EXPECT_EQ(head.currency.code(), "USD");
  EXPECT_EQ(head.line, 5);
}

TEST(ReadStatements, DeliversTheEntryBeforeItsDetails) {
  const auto read = read_statement(sample_statement());
  ASSERT_EQ(read.entries.size(), 1U);
  const Entry& entry = read.entries[0];
  EXPECT_EQ(entry.reference, "1");
  EXPECT_EQ(entry.servicer_reference, "B77");
  EXPECT_EQ(entry.amount, money(30000, "USD"));
  EXPECT_EQ(entry.direction, Direction::debit);
  EXPECT_EQ(entry.status, EntryStatus::booked);
  EXPECT_FALSE(entry.is_reversal);
  EXPECT_EQ(entry.booked_on, date_from("2024-05-14"));
  EXPECT_EQ(entry.valued_on, date_from("2024-05-15"));
  EXPECT_EQ(entry.code, (BankCode{"PMNT", "ICDT", "ESCT", ""}));
  EXPECT_EQ(entry.line, 13);
  ASSERT_EQ(read.batches.size(), 1U);
  EXPECT_EQ(read.batches[0].payment_information_id, "HV-20240514-1");
  EXPECT_EQ(read.batches[0].count, 2);
}

TEST(ReadStatements, DeliversDetails) {
  const auto read = read_statement(sample_statement());
  ASSERT_EQ(read.details.size(), 2U);
  const Detail& first = read.details[0];
  EXPECT_EQ(first.end_to_end_id, "HV0001");
  EXPECT_EQ(first.instruction_id, "HV0001");
  EXPECT_EQ(first.amount, money(10000, "USD"));
  EXPECT_EQ(first.creditor.name, "Maria Santos");
  EXPECT_EQ(first.creditor.account.iban, "DE89370400440532013000");
  EXPECT_EQ(first.remittance, std::vector<std::string>{"Death benefit"});
  EXPECT_FALSE(first.returned);
  EXPECT_EQ(first.line, 25);
  EXPECT_EQ(first.code.sub_family, "ESCT");
  EXPECT_FALSE(is_return(read.entries[0], first));
  const Detail& second = read.details[1];
  ASSERT_TRUE(second.returned);
  EXPECT_EQ(second.returned->code, "AC04");
  EXPECT_EQ(second.returned->words, "Account closed");
  EXPECT_TRUE(is_return(read.entries[0], second));
}

TEST(ReadStatements, ProvesTheBalances) {
  const auto read = read_statement(sample_statement());
  ASSERT_EQ(read.ends.size(), 1U);
  EXPECT_TRUE(read.ends[0].is_proved);
  EXPECT_EQ(read.ends[0].opening->amount, money(100000, "USD"));
  EXPECT_EQ(read.ends[0].closing->amount, money(70000, "USD"));
  EXPECT_EQ(read.ends[0].booked_debits, money(30000, "USD"));
  EXPECT_EQ(read.ends[0].booked_credits, money(0, "USD"));
  ASSERT_EQ(read.entry_ends.size(), 1U);
  EXPECT_EQ(read.entry_ends[0].details, 2);
  EXPECT_EQ(read.entry_ends[0].sum, EntryEnd::Sum::agrees);
  EXPECT_EQ(read.entry_ends[0].additional, "Batch");
}

TEST(ReadStatements, SaysWhenDetailsDoNotMakeTheEntry) {
  const auto read = read_statement(
      with(sample_statement(), "<Amt Ccy=\"USD\">200.00</Amt>", "<Amt Ccy=\"USD\">200.01</Amt>"));
  ASSERT_TRUE(read.file);
  EXPECT_EQ(read.entry_ends[0].sum, EntryEnd::Sum::differs);
}

TEST(ReadStatements, CountsOnlyWhatIsBooked) {
  for (const char* status : {"PDNG", "INFO", "FUTR"}) {
    const auto text =
        with(with(sample_statement(), "<Cd>BOOK</Cd>", std::string{"<Cd>"} + status + "</Cd>"),
             ">700.00<", ">1000.00<");
    const auto read = read_statement(text);
    ASSERT_TRUE(read.file) << read.file.error().detail;
    EXPECT_TRUE(read.ends[0].is_proved) << status;
    EXPECT_NE(read.entries[0].status, EntryStatus::booked) << status;
  }
}

TEST(ReadStatements, ReadsNotifications) {
  const auto read = read_statement(sample_notification());
  ASSERT_TRUE(read.file) << read.file.error().detail;
  EXPECT_FALSE(read.heads[0].is_statement);
  EXPECT_EQ(read.heads[0].currency.code(), "EUR") << "the entries tell the currency";
  EXPECT_TRUE(read.entries[0].is_reversal);
  EXPECT_EQ(read.entries[0].direction, Direction::credit);
  EXPECT_EQ(read.details[0].amount, money(1250, "EUR")) << "the only detail has the entry's amount";
  EXPECT_TRUE(is_return(read.entries[0], read.details[0])) << "RRTN says so";
  EXPECT_FALSE(read.ends[0].is_proved) << "a notification has no balances";
}

TEST(ReadStatements, StopsAtAHandlersRefusal) {
  StatementHandlers handlers;
  int details = 0;
  handlers.head = [](const StatementHead&) -> Result<void> {
    return refuse(ErrorKind::conflict, "account_is_not_ours", "the account is not the fund's");
  };
  handlers.detail = [&](const Detail&) -> Result<void> {
    ++details;
    return {};
  };
  const std::string text = sample_statement();
  const auto file = read_statements(source_of(text), handlers);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, ErrorKind::conflict);
  EXPECT_EQ(file.error().code, "account_is_not_ours");
  EXPECT_TRUE(file.error().detail.starts_with("line 5, /Document/BkToCstmrStmt/Stmt/Ntry"));
  EXPECT_EQ(details, 0);
}

TEST(ReadStatements, LetsASourcesFailureThrough) {
  const Source broken = [](std::span<char>) -> std::size_t { throw std::runtime_error{"disk"}; };
  EXPECT_THROW((void)read_statements(broken, {}), std::runtime_error);
}

TEST(ReadStatements, ReadsASourceThatGivesAByteAtATime) {
  const std::string text = sample_statement();
  std::size_t at = 0;
  const Source slow = [&](std::span<char> space) -> std::size_t {
    if (at == text.size()) return 0;
    space[0] = text[at++];
    return 1;
  };
  const auto file = read_statements(slow, {});
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_EQ(file->details, 2);
}

}  // namespace
}  // namespace haven::iso20022
