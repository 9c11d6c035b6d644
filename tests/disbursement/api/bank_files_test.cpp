#include <gtest/gtest.h>

#include "tests/disbursement/api/counter.hpp"

namespace haven::disbursement {
namespace {

// What a bank sends, through the route: taken whole, or refused whole with the reason.
struct BankFileRoutes : testing::Test {
  Counter counter;
  Desk& desk = counter.desk;

  http::Response upload(const std::string& file) {
    counter.type = "application/xml";
    return counter.call("POST", "/v1/bank-statements", file);
  }
  void SetUp() override {
    desk.payable("a", 100);
    desk.send(1, 100);
  }
  static StatementText statement(const std::string& id, std::vector<Booking> bookings) {
    return {id, std::move(bookings)};
  }
  // A good file with the debit of "a" and somebody's deposit.
  static std::string good() {
    Booking deposit = Desk::line("DEP-77", 5000);
    deposit.is_credit = true;
    deposit.servicer = "B9";
    deposit.name = "Metro Bank";
    deposit.remittance = "Contributions of May DEP-77";
    return camt("M-1", {statement("S-1", {Desk::line(Desk::reference_of("a"), 100), deposit})});
  }
  // Refused with this sentence in it, and as if it had never come.
  void is_refused(const std::string& file, const std::string& sentence,
                  const std::string& code = "bank_file_refused") {
    const auto refused = upload(file);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(counter.code(refused), code);
    EXPECT_NE(refused.body.find(sentence), std::string::npos) << refused.body;
    EXPECT_EQ(refused.body.find("Maria"), std::string::npos);
    EXPECT_EQ(desk.state_of("a"), "released");
    EXPECT_EQ(desk.said("PaymentSettled"), "0");
    for (const char* table : {"statement", "statement_line", "account_statement", "bank_line"}) {
      EXPECT_EQ(
          test::value(desk.database, std::string{"select count(*) from disbursement."} + table),
          "0");
    }
  }
};

TEST_F(BankFileRoutes, TakeAStatementAndShowWhatItDid) {
  const auto taken = upload(good());
  ASSERT_EQ(taken.status, 201) << taken.body;
  const auto statement = counter.json(taken);
  EXPECT_EQ(boost::json::serialize(statement.at("results")),
            R"([{"result":"settled","count":1},{"result":"unmatched","count":1}])");
  EXPECT_EQ(statement.at("kind").as_string(), "statement");
  EXPECT_EQ(statement.at("message").as_string(), "camt.053.001.08");
  const auto& part = statement.at("statements").at(0);
  EXPECT_EQ(part.at("account").as_string(), "PHP");
  EXPECT_EQ(part.at("closing").at("amount").as_string(), "100049.00");
  EXPECT_TRUE(part.at("proved").as_bool());
  const std::string at = taken.headers.at("Location");
  const auto lines = counter.json(counter.call("GET", at + "/lines")).at("items");
  EXPECT_EQ(lines.at(0).at("matched_by").as_string(), "reference");
  EXPECT_EQ(lines.at(1).at("bank_reference").as_string(), "DEP-77");
  EXPECT_FALSE(lines.at(1).at("bank_line_id").is_null());
  EXPECT_EQ(counter.call("GET", at + "/lines?result=lost").status, 422);
  EXPECT_EQ(counter.call("GET", at).status, 200);
  EXPECT_EQ(counter.call("GET", at, "", "carl", "other").status, 404);
  EXPECT_EQ(counter.json(counter.call("GET", "/v1/bank-statements")).at("items").as_array().size(),
            1U);
}

TEST_F(BankFileRoutes, TakeAFileOnce) {
  ASSERT_EQ(upload(good()).status, 201);
  EXPECT_EQ(counter.code(upload(good())), "statement_already_taken");
  // The bank's number of the message, and of the statement in it.
  EXPECT_EQ(upload(camt("M-1", {statement("S-2", {})})).status, 409);
  EXPECT_EQ(upload(camt("M-2", {statement("S-1", {})})).status, 409);
  EXPECT_EQ(upload(camt("M-2", {statement("S-2", {})})).status, 201);
  EXPECT_EQ(desk.said("PaymentSettled"), "1");
}

TEST_F(BankFileRoutes, RefuseAnotherAccount) {
  StatementText one = statement("S-1", {Desk::line(Desk::reference_of("a"), 100)});
  one.account = "999";
  is_refused(camt("M-1", {one}), "not the fund's", "statement_of_another_account");
}

TEST_F(BankFileRoutes, RefuseAnotherAccountAfterAGoodStatement) {
  StatementText other = statement("S-2", {});
  other.account = "999";
  is_refused(camt("M-1", {statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}), other}),
             "line 4", "statement_of_another_account");
}

TEST_F(BankFileRoutes, RefuseAnotherCurrencyThanTheAccounts) {
  StatementText one = statement("S-1", {Desk::line("HV1", 100, false, "USD")});
  one.currency = "USD";
  is_refused(camt("M-1", {one}), "not in the currency", "statement_in_another_currency");
}

TEST_F(BankFileRoutes, RefuseAFileThatWasCutOff) {
  const std::string whole = good();
  is_refused(whole.substr(0, whole.size() - 20), "line");
  is_refused(whole.substr(0, whole.find("</TxDtls>")), "line");
}

TEST_F(BankFileRoutes, RefuseBalancesThatDoNotAddUp) {
  StatementText one = statement("S-1", {Desk::line(Desk::reference_of("a"), 100)});
  one.closing_is_wrong_by = 1;
  is_refused(camt("M-1", {one}), "do not add up");
}

TEST_F(BankFileRoutes, RefuseAnEntityBomb) {
  const std::string bomb =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE bomb [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;\">]>\n<Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">&b;</Document>";
  is_refused(bomb, "line 2");
}

TEST_F(BankFileRoutes, RefuseWhatIsTooLargeOrTooDeep) {
  Booking booking = Desk::line(Desk::reference_of("a"), 100);
  booking.remittance = std::string(17 * 1024, 'x');
  is_refused(camt("M-1", {statement("S-1", {booking})}), "line 3");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  is_refused("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">" + deep,
             "line 1");
}

TEST_F(BankFileRoutes, RefuseWhatIsNoFileOfABank) {
  is_refused("reference,amount\nHV1,1.00\n", "no pain.002");
  is_refused("", "no pain.002");
  is_refused("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.10\"/>", "no pain.002");
  is_refused("<!-- camt.053.001.08 --><Document/>", "line 1");
  counter.type = "text/csv";
  EXPECT_EQ(counter.call("POST", "/v1/bank-statements", good()).status, 415);
}

TEST_F(BankFileRoutes, TakeAStatusReport) {
  const auto taken = upload(
      pain002("R-1", "HB0", {{Desk::reference_of("a"), "RJCT", "AC01"}, {"HV0", "ACSP", ""}}));
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(counter.json(taken).at("kind").as_string(), "status_report");
  const auto lines =
      counter.json(counter.call("GET", taken.headers.at("Location") + "/lines")).at("items");
  EXPECT_EQ(lines.at(0).at("result").as_string(), "returned");
  EXPECT_EQ(lines.at(0).at("status").as_string(), "reported");
  EXPECT_EQ(lines.at(1).at("result").as_string(), "unmatched");
  EXPECT_EQ(desk.state_of("a"), "returned");
}

TEST_F(BankFileRoutes, RefuseAStatusReportThatWasCutOff) {
  const std::string whole = pain002("R-1", "HB0", {{Desk::reference_of("a"), "RJCT", "AC01"}});
  is_refused(whole.substr(0, whole.size() - 5), "line");
}

TEST_F(BankFileRoutes, ShowWhatIsToBeRepaired) {
  Booking back = Desk::line(Desk::reference_of("a"), 100, true);
  back.code = "AC01";
  ASSERT_EQ(upload(camt("M-1", {statement("S-1", {back})})).status, 201);
  counter.type = "application/json";
  const auto items = counter.json(counter.call("GET", "/v1/payment-repairs")).at("items");
  ASSERT_EQ(items.as_array().size(), 1U);
  EXPECT_EQ(items.at(0).at("return_code").as_string(), "AC01");
  EXPECT_EQ(items.at(0).at("repair").as_string(), "correct_account");
  EXPECT_EQ(items.at(0).at("claim_reference").as_string(), "DTH-a");
  EXPECT_FALSE(items.at(0).at("after_settlement").as_bool());
  EXPECT_EQ(counter.call("GET", "/v1/payment-repairs?after=nonsense").status, 400);
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_TRUE(
      counter.json(counter.call("GET", "/v1/payment-repairs")).at("items").as_array().empty());
}

TEST_F(BankFileRoutes, AssignABankLineOnce) {
  ASSERT_EQ(upload(good()).status, 201);
  counter.type = "application/json";
  const auto items = counter.json(counter.call("GET", "/v1/bank-lines?state=open")).at("items");
  ASSERT_EQ(items.as_array().size(), 1U);
  EXPECT_EQ(items.at(0).at("counterparty").as_string(), "Metro Bank");
  const std::string at =
      "/v1/bank-lines/" + std::string{items.at(0).at("line_id").as_string()} + "/assignment";
  for (const char* wrong : {R"({"as":"deposit","reason":"x"})", R"({"as":"charge","reason":"x"})",
                            R"({"as":"interest"})", R"({"as":"funding","reason":"x"})",
                            R"({"as":"other","reason":"x","colour":"red"})"}) {
    EXPECT_EQ(counter.call("POST", at, wrong).status, 422) << wrong;
  }
  const auto assigned = counter.call("POST", at, R"({"as":"interest","reason":"May"})");
  ASSERT_EQ(assigned.status, 200) << assigned.body;
  EXPECT_EQ(counter.json(assigned).at("state").as_string(), "assigned");
  EXPECT_EQ(counter.json(assigned).at("assignment").at("assigned_by").as_string(), "carl");
  EXPECT_EQ(desk.said("BankLineAssigned"), "1");
  EXPECT_EQ(counter.call("POST", at, R"({"as":"other","reason":"June"})").status, 409);
  EXPECT_EQ(counter.call("POST", at, R"({"as":"other","reason":"June"})", "carl", "other").status,
            404);
  EXPECT_EQ(counter.call("POST", "/v1/bank-lines/7/assignment", "{}").status, 404);
  EXPECT_TRUE(counter.json(counter.call("GET", "/v1/bank-lines?state=open"))
                  .at("items")
                  .as_array()
                  .empty());
}

TEST_F(BankFileRoutes, ShowOldLinesFirstAndOnlyThoseAsOldAsAsked) {
  Booking old = Desk::line("DEP-1", 100), young = Desk::line("DEP-2", 200);
  old.day = "2024-06-15";  // five days before the counter's today
  young.day = "2024-06-19";
  ASSERT_EQ(upload(camt("M-1", {statement("S-1", {young, old})})).status, 201);
  const auto of = [&](const std::string& query) {
    std::string names;
    const auto page = counter.json(counter.call("GET", "/v1/bank-lines?" + query));
    for (const auto& item : page.at("items").as_array()) {
      names += std::string{item.at("references").at(0).as_string()} + ' ';
    }
    return names;
  };
  EXPECT_EQ(of("limit=10"), "DEP-1 DEP-2 ");
  EXPECT_EQ(of("older_than_days=4"), "DEP-1 ");
  EXPECT_EQ(of("older_than_days=5"), "");
  EXPECT_EQ(of("state=assigned"), "");
  const auto first = counter.json(counter.call("GET", "/v1/bank-lines?limit=1"));
  EXPECT_EQ(of("limit=1&after=" + std::string{first.at("next").as_string()}), "DEP-2 ");
  for (const char* wrong : {"state=lost", "older_than_days=-1", "older_than_days=x"}) {
    EXPECT_EQ(counter.call("GET", std::string{"/v1/bank-lines?"} + wrong).status, 422) << wrong;
  }
}

TEST_F(BankFileRoutes, GiveThePaymentsOrderFileOnceItWasSentAgain) {
  const std::string at = "/v1/payments/" + Desk::id_of("a").text();
  EXPECT_EQ(counter.code(counter.call("GET", at + "/order-file")), "payment_not_sent_again");
  desk.silence();
  ASSERT_EQ(counter.call("POST", at + "/resends", R"({"reason":"asked"})").status, 200);
  const auto file = counter.call("GET", at + "/order-file");
  EXPECT_EQ(file.headers.at("Content-Type"), "application/xml");
  EXPECT_NE(counter.content(file).find(Desk::reference_of("a")), std::string::npos);
  EXPECT_EQ(counter.call("GET", at + "/order-file", "", "carl", "other").status, 404);
  EXPECT_EQ(counter.call("GET", "/v1/payments/7/order-file").status, 404);
}

}  // namespace
}  // namespace haven::disbursement
