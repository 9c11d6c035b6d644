#include <gtest/gtest.h>

#include "common/iso20022/statement.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

constexpr const char* amount = "<Amt Ccy=\"USD\">300.00</Amt>";

// A statement of the account 00441122 in USD with these elements after its account.
std::string statement_of(const std::string& rest, const std::string& version = "08") {
  return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001." + version +
         "'><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>"
         "<Acct><Id><Othr><Id>00441122</Id></Othr></Id><Ccy>USD</Ccy></Acct>" +
         rest + "</Stmt></BkToCstmrStmt></Document>";
}

std::string balance(const std::string& type, const std::string& decimal,
                    const std::string& day = "2024-05-14") {
  return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp><Amt Ccy='USD'>" + decimal +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + day + "</Dt></Dt></Bal>";
}

std::string entry(const std::string& decimal, const std::string& details = "") {
  return "<Ntry><Amt Ccy='USD'>" + decimal + "</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>" +
         details + "</Ntry>";
}

std::string detail(const std::string& inner) {
  return "<NtryDtls><TxDtls>" + inner + "</TxDtls></NtryDtls>";
}

void expect_read(const ReadStatement& read) {
  EXPECT_TRUE(read.file) << read.file.error().detail;
}

TEST(Dialect, ReadsEveryVersion) {
  for (const char* version : {"02", "03", "04", "06", "08", "10", "13"}) {
    const auto read = read_statement(statement_of(entry("1.00"), version));
    expect_read(read);
    EXPECT_EQ(read.file->message, std::string{"camt.053.001."} + version);
    EXPECT_EQ(read.entries[0].status, EntryStatus::booked) << "versions below 08 write it plainly";
  }
  for (const char* version : {"02", "04", "06", "10"}) {
    expect_read(read_statement(
        with(sample_notification(), "camt.054.001.08", std::string{"camt.054.001."} + version)));
  }
}

TEST(Dialect, ReadsAmountsOfVersionTwo) {
  const auto read = read_statement(
      statement_of(entry("5.00", detail("<AmtDtls><InstdAmt><Amt Ccy='EUR'>4.50</Amt></InstdAmt>"
                                        "<TxAmt><Amt Ccy='USD'>5.00</Amt></TxAmt></AmtDtls>")),
                   "02"));
  expect_read(read);
  EXPECT_EQ(read.details[0].amount, money(500, "USD"));
  EXPECT_EQ(read.details[0].instructed, money(450, "EUR"));
  EXPECT_EQ(read.details[0].direction, Direction::debit) << "the entry's";
}

TEST(Dialect, LeavesOutOrderedAmountsInCurrenciesThatTheFundDoesNotKeep) {
  const auto read = read_statement(statement_of(
      entry("5.00", detail("<AmtDtls><InstdAmt><Amt Ccy='JPY'>700</Amt></InstdAmt></AmtDtls>"))));
  expect_read(read);
  EXPECT_FALSE(read.details[0].instructed);
  EXPECT_EQ(read.details[0].amount, money(500, "USD")) << "the only detail of its entry";
}

TEST(Dialect, GivesNoAmountToOneDetailOfSeveral) {
  const auto read = read_statement(
      statement_of(entry("5.00", detail("<Amt Ccy='USD'>2.00</Amt>") + detail("<Refs/>"))));
  expect_read(read);
  EXPECT_EQ(read.details[0].amount, money(200, "USD"));
  EXPECT_FALSE(read.details[1].amount);
  EXPECT_EQ(read.entry_ends[0].sum, EntryEnd::Sum::unknown);
}

TEST(Dialect, TakesNoAmountInAnotherCurrencyThanTheAccounts) {
  const std::string euros = "<Amt Ccy='EUR'>2.00</Amt>";
  const auto read = read_statement(statement_of(entry("5.00", detail(euros) + detail(euros))));
  expect_read(read);
  EXPECT_FALSE(read.details[0].amount);
  EXPECT_FALSE(read.details[1].amount);
}

TEST(Dialect, SubtractsDetailsThatGoTheOtherWay) {
  const auto read = read_statement(statement_of(
      entry("5.00", detail("<Amt Ccy='USD'>7.00</Amt>") +
                        detail("<Amt Ccy='USD'>2.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"))));
  expect_read(read);
  EXPECT_EQ(read.details[0].direction, Direction::debit);
  EXPECT_EQ(read.details[1].direction, Direction::credit);
  EXPECT_EQ(read.entry_ends[0].sum, EntryEnd::Sum::agrees);
}

TEST(Dialect, TakesNotProvidedForNoReference) {
  for (const char* none : {"NOTPROVIDED", "NotProvided", "NOT PROVIDED", "NONREF"}) {
    const std::string text = std::string{"<Refs><EndToEndId>"} + none + "</EndToEndId></Refs>";
    const auto read = read_statement(statement_of(entry("5.00", detail(text))));
    expect_read(read);
    EXPECT_EQ(read.details[0].end_to_end_id, "") << none;
  }
}

TEST(Dialect, GivesNoAmountToTheOnlyDetailAmongBatches) {
  const auto read = read_statement(statement_of(
      entry("5.00", detail("<Refs/>") + "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>")));
  expect_read(read);
  ASSERT_EQ(read.details.size(), 1U);
  EXPECT_FALSE(read.details[0].amount);
}

TEST(Dialect, ReadsPartiesWithAndWithoutPty) {
  for (const char* party : {"<Nm>Ana</Nm>", "<Pty><Nm>Ana</Nm></Pty>"}) {
    const auto read = read_statement(statement_of(
        entry("5.00", detail(std::string{"<RltdPties><Dbtr>"} + party + "</Dbtr></RltdPties>"))));
    expect_read(read);
    EXPECT_EQ(read.details[0].debtor.name, "Ana");
  }
}

TEST(Dialect, ReadsEntriesWithoutDetailsAndStatementsWithoutEntries) {
  const auto read = read_statement(statement_of(entry("5.00")));
  expect_read(read);
  EXPECT_EQ(read.entry_ends[0].details, 0);
  EXPECT_EQ(read.entry_ends[0].sum, EntryEnd::Sum::none);
  const auto quiet = read_statement(statement_of(balance("OPBD", "5") + balance("CLBD", "5")));
  expect_read(quiet);
  EXPECT_EQ(quiet.heads.size(), 1U);
  EXPECT_TRUE(quiet.ends[0].is_proved);
}

TEST(Dialect, ReadsSeveralStatementsInAFile) {
  std::string text = sample_statement();
  const auto begin = text.find("<Stmt>");
  const auto end = text.find("</BkToCstmrStmt>");
  const std::string statement = text.substr(begin, end - begin);
  text.insert(end, with(statement, "<Id>S1</Id>", "<Id>S2</Id>"));
  const auto read = read_statement(text);
  expect_read(read);
  EXPECT_EQ(read.file->statements, 2);
  EXPECT_EQ(read.heads[1].id, "S2");
  EXPECT_TRUE(read.ends[1].is_proved);
  const auto wrong = read_statement(with(text, ">700.00<", ">1.00<"));
  EXPECT_FALSE(wrong.file) << "each statement is proved on its own";
}

TEST(Dialect, ReadsPrefixesByteOrderMarksAndEncodings) {
  const std::string plain =
      statement_of(entry("1.00", detail("<AddtlTxInf>Jos\xC3\xA9</AddtlTxInf>")));
  const auto marked = read_statement("\xEF\xBB\xBF" + plain);
  expect_read(marked);
  EXPECT_EQ(marked.details[0].additional, "Jos\xC3\xA9");
  const auto latin = read_statement("<?xml version='1.0' encoding='ISO-8859-1'?>" +
                                    with(plain, "\xC3\xA9", "\xE9"));
  expect_read(latin);
  EXPECT_EQ(latin.details[0].additional, "Jos\xC3\xA9");
  std::string wide{"\xFF\xFE", 2};
  for (const char c : statement_of(entry("1.00"))) wide.append({c, '\0'});
  expect_read(read_statement(wide));
  std::string prefixed;
  for (const char c : with(statement_of(entry("1.00")), "xmlns=", "xmlns:n=")) {
    prefixed += c;
    if (c == '<') prefixed += "n:";
  }
  while (prefixed.find("<n:/") != prefixed.npos) prefixed = with(prefixed, "<n:/", "</n:");
  expect_read(read_statement(prefixed));
}

TEST(Dialect, PassesByWhatIsOfAnotherNamespace) {
  const auto read =
      read_statement(statement_of("<x:Ntry xmlns:x='urn:x'><x:Amt Ccy='?'>?</x:Amt></x:Ntry>" +
                                  entry("1.00", "<x:Amt xmlns:x='urn:x'>9.00</x:Amt>")));
  expect_read(read);
  EXPECT_EQ(read.file->entries, 1);
}

TEST(Dialect, ReadsDatesWithTimesAndZones) {
  for (const char* day :
       {"<Dt>2024-05-14</Dt>", "<Dt>2024-05-14Z</Dt>", "<Dt>2024-05-14+08:00</Dt>",
        "<DtTm>2024-05-14T23:59:59.999-05:00</DtTm>", "2024-05-14", " <Dt> 2024-05-14 </Dt> "}) {
    const auto read = read_statement(statement_of(
        with(entry("1.00"), "</Sts>", std::string{"</Sts><BookgDt>"} + day + "</BookgDt>")));
    expect_read(read);
    EXPECT_EQ(read.entries[0].booked_on, date_from("2024-05-14")) << day;
  }
}

TEST(Dialect, ReadsAmountsWithOneToFiveDecimals) {
  for (const char* decimal : {"300", "300.", "300.0", "300.00", "300.00000", "+300", "0300.0"}) {
    const auto read = read_statement(
        with(sample_statement(), amount, std::string{"<Amt Ccy=\"USD\">"} + decimal + "</Amt>"));
    expect_read(read);
    EXPECT_EQ(read.entries[0].amount, money(30000, "USD")) << decimal;
  }
  const auto nothing = read_statement(statement_of(entry("-0.00")));
  expect_read(nothing);
  EXPECT_EQ(nothing.entries[0].amount, money(0, "USD"));
}

TEST(Dialect, ProvesByWhateverBalancesThereAre) {
  struct Row {
    std::string balances;
    bool is_proved;
  };
  const std::vector<Row> rows = {
      {balance("OPBD", "10") + balance("CLBD", "9"), true},
      {balance("PRCD", "10") + balance("CLBD", "9"), true},
      {balance("ITBD", "10") + balance("CLBD", "9"), true},
      {balance("OPBD", "10") + balance("ITBD", "9"), true},
      {balance("ITBD", "10") + balance("ITBD", "9", "2024-05-15"), true},
      {balance("OPBD", "10") + balance("CLBD", "9") + balance("CLAV", "77"), true},
      {balance("OPBD", "10") + balance("CLBD", "55") + balance("OPBD", "55", "2024-05-15") +
           balance("CLBD", "9", "2024-05-15"),
       true},
      {balance("ITBD", "10"), false},
      {balance("OPBD", "10"), false},
      {balance("CLBD", "10"), false},
      {balance("CLAV", "10") + balance("OPAV", "10"), false},
      {"", false},
  };
  for (const Row& row : rows) {
    const auto read = read_statement(statement_of(row.balances + entry("1.00")));
    expect_read(read);
    EXPECT_EQ(read.ends[0].is_proved, row.is_proved) << row.balances;
  }
}

TEST(Dialect, LeavesPagesOfAStatementUnproved) {
  const std::string page = "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>";
  const auto read = read_statement(
      statement_of(page + balance("OPBD", "10") + balance("CLBD", "1") + entry("1.00")));
  expect_read(read);
  EXPECT_EQ(read.heads[0].page, 1);
  EXPECT_FALSE(read.heads[0].is_last_page);
  EXPECT_FALSE(read.ends[0].is_proved);
  const auto whole = read_statement(statement_of(
      with(page, "false", "true") + balance("OPBD", "10") + balance("CLBD", "1") + entry("1.00")));
  EXPECT_FALSE(whole.file) << "one page is the whole statement";
}

TEST(Dialect, SaysThatAStatementIsACopy) {
  const auto read = read_statement(statement_of("<CpyDplctInd>DUPL</CpyDplctInd>"));
  expect_read(read);
  EXPECT_TRUE(read.heads[0].is_copy);
}

}  // namespace
}  // namespace haven::iso20022
