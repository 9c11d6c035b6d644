#include <gtest/gtest.h>

#include "tests/disbursement/api/counter.hpp"

namespace haven::disbursement {
namespace {

struct DisbursementRoutes : testing::Test {
  Counter counter;
  Desk& desk = counter.desk;

  static std::string declared(int count, const std::string& total) {
    return R"({"currency":"PHP","declared_count":)" + std::to_string(count) +
           R"(,"declared_total":{"amount":")" + total + R"(","currency":"PHP"},"up_to":100})";
  }
  std::string batch_of(int count, const std::string& total) {
    const auto made = counter.call("POST", "/v1/payment-batches", declared(count, total));
    EXPECT_EQ(made.status, 201) << made.body;
    return made.headers.at("Location");
  }
  void send(int count, const std::string& total) {
    const std::string batch = batch_of(count, total);
    ASSERT_EQ(counter.call("POST", batch + "/approval", "{}", "ana").status, 200);
    ASSERT_EQ(counter.call("POST", batch + "/release", "{}", "rita").status, 200);
  }
  http::Response upload(const std::string& file) {
    counter.type = "application/xml";
    return counter.call("POST", "/v1/bank-statements", file);
  }
};

TEST_F(DisbursementRoutes, ShowAPaymentWithoutItsAccountNumber) {
  const auto id = desk.payable("a", 100);
  const auto response = counter.call("GET", "/v1/payments/" + id.text());
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.body.find("0011223344"), std::string::npos);
  const auto payment = counter.json(response);
  EXPECT_EQ(payment.at("payee_account").at("account").as_string(), "****3344");
  EXPECT_EQ(payment.at("state").as_string(), "payable");
  EXPECT_EQ(payment.at("amount").at("amount").as_string(), "1.00");
}

TEST_F(DisbursementRoutes, ListPaymentsPageByPage) {
  for (int i = 0; i < 5; ++i) desk.payable(std::to_string(i), 100);
  std::set<std::string> seen;
  int pages = 0;
  std::string after;
  for (bool more = true; more; ++pages) {
    const auto page = counter.json(counter.call("GET", "/v1/payments?limit=2" + after));
    for (const auto& item : page.at("items").as_array()) {
      seen.insert(std::string{item.at("payment_id").as_string()});
    }
    more = !page.at("next").is_null();
    if (more) after = "&after=" + std::string{page.at("next").as_string()};
  }
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen.size(), 5U);
}

TEST_F(DisbursementRoutes, RefuseWrongFilters) {
  EXPECT_EQ(counter.call("GET", "/v1/payments?state=lost").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/payments?claim=7").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/payments?currency=QQQ").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/payments?colour=red").status, 400);
  EXPECT_EQ(counter.call("GET", "/v1/payments?after=nonsense").status, 400);
}

TEST_F(DisbursementRoutes, AnswerAnotherFundsPaymentLikeNone) {
  const auto id = desk.payable("a", 100);
  const auto foreign = counter.call("GET", "/v1/payments/" + id.text(), "", "carl", "other");
  const auto none = counter.call("GET", "/v1/payments/" + named_uuid("none"));
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(counter.code(foreign), counter.code(none));
  EXPECT_EQ(counter.call("GET", "/v1/payments/7").status, 404);
}

TEST_F(DisbursementRoutes, TakeABatchThroughAllHands) {
  desk.payable("a", 10000);
  desk.payable("b", 25000);
  const auto wrong = counter.call("POST", "/v1/payment-batches", declared(3, "350.00"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(wrong.body.find("declared 3, found 2"), std::string::npos);
  const std::string batch = batch_of(2, "350.00");
  EXPECT_EQ(counter.call("GET", batch + "/bank-file").status, 409);
  EXPECT_EQ(counter.call("POST", batch + "/approval", "{}", "carl").status, 403);
  EXPECT_EQ(counter.call("POST", batch + "/approval", "{}", "ana").status, 200);
  EXPECT_EQ(counter.call("POST", batch + "/release", "{}", "ana").status, 403);
  EXPECT_EQ(counter.call("POST", batch + "/release", "{}", "rita").status, 200);
  const auto file = counter.call("GET", batch + "/bank-file");
  EXPECT_EQ(file.headers.at("Content-Type"), "application/xml");
  const std::string orders = counter.content(file);
  EXPECT_NE(orders.find("<CtrlSum>350.00</CtrlSum>"), std::string::npos);
  EXPECT_EQ(counter.content(counter.call("GET", batch + "/bank-file")), orders);
  EXPECT_EQ(counter.json(counter.call("GET", batch)).at("state").as_string(), "released");
  const auto lines = counter.json(counter.call("GET", batch + "/lines")).at("items");
  ASSERT_EQ(lines.as_array().size(), 2U);
  EXPECT_EQ(lines.at(0).at("result").as_string(), "released");
  EXPECT_EQ(counter.json(counter.call("GET", "/v1/payment-batches")).at("items").as_array().size(),
            1U);
}

TEST_F(DisbursementRoutes, RefuseWrongBatches) {
  const std::string id = desk.payable("a", 100).text();
  const std::string head =
      R"({"currency":"PHP","declared_count":1,"declared_total":{"amount":"1.00","currency":"PHP"})";
  const std::string total = R"("declared_total":{"amount":"1.00","currency":"PHP"}})";
  const std::vector<std::string> wrong{
      head + "}",
      head + R"(,"up_to":0})",
      head + R"(,"up_to":100001})",
      head + R"(,"up_to":1,"payment_ids":[")" + id + "\"]}",
      head + R"(,"payment_ids":["7"]})",
      head + R"(,"payment_ids":[")" + id + "\",\"" + id + "\"]}",
      head + R"(,"up_to":1,"colour":"red"})",
      R"({"currency":"USD","declared_count":1,"up_to":1,)" + total,
      R"({"currency":"PHP","declared_count":0,"up_to":1,)" + total,
      R"({"currency":"PHP","declared_count":1,"up_to":1,"declared_total":"1.00"})"};
  for (const std::string& body : wrong) {
    EXPECT_EQ(counter.call("POST", "/v1/payment-batches", body).status, 422) << body;
  }
  EXPECT_EQ(counter.call("POST", "/v1/payment-batches", "[").status, 400);
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST_F(DisbursementRoutes, MakeABatchOncePerKey) {
  desk.payable("a", 100);
  counter.key = "the-same-key";
  const auto first = counter.call("POST", "/v1/payment-batches", declared(1, "1.00"));
  const auto again = counter.call("POST", "/v1/payment-batches", declared(1, "1.00"));
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.at("Idempotency-Replayed"), "true");
  EXPECT_EQ(counter.call("POST", "/v1/payment-batches", declared(2, "1.00")).status, 422);
}

TEST_F(DisbursementRoutes, ResolveTheUnknownByTwo) {
  const std::string at = "/v1/payments/" + desk.payable("a", 100).text();
  send(1, "1.00");
  const std::string says = R"({"outcome":"settled","reason":"letter of the bank"})";
  EXPECT_EQ(counter.code(counter.call("POST", at + "/resolutions", says)), "payment_not_unknown");
  desk.silence();
  EXPECT_EQ(counter.json(counter.call("POST", at + "/resends", R"({"reason":"asked"})"))
                .at("state")
                .as_string(),
            "released");
  desk.silence();
  for (const auto& [subject, state] :
       {std::pair{"carl", "unknown"}, {"carl", "unknown"}, {"ana", "settled"}}) {
    const auto answer = counter.call("POST", at + "/resolutions", says, subject);
    EXPECT_EQ(counter.json(answer).at("state").as_string(), state);
  }
}

TEST_F(DisbursementRoutes, CorrectAReturnedPayment) {
  const std::string at = "/v1/payments/" + desk.payable("a", 100).text();
  send(1, "1.00");
  ASSERT_TRUE(desk.statement("S", {Desk::line(Desk::reference_of("a"), 100, true)}));
  EXPECT_EQ(counter.call("POST", at + "/corrections", "{}").status, 422);
  const auto corrected = counter.json(
      counter.call("POST", at + "/corrections", R"({"reason":"the bank had it wrong"})"));
  EXPECT_EQ(corrected.at("attempt").as_int64(), 2);
  EXPECT_EQ(corrected.at("earlier_attempts").at(0).at("return_reason").as_string(),
            "account closed");
  const auto totals = counter.json(counter.call("GET", "/v1/payment-totals")).at("items");
  EXPECT_EQ(boost::json::serialize(totals),
            R"([{"state":"payable","count":1,"total":{"amount":"1.00","currency":"PHP"}}])");
}

}  // namespace
}  // namespace haven::disbursement
