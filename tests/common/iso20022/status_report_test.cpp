#include "common/iso20022/status_report.hpp"

#include <gtest/gtest.h>

#include "common/iso20022/reason_codes.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

TEST(ReadStatusReport, TellsOfTheFileItsBatchesAndItsTransfers) {
  const auto read = read_report(sample_status_report());
  ASSERT_TRUE(read.file) << read.file.error().detail;
  EXPECT_EQ(read.file->message, "pain.002.001.11");
  EXPECT_EQ(read.file->report_id, "R1");
  EXPECT_EQ(read.file->batches, 1);
  EXPECT_EQ(read.file->transfers, 2);
  ASSERT_EQ(read.groups.size(), 1U);
  EXPECT_EQ(read.groups[0].original_message_id, "HV-20240514-1");
  EXPECT_EQ(read.groups[0].original_message, "pain.001.001.10");
  EXPECT_EQ(read.groups[0].original_count, 3);
  EXPECT_EQ(read.groups[0].status.meaning, StatusMeaning::partly);
  ASSERT_EQ(read.groups[0].counts.size(), 1U);
  EXPECT_EQ(read.groups[0].counts[0].count, 2);
  EXPECT_EQ(read.groups[0].counts[0].status.code, "ACSP");
  ASSERT_EQ(read.batches.size(), 1U);
  EXPECT_EQ(read.batches[0].original_id, "HV-20240514-1");
  EXPECT_EQ(read.batches[0].status.meaning, StatusMeaning::accepted);
}

TEST(ReadStatusReport, TellsOfATransfer) {
  const auto read = read_report(sample_status_report());
  ASSERT_EQ(read.transfers.size(), 2U);
  const TransferStatus& transfer = read.transfers[0];
  EXPECT_EQ(transfer.original_batch_id, "HV-20240514-1");
  EXPECT_EQ(transfer.original_instruction_id, "HV0001");
  EXPECT_EQ(transfer.original_end_to_end_id, "HV0001");
  EXPECT_EQ(transfer.status.meaning, StatusMeaning::rejected);
  ASSERT_EQ(transfer.reasons.size(), 1U);
  EXPECT_EQ(transfer.reasons[0].code, "AC01");
  EXPECT_EQ(transfer.reasons[0].words, "No such account");
  EXPECT_EQ(transfer.original_amount, money(10000, "USD"));
  EXPECT_EQ(transfer.line, 14);
}

TEST(ReadStatusReport, GivesATransferWithoutStatusThatOfItsBatchOrFile) {
  struct Row {
    const char* group;
    const char* batch;
    StatusMeaning meaning;
  };
  for (const Row& row : std::vector<Row>{{"PART", "ACSP", StatusMeaning::accepted},
                                         {"RJCT", "", StatusMeaning::rejected},
                                         {"ACCP", "RJCT", StatusMeaning::rejected},
                                         {"ACCP", "PART", StatusMeaning::unrecognised},
                                         {"ACCP", "NEWS", StatusMeaning::unrecognised},
                                         {"PART", "", StatusMeaning::unrecognised}}) {
    const std::string batch = std::string{"<PmtInfSts>"} + row.batch + "</PmtInfSts>";
    const auto read = read_report(
        with(with(sample_status_report(), "<PmtInfSts>ACSP</PmtInfSts>", *row.batch ? batch : ""),
             "<GrpSts>PART", std::string{"<GrpSts>"} + row.group));
    ASSERT_TRUE(read.file) << read.file.error().detail;
    EXPECT_EQ(read.transfers[1].status.meaning, row.meaning) << row.group << ' ' << row.batch;
  }
}

TEST(ReadStatusReport, ReadsEveryVersion) {
  for (const char* version : {"03", "06", "09", "10", "12"}) {
    const auto read = read_report(
        with(sample_status_report(), "pain.002.001.11", std::string{"pain.002.001."} + version));
    EXPECT_TRUE(read.file) << version;
  }
  EXPECT_TRUE(
      read_report(with(sample_status_report(), "urn:iso:std:iso:20022:tech:xsd:pain.002.001.11",
                       "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd"))
          .file);
}

TEST(ReadStatusReport, ReadsAReportAboutTheFileAlone) {
  std::string text = sample_status_report();
  const auto begin = text.find("<OrgnlPmtInfAndSts>");
  text.erase(begin, text.find("</CstmrPmtStsRpt>") - begin);
  const auto read = read_report(with(text, "<GrpSts>PART", "<GrpSts>RJCT"));
  ASSERT_TRUE(read.file) << read.file.error().detail;
  ASSERT_EQ(read.groups.size(), 1U);
  EXPECT_EQ(read.groups[0].status.meaning, StatusMeaning::rejected);
}

TEST(ReadStatusReport, RefusesWithLinePathAndReason) {
  struct Row {
    const char* part;
    const char* instead;
    const char* refusal;
  };
  for (const Row& row : std::vector<Row>{
           {"pain.002.001.11", "pain.001.001.11",
            "line 1, /Document: is no Document of pain.002.001"},
           {"<OrgnlMsgId>HV-20240514-1</OrgnlMsgId>", "",
            "line 11, /Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts: the report does not name the "
            "file "
            "that it is about (OrgnlMsgId)"},
           {"<TxSts>RJCT</TxSts>", "<TxSts>RJCT</TxSts><TxSts>ACSC</TxSts>",
            "line 17, /Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts/TxSts: stands here a "
            "second time"},
           {"Ccy=\"USD\"", "Ccy=\"ZZZ\"",
            "line 20, /Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts/OrgnlTxRef/Amt/"
            "InstdAmt: the currency is not one that the fund keeps"},
           {"<OrgnlNbOfTxs>3", "<OrgnlNbOfTxs>three",
            "line 7, /Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlNbOfTxs: is a whole number, "
            "not below nothing"},
       }) {
    const auto read = read_report(with(sample_status_report(), row.part, row.instead));
    ASSERT_FALSE(read.file) << row.part;
    EXPECT_EQ(read.file.error().detail, row.refusal);
  }
  const auto other = read_report(with(with(sample_status_report(), "<CstmrPmtStsRpt>", "<Other>"),
                                      "</CstmrPmtStsRpt>", "</Other>"));
  EXPECT_FALSE(other.file);
}

TEST(StatusCode, HasAMeaning) {
  EXPECT_EQ(status_from("ACSC").meaning, StatusMeaning::settled);
  EXPECT_EQ(status_from("ACCC").meaning, StatusMeaning::settled);
  EXPECT_EQ(status_from("ACSP").meaning, StatusMeaning::accepted);
  EXPECT_EQ(status_from("ACTC").meaning, StatusMeaning::received);
  EXPECT_EQ(status_from("PDNG").meaning, StatusMeaning::pending);
  EXPECT_EQ(status_from("RJCT").meaning, StatusMeaning::rejected);
  EXPECT_EQ(status_from("CANC").meaning, StatusMeaning::cancelled);
  for (const char* code : {"", "acsc", "NEWS"}) {
    EXPECT_EQ(status_from(code).meaning, StatusMeaning::unrecognised) << code;
    EXPECT_EQ(status_from(code).code, code);
  }
}

TEST(ReasonCode, HasWordsAndARepair) {
  EXPECT_EQ(meaning_of("AC01").repair, Repair::correct_account);
  EXPECT_EQ(meaning_of("AC04").repair, Repair::ask_payee);
  EXPECT_EQ(meaning_of("AC06").repair, Repair::ask_payee);
  EXPECT_EQ(meaning_of("AM04").repair, Repair::try_later);
  EXPECT_EQ(meaning_of("AM05").repair, Repair::do_not_pay);
  EXPECT_EQ(meaning_of("MD07").repair, Repair::do_not_pay);
  EXPECT_EQ(meaning_of("RR01").repair, Repair::correct_order);
  EXPECT_EQ(meaning_of("UPAY").code, "UPAY") << "the last one is found as well";
}

TEST(ReasonCode, IsForTheBankToExplainWhenItIsNotKnown) {
  for (const char* code : {"", "ZZ99", "ac01", "AC0", "AC011"}) {
    EXPECT_EQ(meaning_of(code).code, "") << code;
    EXPECT_EQ(meaning_of(code).repair, Repair::ask_bank);
    EXPECT_FALSE(meaning_of(code).words.empty());
  }
}

TEST(ReasonCode, IsFoundForEveryOneOfTheList) {
  EXPECT_GE(known_reasons().size(), 40U);
  for (const ReasonMeaning& reason : known_reasons()) {
    EXPECT_EQ(&meaning_of(reason.code), &reason);
    EXPECT_EQ(reason.code.size(), 4U);
    EXPECT_TRUE(reason.words.ends_with('.')) << reason.code;
    EXPECT_FALSE(name_of(reason.repair).empty());
  }
}

}  // namespace
}  // namespace haven::iso20022
