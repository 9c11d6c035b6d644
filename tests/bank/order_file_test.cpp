#include "tests/support/bank/order_file.hpp"

#include <gtest/gtest.h>

#include "tests/bank/customer.hpp"
#include "tests/support/bank/disk.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

std::string replaced(std::string text, const std::string& part, const std::string& instead) {
  const auto at = text.find(part);
  EXPECT_NE(at, text.npos) << "the file has no " << part;
  return at == text.npos ? text : text.replace(at, part.size(), instead);
}

OrderFile read(const std::string& text, const std::filesystem::path& schema = {}) {
  const Folder folder;
  const auto file = folder.path() / "orders.xml";
  write_durably(file, text);
  return read_order_file(file, schema, {{fund_account, {fund_account, money(0, "PHP"), 0, 0}}});
}

std::string sample() {
  return orders_as_haven_writes("F1", {{"HV1", 12345}, {"HV2", 5}});
}

TEST(OrderFile, IsReadAsHavenWritesIt) {
  const OrderFile file = read(sample(), schema_at_hand());
  ASSERT_FALSE(file.refusal) << file.refusal->words;
  EXPECT_EQ(file.message_id, "F1");
  ASSERT_EQ(file.orders.size(), 2U);
  EXPECT_EQ(file.orders[0].fault, "");
  const Order& order = file.orders[0].order;
  EXPECT_EQ(order.reference, "HV1");
  EXPECT_EQ(order.batch_id, "F1");
  EXPECT_EQ(order.account, fund_account);
  EXPECT_EQ(order.amount, money(12345, "PHP"));
  EXPECT_EQ(order.payee_name, "Maria Santos + Sons");
  EXPECT_EQ(order.payee_account, "200100000000");
  EXPECT_EQ(order.remittance, "Death benefit");
}

struct Change {
  std::string part, instead, code;
};

TEST(OrderFile, IsRefusedAsAWhole) {
  const std::string last = "</Document>";
  const std::vector<Change> changes{
      {"pain.001.001.10", "pain.001.001.09", "FF01"},
      {last, "", "FF01"},
      {"<GrpHdr>", "<GrpHdr><Fwd>1</Fwd>", "FF01"},
      {"<MsgId>F1</MsgId>", "<MsgId>F1</MsgId><MsgId>F1</MsgId>", "FF01"},
      {"<MsgId>F1</MsgId>", "", "FF01"},
      {"<EndToEndId>HV2", "<EndToEndId>HV1", "FF01"},
      {"<EndToEndId>HV1</EndToEndId>", "", "FF01"},
      {"123.45</InstdAmt>", "12,45</InstdAmt>", "FF01"},
      {"123.45</InstdAmt>", "-123.45</InstdAmt>", "FF01"},
      {"123.45</InstdAmt>", "123.46</InstdAmt>", "AM10"},
      {"<NbOfTxs>2", "<NbOfTxs>3", "AM10"},
      {"<CtrlSum>123.50", "<CtrlSum>123.51", "AM10"},
      {fund_account, "999", "AC02"},
      {"TRF", "CHK", "FF01"},
      {"<Dt>2024-05-14</Dt>", "<Dt>2024-02-30</Dt>", "DT01"},
      {"?>", "?><!DOCTYPE Document [<!ENTITY a \"b\">]>", "FF01"},
  };
  for (const Change& change : changes) {
    const OrderFile file = read(replaced(sample(), change.part, change.instead));
    ASSERT_TRUE(file.refusal) << change.part << " -> " << change.instead;
    EXPECT_EQ(file.refusal->code, change.code) << change.part << " -> " << change.instead;
  }
}

TEST(OrderFile, IsHeldAgainstTheSchema) {
  if (schema_at_hand().empty()) GTEST_SKIP() << "the schemas are not at hand: set HAVEN_SHARED";
  const auto swapped = replaced(sample(), "<PmtMtd>TRF</PmtMtd>", "");
  const auto text = replaced(swapped, "</BtchBookg>", "</BtchBookg><PmtMtd>TRF</PmtMtd>");
  EXPECT_FALSE(read(text).refusal)
      << read(text).refusal->words << "this bank's own rules do not mind the order";
  EXPECT_EQ(read(text, schema_at_hand()).refusal->code, "FF01");
}

TEST(OrderFile, LeavesOutTheOrderThatIsWrong) {
  const std::vector<Change> changes{
      {"<Cdtr>\n     <Nm>Maria Santos + Sons</Nm>\n    </Cdtr>", "", "BE22"},
      {"<Othr>\n       <Id>200100000000</Id>\n      </Othr>", "<IBAN>DE88370400440532013000</IBAN>",
       "AC01"},
      {"<CdtrAgt>\n     <FinInstnId>\n      <BICFI>BNORPHMM</BICFI>\n     </FinInstnId>\n    "
       "</CdtrAgt>",
       "", "RC01"},
      {"<InstdAmt Ccy=\"PHP\">123.45", "<InstdAmt Ccy=\"USD\">123.45", "AM03"},
  };
  for (const Change& change : changes) {
    std::string text = sample();
    const auto transfers = text.find("<CdtTrfTxInf>");
    text =
        text.substr(0, transfers) + replaced(text.substr(transfers), change.part, change.instead);
    const OrderFile file = read(text);
    ASSERT_FALSE(file.refusal) << change.part << ": " << file.refusal->words;
    EXPECT_EQ(file.orders.at(0).fault, change.code);
    EXPECT_EQ(file.orders.at(1).fault, "");
  }
}

TEST(OrderFile, TellsTheCustomerWhyItIsRefusedAndDebitsNothing) {
  Customer customer{Mode::plain};
  customer.put("F1.xml", replaced(sample(), "<CtrlSum>123.50", "<CtrlSum>123.51"));
  customer.bank().pass();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"", "RJCT", "AM10"}}));
  EXPECT_EQ(mail.schema_says, (std::vector<std::string>{""}));
  EXPECT_EQ(report_from(customer.folder() / "journal").by_currency["PHP"].payments, 0);
}

TEST(OrderFile, WithTheNumberOfAnotherIsRefused) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  customer.collect();
  customer.order("F1", {{"HV2"}});
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said, (std::vector<Said>{{"", "RJCT", "DU01"}}));
}

TEST(CheckDigits, AreThoseOfIso7064) {
  EXPECT_TRUE(has_right_check_digits("DE89370400440532013000"));
  EXPECT_FALSE(has_right_check_digits("DE88370400440532013000"));
  EXPECT_FALSE(has_right_check_digits("DE89"));
  EXPECT_FALSE(has_right_check_digits("DE8937040044053201300a"));
}

}  // namespace
}  // namespace haven::bank
