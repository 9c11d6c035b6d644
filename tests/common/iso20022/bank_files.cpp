#include "tests/common/iso20022/bank_files.hpp"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

namespace haven::iso20022 {
namespace {

template <class T>
std::function<Result<void>(const T&)> collect_into(std::vector<T>& list) {
  return [&list](const T& value) -> Result<void> {
    list.push_back(value);
    return {};
  };
}

std::filesystem::path schema_path(const std::string& schema) {
  const char* shared = std::getenv("HAVEN_SHARED");
  return std::filesystem::path{shared == nullptr ? "../shared" : shared} / "standards" /
         "iso20022" / (schema + ".xsd");
}

void append_complaint(void* complaints, xmlErrorPtr error) {
  *static_cast<std::string*>(complaints) += error->message;
}

using Schema = std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)>;

Schema load_schema(const std::filesystem::path& path) {
  xmlSchemaParserCtxt* parser = xmlSchemaNewParserCtxt(path.c_str());
  Schema schema{xmlSchemaParse(parser), &xmlSchemaFree};
  xmlSchemaFreeParserCtxt(parser);
  return schema;
}

}  // namespace

std::string with(std::string text, std::string_view part, std::string_view instead) {
  const auto at = text.find(part);
  EXPECT_NE(at, text.npos) << "the sample has no " << part;
  return at == text.npos ? text : text.replace(at, part.size(), instead);
}

PaymentFileHeader sample_header(std::int64_t count, Money total) {
  PaymentFileHeader header;
  header.message_id = "HV-20240514-1";
  header.created = *instant_from("2024-05-14T10:00:00.25Z");
  header.initiating_party = "Workers Welfare Fund";
  header.debtor_name = "Workers Welfare Fund";
  header.debtor_account.other = "00441122";
  header.debtor_agent.bic = "BKKBPHMM";
  header.execute_on = *date_from("2024-05-15");
  header.count = count;
  header.total = std::move(total);
  return header;
}

Transfer sample_transfer(int number, Money amount) {
  const std::string digits = std::to_string(number);
  Transfer transfer;
  transfer.reference = "HV" + std::string(8 - digits.size(), '0') + digits;
  transfer.payee_name = "Maria Santos";
  transfer.payee_account.iban = "DE89370400440532013000";
  transfer.amount = std::move(amount);
  transfer.remittance = "Death benefit";
  return transfer;
}

std::string payment_file_of(const std::vector<Transfer>& transfers) {
  Money total{0, transfers.front().amount.currency()};
  for (const Transfer& transfer : transfers) total += transfer.amount;
  std::string text;
  auto file = PaymentFile::begin(sample_header(static_cast<std::int64_t>(transfers.size()), total),
                                 [&](std::string_view part) { text += part; });
  EXPECT_TRUE(file) << file.error().detail;
  for (const Transfer& transfer : transfers) {
    const auto added = file->add(transfer);
    EXPECT_TRUE(added) << added.error().detail;
  }
  EXPECT_TRUE(file->finish());
  return text;
}

std::string sample_statement() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2024-05-15T06:00:00+08:00</CreDtTm></GrpHdr>
<Stmt>
<Id>S1</Id>
<ElctrncSeqNb>17</ElctrncSeqNb>
<Acct><Id><Othr><Id>00441122</Id></Othr></Id><Ccy>USD</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>
<Amt Ccy="USD">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-05-14</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>
<Amt Ccy="USD">700.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-05-14</Dt></Dt></Bal>
<Ntry>
<NtryRef>1</NtryRef>
<Amt Ccy="USD">300.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd>
<RvslInd>false</RvslInd>
<Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2024-05-14</Dt></BookgDt>
<ValDt><DtTm>2024-05-15T00:00:00</DtTm></ValDt>
<AcctSvcrRef>B77</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls>
<Btch><MsgId>HV-20240514-1</MsgId><PmtInfId>HV-20240514-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>
<TxDtls>
<Refs><InstrId>HV0001</InstrId><EndToEndId>HV0001</EndToEndId></Refs>
<Amt Ccy="USD">100.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd>
<RltdPties><Cdtr><Pty><Nm>Maria Santos</Nm></Pty></Cdtr>
<CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties>
<RmtInf><Ustrd>Death benefit</Ustrd></RmtInf>
</TxDtls>
<TxDtls>
<Refs><EndToEndId>HV0002</EndToEndId></Refs>
<Amt Ccy="USD">200.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd>
<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account closed</AddtlInf></RtrInf>
</TxDtls>
</NtryDtls>
<AddtlNtryInf>Batch</AddtlNtryInf>
</Ntry>
</Stmt>
</BkToCstmrStmt>
</Document>)";
}

std::string sample_notification() {
  return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
<BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>N1</MsgId><CreDtTm>2024-05-15T06:00:00</CreDtTm></GrpHdr>
<Ntfctn>
<Id>N1-1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
<Ntry>
<Amt Ccy="EUR">12.5</Amt>
<CdtDbtInd>CRDT</CdtDbtInd>
<RvslInd>true</RvslInd>
<Sts><Cd>BOOK</Cd></Sts>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>HV0003</EndToEndId></Refs></TxDtls></NtryDtls>
</Ntry>
</Ntfctn>
</BkToCstmrDbtCdtNtfctn>
</Document>)";
}

std::string sample_status_report() {
  return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11">
<CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2024-05-14T11:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts>
<OrgnlMsgId>HV-20240514-1</OrgnlMsgId>
<OrgnlMsgNmId>pain.001.001.10</OrgnlMsgNmId>
<OrgnlNbOfTxs>3</OrgnlNbOfTxs>
<GrpSts>PART</GrpSts>
<NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>ACSP</DtldSts></NbOfTxsPerSts>
</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts>
<OrgnlPmtInfId>HV-20240514-1</OrgnlPmtInfId>
<PmtInfSts>ACSP</PmtInfSts>
<TxInfAndSts>
<OrgnlInstrId>HV0001</OrgnlInstrId>
<OrgnlEndToEndId>HV0001</OrgnlEndToEndId>
<TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn>
<AddtlInf>No such</AddtlInf><AddtlInf>account</AddtlInf></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="USD">100.00</InstdAmt></Amt></OrgnlTxRef>
</TxInfAndSts>
<TxInfAndSts>
<OrgnlEndToEndId>HV0002</OrgnlEndToEndId>
</TxInfAndSts>
</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt>
</Document>)";
}

ReadStatement read_statement(std::string_view text, const Bounds& bounds) {
  ReadStatement read;
  StatementHandlers handlers;
  handlers.head = collect_into(read.heads);
  handlers.entry = collect_into(read.entries);
  handlers.batch = collect_into(read.batches);
  handlers.detail = collect_into(read.details);
  handlers.entry_end = collect_into(read.entry_ends);
  handlers.end = collect_into(read.ends);
  read.file = read_statements(source_of(text), handlers, bounds);
  return read;
}

ReadReport read_report(std::string_view text) {
  ReadReport read;
  StatusHandlers handlers;
  handlers.group = collect_into(read.groups);
  handlers.batch = collect_into(read.batches);
  handlers.transfer = collect_into(read.transfers);
  read.file = read_status_report(source_of(text), handlers);
  return read;
}

std::optional<std::string> schema_complaints(const std::string& text, const std::string& name) {
  const auto path = schema_path(name);
  if (!std::filesystem::exists(path)) return {};
  const Schema schema = load_schema(path);
  if (!schema) return "the schema itself cannot be read";
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document{
      xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET),
      &xmlFreeDoc};
  if (!document) return "the text is no XML";
  const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator{
      xmlSchemaNewValidCtxt(schema.get()), &xmlSchemaFreeValidCtxt};
  std::string complaints;
  xmlSchemaSetValidStructuredErrors(validator.get(), &append_complaint, &complaints);
  const int verdict = xmlSchemaValidateDoc(validator.get(), document.get());
  return verdict != 0 && complaints.empty() ? "the text does not fit" : complaints;
}

}  // namespace haven::iso20022
