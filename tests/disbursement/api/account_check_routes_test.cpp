// A fund that asks banks: from the account that must be asked about to the batch.
#include <gtest/gtest.h>

#include "tests/disbursement/api/counter.hpp"

namespace haven::disbursement {
namespace {

struct AccountCheckRoutes : testing::Test {
  Counter counter;
  Desk& desk = counter.desk;

  void SetUp() override {
    desk.policy.account_check = AccountCheckKind::bank;
    counter.policies.at("owwa") = desk.policy;
    payment = desk.payable("a", 100).text();
  }
  std::string item(const std::string& day, const std::string& status = "open",
                   const std::string& currency = "PHP") {
    return R"({"bank":")" + desk.maria.bank + R"(","account":")" + desk.maria.number +
           R"(","owner_name":"Maria Cruz","status":")" + status + R"(","currency":")" + currency +
           R"(","confirmed_on":")" + day + "\"}";
  }
  http::Response say(const std::string& items) {
    return counter.call("POST", "/v1/account-confirmations", R"({"items":[)" + items + "]}");
  }
  boost::json::array items_at(const std::string& path) {
    return counter.json(counter.call("GET", path)).at("items").as_array();
  }
  std::string state() {
    const auto shown = counter.json(counter.call("GET", "/v1/payments/" + payment));
    return std::string{shown.at("state").as_string()};
  }
  std::string finding() {
    const auto holds = items_at("/v1/holds?kind=account_check");
    return holds.empty() ? "" : std::string{holds.at(0).at("about").as_string()};
  }
  // The field that a refusal names first.
  std::string field(const http::Response& refused) {
    EXPECT_EQ(refused.status, 422) << refused.body;
    return std::string{counter.json(refused).at("errors").at(0).at("pointer").as_string()};
  }

  std::string payment;
};

TEST_F(AccountCheckRoutes, FromTheQuestionToTheBatch) {
  EXPECT_EQ(state(), "held");
  EXPECT_EQ(finding(), "confirmation_missing");
  const auto wanted = items_at("/v1/account-checks?state=wanted");
  ASSERT_EQ(wanted.size(), 1U);
  EXPECT_EQ(wanted.at(0).at("payment_id").as_string(), payment);
  EXPECT_EQ(wanted.at(0).at("account").as_string(), desk.maria.number);
  EXPECT_EQ(wanted.at(0).at("currency").as_string(), "PHP");
  EXPECT_EQ(wanted.at(0).at("payment_state").as_string(), "held");

  const auto said = say(item("2024-06-20"));
  ASSERT_EQ(said.status, 200) << said.body;
  EXPECT_EQ(counter.json(said).at("confirmations").as_int64(), 1);
  EXPECT_EQ(counter.json(said).at("payments").as_int64(), 1);
  EXPECT_EQ(finding(), "");
  EXPECT_EQ(state(), "payable");
  EXPECT_TRUE(items_at("/v1/account-checks?state=wanted").empty());
  const auto batch = counter.call("POST", "/v1/payment-batches",
                                  R"({"currency":"PHP","declared_count":1,"up_to":1,
                                      "declared_total":{"amount":"1.00","currency":"PHP"}})");
  EXPECT_EQ(batch.status, 201) << batch.body;
  EXPECT_EQ(state(), "batched");
}

TEST_F(AccountCheckRoutes, AnAnswerThatIsTooOldIsAskedForAgain) {
  ASSERT_EQ(say(item("2024-03-21")).status, 200);  // 91 days
  EXPECT_EQ(finding(), "confirmation_old");
  EXPECT_EQ(items_at("/v1/account-checks").size(), 1U);
  ASSERT_EQ(say(item("2024-03-22")).status, 200);  // 90
  EXPECT_EQ(finding(), "");
  EXPECT_EQ(state(), "payable");
  EXPECT_TRUE(items_at("/v1/account-checks").empty());
}

TEST_F(AccountCheckRoutes, WhatIsWrongKeepsThePaymentBack) {
  ASSERT_EQ(say(item("2024-06-20", "blocked", "USD")).status, 200);
  EXPECT_EQ(finding(), "account_not_open currency_differs");
  EXPECT_EQ(state(), "held");
  ASSERT_EQ(say(item("2024-06-20")).status, 200);
  EXPECT_EQ(state(), "payable");
}

TEST_F(AccountCheckRoutes, AnUnreadableAnswerNamesItsFieldAndChangesNothing) {
  EXPECT_EQ(field(say(item("2024-06-20", "shut"))), "/items/0/status");
  EXPECT_EQ(field(say(item("2024-06-20", "open", "PH"))), "/items/0/currency");
  EXPECT_EQ(field(say(item("20 June"))), "/items/0/confirmed_on");
  EXPECT_EQ(field(say(item("2024-06-21"))), "/items/0/confirmed_on");
  EXPECT_EQ(field(say(item("2024-06-20") + "," + item("2024-06-19"))), "/items/1/account");
  EXPECT_EQ(finding(), "confirmation_missing");
}

}  // namespace
}  // namespace haven::disbursement
