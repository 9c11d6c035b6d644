#include <gtest/gtest.h>

#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names = {
      "Maria <b>Santos</b> & Sons",
      "]]><Amt>1</Amt>",
      "\"O'Neill\"",
      "Nguy\u1EC5n Th\u1ECB Minh Khai",
      "\u0645\u062D\u0645\u062F \u0639\u0644\u064A",              // Arabic
      "\u0930\u093E\u092E \u092C\u0939\u093E\u0926\u0941\u0930",  // Devanagari
      "\uAE40\uBBFC\uC900",                                       // Hangul
      "a\x01"
      "b\x7F\t\n c",
      "\xFF\xFE"
      "abc\xC3",
      "\u202Egnirts\u202C",
      std::string(100'000, 'n'),
      "1",
  };
  return names;
}

TEST(PaymentFileSchema, AcceptsHostileNames) {
  std::vector<Transfer> transfers;
  for (const std::string& name : hostile_names()) {
    Transfer transfer = sample_transfer(static_cast<int>(transfers.size()), money(1, "USD"));
    transfer.payee_name = name;
    transfer.remittance = name;
    transfer.payee_agent.name = name;
    transfers.push_back(transfer);
  }
  const auto complaints = schema_complaints(payment_file_of(transfers), "pain.001.001.10");
  if (!complaints) GTEST_SKIP() << "the schema is not at hand: set HAVEN_SHARED to its folder";
  EXPECT_EQ(*complaints, "");
}

TEST(PaymentFileSchema, AcceptsAThousandTransfersOfEveryShape) {
  std::vector<Transfer> transfers;
  for (int i = 0; i < 1000; ++i) {
    Transfer transfer = sample_transfer(i, money(i + 1, "USD"));
    if (i % 2 == 0) transfer.payee_account = {"", "1234567890"};
    transfer.payee_agent = {i % 3 == 0 ? "DEUTDEFF500" : "", i % 5 == 0 ? "INFSC" : "", "37040044",
                            i % 7 == 0 ? "Land Bank" : ""};
    if (i % 11 == 0) transfer.payee_agent.clearing_system = "PESONET-PH";
    if (i % 13 == 0) transfer.remittance.clear();
    transfers.push_back(transfer);
  }
  const auto complaints = schema_complaints(payment_file_of(transfers), "pain.001.001.10");
  if (!complaints) GTEST_SKIP() << "the schema is not at hand: set HAVEN_SHARED to its folder";
  EXPECT_EQ(*complaints, "");
}

TEST(PaymentFileSchema, AcceptsTheLargestAndTheSmallestAmounts) {
  for (const Money& amount : {money(1, "USD"), money(999999999999999999, "USD"), money(100, "KRW"),
                              money(999999999999999900, "KRW")}) {
    const auto text = payment_file_of({sample_transfer(1, amount)});
    const auto complaints = schema_complaints(text, "pain.001.001.10");
    if (!complaints) GTEST_SKIP() << "the schema is not at hand: set HAVEN_SHARED to its folder";
    EXPECT_EQ(*complaints, "");
  }
}

TEST(PaymentFileSchema, AcceptsEveryHeader) {
  for (const Charges charges : {Charges::as_agreed, Charges::debtor, Charges::shared,
                                Charges::creditor, Charges::service_level}) {
    PaymentFileHeader header = sample_header(1, money(1, "EUR"));
    header.charges = charges;
    header.service_level = charges == Charges::service_level ? "SEPA" : "";
    header.batch_booking = charges == Charges::shared;
    header.debtor_account = {"DE89370400440532013000", ""};
    std::string text;
    auto file = PaymentFile::begin(header, [&](std::string_view part) { text += part; });
    ASSERT_TRUE(file->add(sample_transfer(1, money(1, "EUR"))));
    ASSERT_TRUE(file->finish());
    const auto complaints = schema_complaints(text, "pain.001.001.10");
    if (!complaints) GTEST_SKIP() << "the schema is not at hand: set HAVEN_SHARED to its folder";
    EXPECT_EQ(*complaints, "");
    const auto broken =
        schema_complaints(with(text, "<PmtMtd>TRF", "<PmtMtd>XYZ"), "pain.001.001.10");
    EXPECT_NE(*broken, "") << "the schema does complain";
  }
}

}  // namespace
}  // namespace haven::iso20022
