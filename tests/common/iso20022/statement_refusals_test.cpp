#include <gtest/gtest.h>

#include "common/iso20022/statement.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

std::string refusal_of(const std::string& text) {
  const auto read = read_statement(text);
  return read.file ? "" : read.file.error().detail;
}

constexpr const char* stmt = "/Document/BkToCstmrStmt/Stmt";

struct Case {
  const char* part;
  const char* instead;
  int line;
  const char* path;  // below the prefix
  const char* sentence;
};

void expect_refused(const std::string& prefix, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    EXPECT_EQ(
        refusal_of(with(sample_statement(), each.part, each.instead)),
        "line " + std::to_string(each.line) + ", " + prefix + each.path + ": " + each.sentence)
        << each.part << " -> " << each.instead;
  }
}

TEST(ReadStatements, RefusesAmountsThatAreNotAmounts) {
  const char* amount = "<Amt Ccy=\"USD\">300.00</Amt>";
  const char* digits = "an amount is written in digits with a point";
  expect_refused(
      "/Document/BkToCstmrStmt/Stmt/Ntry/Amt",
      {
          {amount, "<Amt Ccy=\"ZZZ\">300.00</Amt>", 15, "",
           "the currency is not one that the fund keeps"},
          {amount, "<Amt Ccy=\"usd\">300.00</Amt>", 15, "",
           "the currency is not one that the fund keeps"},
          {amount, "<Amt>300.00</Amt>", 15, "", "the currency is not one that the fund keeps"},
          {amount, "<Amt Ccy=\"USD\">300,00</Amt>", 15, "", digits},
          {amount, "<Amt Ccy=\"USD\">3e2</Amt>", 15, "", digits},
          {amount, "<Amt Ccy=\"USD\"></Amt>", 15, "", digits},
          {amount, "<Amt Ccy=\"USD\">.</Amt>", 15, "", digits},
          {amount, "<Amt Ccy=\"USD\">300.001</Amt>", 15, "",
           "the amount is finer than the currency's smallest unit"},
          {amount, "<Amt Ccy=\"USD\">-300.00</Amt>", 15, "",
           "an amount is not negative: CdtDbtInd gives the direction"},
          {amount, "<Amt Ccy=\"USD\">92233720368547758.08</Amt>", 15, "",
           "the amount is too large to be kept"},
          {amount, "<Amt Ccy=\"USD\">3<b>0</b>0</Amt>", 15, "/b",
           "a text is wanted here, not elements"},
      });
}

TEST(ReadStatements, RefusesEntriesThatLeaveMoneyInDoubt) {
  const char* direction = "<CdtDbtInd>DBIT</CdtDbtInd>\n<RvslInd>";
  expect_refused(
      "/Document/BkToCstmrStmt/Stmt/Ntry",
      {
          {"<Amt Ccy=\"USD\">300.00</Amt>", "", 13, "/NtryDtls",
           "an entry has no Amt before its details"},
          {direction, "\n<RvslInd>", 13, "/NtryDtls",
           "an entry has no CdtDbtInd before its details"},
          {direction, "<CdtDbtInd>DEBIT</CdtDbtInd><RvslInd>", 16, "/CdtDbtInd", "is CRDT or DBIT"},
          {direction, "<CdtDbtInd>DBIT</CdtDbtInd><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>", 16,
           "/CdtDbtInd", "stands here a second time"},
          {"<Sts><Cd>BOOK</Cd></Sts>", "", 13, "/NtryDtls",
           "an entry has no Sts before its details"},
          {"<Cd>BOOK</Cd>", "<Cd>DONE</Cd>", 18, "/Sts",
           "is BOOK, PDNG, INFO or FUTR: it says whether money has moved"},
          {"<RvslInd>false", "<RvslInd>no", 17, "/RvslInd", "is true or false"},
          {"<BookgDt><Dt>2024-05-14", "<BookgDt><Dt>14.05.2024", 19, "/BookgDt",
           "is a date such as 2024-05-14, with or without a time"},
          {"<BookgDt><Dt>2024-05-14", "<BookgDt><Dt>2024-02-30", 19, "/BookgDt",
           "is a date such as 2024-05-14, with or without a time"},
          {"<EndToEndId>HV0002<", "<EndToEndId>HV0002</EndToEndId><EndToEndId>HV0009<", 34,
           "/NtryDtls/TxDtls/Refs/EndToEndId", "stands here a second time"},
          {"<NbOfTxs>2", "<NbOfTxs>-2", 24, "/NtryDtls/Btch/NbOfTxs",
           "is a whole number, not below nothing"},
          {"<Amt Ccy=\"USD\">300.00</Amt>", "<Amt Ccy=\"EUR\">300.00</Amt>", 13, "/NtryDtls",
           "is in another currency than the account"},
          {"<Amt Ccy=\"USD\">100.00</Amt>", "<Amt Ccy=\"USD\">100.005</Amt>", 27,
           "/NtryDtls/TxDtls/Amt", "the amount is finer than the currency's smallest unit"},
      });
}

TEST(ReadStatements, RefusesBalancesThatDoNotAddUp) {
  expect_refused(
      stmt,
      {
          {">700.00<", ">700.01<", 5, "",
           "the balances do not add up: opening 1000.00, booked +0.00 -300.00, closing 700.01"},
          {">700.00</Amt><CdtDbtInd>CRDT", ">700.00</Amt><CdtDbtInd>DBIT", 5, "",
           "the balances do not add up: opening 1000.00, booked +0.00 -300.00, closing -700.00"},
          {">700.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>", ">700.00</Amt>", 11, "/Bal",
           "a balance has no CdtDbtInd"},
          {"<Amt Ccy=\"USD\">700.00</Amt>", "", 11, "/Bal", "a balance has no Amt"},
          {"<Amt Ccy=\"USD\">700.00</Amt>", "<Amt Ccy=\"PHP\">700.00</Amt>", 11, "/Bal",
           "is in another currency than the account"},
          {"<Cd>CLBD</Cd>", "<Cd>OPBD</Cd>", 12, "/Bal",
           "the same balance is given twice with different amounts"},
      });
}

TEST(ReadStatements, RefusesStatementsWithoutNameOrAccount) {
  expect_refused(
      stmt,
      {
          {"<Id>S1</Id>", "", 5, "/Ntry/NtryDtls", "the statement has no Id"},
          {"<Acct><Id><Othr><Id>00441122</Id></Othr></Id><Ccy>USD</Ccy></Acct>", "", 5,
           "/Ntry/NtryDtls", "the statement does not name its account"},
          {"<Id>S1</Id>", "<Id>S1</Id><Id>S2</Id>", 6, "/Id", "stands here a second time"},
          {"<Ccy>USD</Ccy></Acct>", "</Acct><Acct><Id><IBAN>NO9386011117947</IBAN></Id></Acct>", 8,
           "/Acct", "stands here a second time"},
          {"<Ccy>USD</Ccy>", "<Ccy>ZZZ</Ccy>", 8, "/Acct",
           "the account's currency is not one that the fund keeps"},
          {"<ElctrncSeqNb>17", "<ElctrncSeqNb>x", 7, "/ElctrncSeqNb",
           "is a whole number, not below nothing"},
      });
}

TEST(ReadStatements, RefusesOtherMessages) {
  expect_refused("", {
                         {"camt.053.001.08", "camt.052.001.08", 2, "/Document",
                          "is no Document of camt.053.001 or camt.054.001"},
                         {"camt.053.001.08", "camt.053.001.x8", 2, "/Document",
                          "is no Document of camt.053.001 or camt.054.001"},
                         {"camt.053.001.08", "camt.054.001.08", 3, "/Document/BkToCstmrStmt",
                          "is not the message that the namespace names"},
                         {" xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"", "", 2,
                          "/Document", "is no Document of camt.053.001 or camt.054.001"},
                     });
  const std::string nothing =
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>\n<BkToCstmrStmt/>\n"
      "</Document>";
  EXPECT_EQ(refusal_of(nothing), "line 1, /Document: the file holds no statement");
}

TEST(ReadStatements, CountsLinesBeyondSixteenBits) {
  std::string lines(70000, '\n');
  lines.append("<Ntry>");
  const std::string text = with(sample_statement(), "<Ntry>", lines);
  Bounds wide;
  wide.text_bytes = 100000;
  const auto read = read_statement(with(text, "<Cd>BOOK</Cd>", "<Cd>?</Cd>"), wide);
  ASSERT_FALSE(read.file);
  EXPECT_TRUE(read.file.error().detail.starts_with("line 70018, ")) << read.file.error().detail;
}

}  // namespace
}  // namespace haven::iso20022
