#include "common/iso20022/payment_file.hpp"

#include <gtest/gtest.h>

#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

std::string header_refusal(const PaymentFileHeader& header) {
  const auto file = PaymentFile::begin(header, [](std::string_view) {});
  return file ? "" : file.error().detail;
}

// The refusal of a transfer that is the first of two.
std::string refusal_of(const Transfer& transfer, const Money& total = money(10000, "USD")) {
  auto file = PaymentFile::begin(sample_header(2, total), [](std::string_view) {});
  const auto added = file->add(transfer);
  if (added) return "";
  EXPECT_EQ(added.error().code, "payment_file_refused");
  EXPECT_FALSE(file->add(sample_transfer(9, money(1, "USD")))) << "it stays refused";
  EXPECT_FALSE(file->finish()) << "a refused file is never finished";
  return added.error().detail;
}

std::string sentence_of(const std::string& place, const char* field, const char* rule) {
  return field == nullptr ? "" : place + ", " + field + ": " + rule;
}

constexpr const char* reference_rule =
    "wants 1 to 35 letters, digits and signs of a bank's set, no space, no / at an end";

TEST(PaymentFile, WritesWhatItIsGiven) {
  Transfer transfer = sample_transfer(7, money(123456, "USD"));
  transfer.instruction_id = "B-7";
  transfer.payee_agent = {"DEUTDEFF", "DEBLZ", "37040044", "Bank & Co"};
  const std::string text = payment_file_of({transfer});
  for (const char* part : {
           "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.10\"",
           "<MsgId>HV-20240514-1</MsgId>",
           "<CreDtTm>2024-05-14T10:00:00Z</CreDtTm>",
           "<NbOfTxs>1</NbOfTxs>",
           "<CtrlSum>1234.56</CtrlSum>",
           "<BtchBookg>true</BtchBookg>",
           "<Dt>2024-05-15</Dt>",
           "<Id>00441122</Id>",
           "<Ccy>USD</Ccy>",
           "<InstrId>B-7</InstrId>",
           "<EndToEndId>HV00000007</EndToEndId>",
           "<InstdAmt Ccy=\"USD\">1234.56</InstdAmt>",
           "<BICFI>DEUTDEFF</BICFI>",
           "<Cd>DEBLZ</Cd>",
           "<MmbId>37040044</MmbId>",
           "<Nm>Bank + Co</Nm>",
           "<Nm>Maria Santos</Nm>",
           "<IBAN>DE89370400440532013000</IBAN>",
           "<Ustrd>Death benefit</Ustrd>",
       }) {
    EXPECT_NE(text.find(part), text.npos) << part;
  }
}

TEST(PaymentFile, NamesTheInstructionAfterTheReferenceWhereItHasNoName) {
  const std::string text = payment_file_of({sample_transfer(7, money(1, "USD"))});
  EXPECT_NE(text.find("<InstrId>HV00000007</InstrId>"), text.npos);
}

TEST(PaymentFile, RefusesHeadersThatNoBankTakes) {
  struct Row {
    std::function<void(PaymentFileHeader&)> change;
    const char* field = nullptr;  // nothing: it is accepted
    const char* rule = nullptr;
  };
  const std::vector<Row> rows = {
      {[](auto&) {}},
      {[](auto& h) { h.message_id = std::string(35, 'x'); }},
      {[](auto& h) { h.message_id = std::string(36, 'x'); }, "message_id", reference_rule},
      {[](auto& h) { h.message_id = ""; }, "message_id", reference_rule},
      {[](auto& h) { h.initiating_party = "!"; }, "initiating_party",
       "wants letters that a bank can print: write it in Latin script"},
      {[](auto& h) { h.debtor_name = ""; }, "debtor_name",
       "wants letters that a bank can print: write it in Latin script"},
      {[](auto& h) { h.debtor_account = {}; }, "debtor_account", "wants an IBAN or another number"},
      {[](auto& h) { h.debtor_account.iban = "DE89370400440532013000"; }, "debtor_account",
       "is an IBAN or another number, not both"},
      {[](auto& h) { h.debtor_agent = {}; }, "debtor_agent",
       "wants a BIC, a clearing number or a name"},
      {[](auto& h) { h.debtor_agent.bic = "BKKBPHM"; }, "debtor_agent/bic",
       "is no BIC of eight or eleven characters"},
      {[](auto& h) { h.debtor_agent.clearing_system = "INFSC"; }, "debtor_agent/clearing_system",
       "wants the bank's number in that system too"},
      {[](auto& h) { h.count = 0; }, "count", "wants at least one transfer"},
      {[](auto& h) { h.total = money(0, "USD"); }, "total", "is more than nothing"},
      {[](auto& h) { h.total = Money{}; }, "total", "wants a currency that the fund keeps"},
      {[](auto& h) { h.total = money(999999999999999999, "USD"); }},
      {[](auto& h) { h.total = money(1000000000000000000, "USD"); }, "total",
       "an amount has at most eighteen digits"},
      {[](auto& h) { h.total = money(INT64_MAX, "USD"); }, "total",
       "an amount has at most eighteen digits"},
      {[](auto& h) { h.total = money(150, "KRW"); }, "total", "an amount in KRW has no decimals"},
      {[](auto& h) { h.service_level = "SEPA"; }},
      {[](auto& h) { h.service_level = "SEPA5"; }, "service_level",
       "is a code of up to four capitals and digits"},
      {[](auto& h) { h.service_level = "se"; }, "service_level",
       "is a code of up to four capitals and digits"},
  };
  for (const Row& row : rows) {
    PaymentFileHeader header = sample_header(2, money(100, "USD"));
    row.change(header);
    EXPECT_EQ(header_refusal(header), sentence_of("the file's header", row.field, row.rule));
  }
}

TEST(PaymentFile, RefusesTransfersWithTheirNameAndField) {
  struct Row {
    std::function<void(Transfer&)> change;
    const char* field = nullptr;  // nothing: it is accepted
    const char* rule = nullptr;
  };
  const std::vector<Row> rows = {
      {[](auto&) {}},
      {[](auto& t) { t.reference = std::string(35, 'A'); }},
      {[](auto& t) { t.instruction_id = "a b"; }, "instruction_id", reference_rule},
      {[](auto& t) { t.payee_name = "\xF0\x9F\x99\x82"; }, "payee_name",
       "wants letters that a bank can print: write it in Latin script"},
      {[](auto& t) { t.payee_name = "Mr. \u1780\u1781"; }, "payee_name",
       "wants letters that a bank can print: write it in Latin script"},
      {[](auto& t) { t.payee_account = {}; }, "payee_account", "wants an IBAN or another number"},
      {[](auto& t) { t.payee_account.iban = "DE89370400440532013001"; }, "payee_account/iban",
       "is no IBAN: its form or its check digits are wrong"},
      {[](auto& t) {
         t.payee_account = {"", "12 34"};
       },
       "payee_account/other", "wants 1 to 34 letters, digits and signs, no space"},
      {[](auto& t) {
         t.payee_account = {"", std::string(35, '1')};
       },
       "payee_account/other", "wants 1 to 34 letters, digits and signs, no space"},
      {[](auto& t) {
         t.payee_account = {"", "1234"};
       },
       "payee_agent", "wants a BIC, a clearing number or a name"},
      {[](auto& t) {
        t.payee_account = {"", std::string(34, '1')};
        t.payee_agent.name = "Land Bank";
      }},
      {[](auto& t) { t.payee_agent.bic = "deutdeff"; }, "payee_agent/bic",
       "is no BIC of eight or eleven characters"},
      {[](auto& t) { t.payee_agent.clearing_id = "3704 0044"; }, "payee_agent/clearing_id",
       reference_rule},
      {[](auto& t) { t.payee_agent.name = "\xF0\x9F\x99\x82"; }, "payee_agent/name",
       "wants letters that a bank can print: write it in Latin script"},
      {[](auto& t) { t.amount = money(0, "USD"); }, "amount", "is more than nothing"},
      {[](auto& t) { t.amount = money(-1, "USD"); }, "amount", "is more than nothing"},
      {[](auto& t) { t.amount = money(100, "PHP"); }, "amount",
       "is not in USD, the currency of the file"},
      {[](auto& t) { t.amount = money(10001, "USD"); }, "amount",
       "makes the sum larger than the header declares"},
      {[](auto& t) { t.remittance = "\x01"; }, "remittance",
       "wants letters that a bank can print: write it in Latin script"},
  };
  for (const Row& row : rows) {
    Transfer transfer = sample_transfer(1, money(100, "USD"));
    row.change(transfer);
    const std::string name = "transfer 1 (" + transfer.reference + ")";
    EXPECT_EQ(refusal_of(transfer), sentence_of(name, row.field, row.rule));
  }
}

TEST(PaymentFile, DoesNotRepeatAReferenceThatNoBankPrints) {
  for (const char* reference : {"", "a b", "/a", "a/", "a//b", "\xC3\xA9", "<b>"}) {
    Transfer transfer = sample_transfer(1, money(100, "USD"));
    transfer.reference = reference;
    EXPECT_EQ(refusal_of(transfer), sentence_of("transfer 1", "reference", reference_rule));
  }
}

TEST(PaymentFile, RefusesAReferenceTwiceAndOutOfOrder) {
  for (const int second : {1, 2}) {
    auto file = PaymentFile::begin(sample_header(2, money(2, "USD")), [](std::string_view) {});
    ASSERT_TRUE(file->add(sample_transfer(2, money(1, "USD"))));
    const auto added = file->add(sample_transfer(second, money(1, "USD")));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().detail, "transfer 2 (HV0000000" + std::to_string(second) +
                                        "), reference: comes after the one before it in order of "
                                        "bytes");
  }
}

TEST(PaymentFile, HoldsWhatItsHeaderDeclares) {
  const auto sink = [](std::string_view) {};
  auto more = PaymentFile::begin(sample_header(1, money(2, "USD")), sink);
  ASSERT_TRUE(more->add(sample_transfer(1, money(1, "USD"))));
  EXPECT_EQ(more->add(sample_transfer(2, money(1, "USD"))).error().detail,
            "transfer 2 (HV00000002), count: is one transfer more than the header declares");
  auto fewer = PaymentFile::begin(sample_header(2, money(1, "USD")), sink);
  ASSERT_TRUE(fewer->add(sample_transfer(1, money(1, "USD"))));
  EXPECT_EQ(fewer->finish().error().detail,
            "the file's end, count: is less than the header declares");
  auto less = PaymentFile::begin(sample_header(1, money(2, "USD")), sink);
  ASSERT_TRUE(less->add(sample_transfer(1, money(1, "USD"))));
  EXPECT_EQ(less->finish().error().detail,
            "the file's end, total: is less than the header declares");
}

TEST(PaymentFile, WritesCurrenciesWithoutDecimals) {
  const std::string text = payment_file_of({sample_transfer(1, money(150000, "KRW"))});
  EXPECT_NE(text.find("<InstdAmt Ccy=\"KRW\">1500</InstdAmt>"), text.npos);
  EXPECT_NE(text.find("<CtrlSum>1500</CtrlSum>"), text.npos);
}

TEST(PaymentFile, LetsASinksFailureThrough) {
  auto file = PaymentFile::begin(sample_header(1, money(1, "USD")),
                                 [](std::string_view) { throw std::runtime_error{"disk full"}; });
  ASSERT_TRUE(file->add(sample_transfer(1, money(1, "USD"))));
  EXPECT_THROW((void)file->finish(), std::runtime_error);
}

}  // namespace
}  // namespace haven::iso20022
