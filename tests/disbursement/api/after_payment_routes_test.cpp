#include <gtest/gtest.h>

#include "services/disbursement/app/keep_unclaimed.hpp"
#include "tests/disbursement/api/counter.hpp"

namespace haven::disbursement {
namespace {

struct AfterPaymentRoutes : testing::Test {
  Counter counter;
  Desk& desk = counter.desk;

  std::string unclaimed(const std::string& name) {
    EXPECT_TRUE(desk.plan(Desk::reserved(name, 100)));
    desk.run([&](db::Transaction& tx) {
      return keep_unclaimed(tx, {"owwa", "ph", {}}, payment_policy(),
                            test::noon() + std::chrono::days{200});
    });
    return "/v1/unclaimed/" + Desk::id_of(name).text();
  }
  std::string settled(const std::string& name) {
    desk.payable(name, 1000);
    desk.send(1, 1000);
    EXPECT_TRUE(desk.statement("S-" + name, {Desk::line(Desk::reference_of(name), 1000)}));
    return "/v1/payments/" + Desk::id_of(name).text() + "/receipt-confirmation";
  }
  std::size_t count_of(const std::string& target) {
    return counter.json(counter.call("GET", target)).at("items").as_array().size();
  }
};

TEST_F(AfterPaymentRoutes, TheRegisterOfUnclaimedMoneyIsReadPageByPage) {
  unclaimed("a");
  unclaimed("b");
  const auto first = counter.json(counter.call("GET", "/v1/unclaimed?limit=1"));
  ASSERT_EQ(first.at("items").as_array().size(), 1U);
  const std::string next{first.at("next").as_string()};
  const auto second = counter.json(counter.call("GET", "/v1/unclaimed?limit=1&after=" + next));
  ASSERT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_TRUE(second.at("next").is_null());
  EXPECT_NE(first.at("items").as_array()[0].at("payment_id"),
            second.at("items").as_array()[0].at("payment_id"));
}

TEST_F(AfterPaymentRoutes, TheRegisterIsFilteredByStateAndAge) {
  unclaimed("a");
  EXPECT_EQ(count_of("/v1/unclaimed?state=unclaimed"), 1U);
  EXPECT_EQ(count_of("/v1/unclaimed?state=found"), 0U);
  EXPECT_EQ(count_of("/v1/unclaimed?older_than_days=36500"), 0U);
  EXPECT_EQ(counter.call("GET", "/v1/unclaimed?state=gone").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/unclaimed?older_than_days=1.5").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/unclaimed?trace_overdue=perhaps").status, 422);
}

TEST_F(AfterPaymentRoutes, AnAttemptToFindThePayeeStandsInTheRecord) {
  const auto record = unclaimed("a");
  const auto traced =
      counter.call("POST", record + "/traces", R"({"how":"letter","outcome":"no_answer"})");
  ASSERT_EQ(traced.status, 200) << traced.body;
  const auto shown = counter.json(counter.call("GET", record));
  EXPECT_EQ(shown.at("tracing").as_array().size(), 1U);
  EXPECT_EQ(counter.call("POST", record + "/traces", R"({"how":"owl"})").status, 422);
}

TEST_F(AfterPaymentRoutes, UnclaimedMoneyDoesNotEndEarly) {
  const auto record = unclaimed("a");
  const auto asked = counter.call("POST", record + "/end", R"({"reason":"nobody came"})");
  EXPECT_EQ(asked.status, 409);
  EXPECT_EQ(counter.code(asked), "unclaimed_cannot_end_yet");
  const auto agreed =
      counter.call("POST", record + "/end-confirmation", R"({"reason":"as asked"})", "ana");
  EXPECT_EQ(counter.code(agreed), "end_not_asked");
}

TEST_F(AfterPaymentRoutes, AgeingAddsUpWhatIsUnclaimed) {
  unclaimed("a");
  const auto ageing = counter.json(counter.call("GET", "/v1/unclaimed-ageing"));
  ASSERT_EQ(ageing.at("items").as_array().size(), 1U);
  EXPECT_EQ(ageing.at("items").as_array()[0].at("total").at("amount").as_string(), "1.00");
}

TEST_F(AfterPaymentRoutes, WhoNamesNoRecordIsToldSo) {
  const std::string nobody = "/v1/unclaimed/" + named_uuid("nobody");
  EXPECT_EQ(counter.call("GET", nobody).status, 404);
  EXPECT_EQ(counter.call("POST", nobody + "/end", R"({"reason":"x"})").status, 404);
  EXPECT_EQ(counter
                .call("POST", "/v1/inquiries/" + named_uuid("x") + "/closing",
                      R"({"outcome":"explained","note":"x"})")
                .status,
            404);
}

TEST_F(AfterPaymentRoutes, WhatDidNotComeIsInquiredInto) {
  const auto route = settled("a");
  const auto said = counter.call(
      "POST", route, R"({"received":"less","amount":{"amount":"4.00","currency":"PHP"}})", "ines");
  ASSERT_EQ(said.status, 200) << said.body;
  EXPECT_EQ(counter.json(said).at("state").as_string(), "disputed");
  const auto open = counter.json(counter.call("GET", "/v1/inquiries?state=open"));
  ASSERT_EQ(open.at("items").as_array().size(), 1U);
  const std::string inquiry =
      "/v1/inquiries/" + std::string{open.at("items").as_array()[0].at("inquiry_id").as_string()};
  const auto owner =
      counter.call("POST", inquiry + "/owner", R"({"owner":"amos","due_on":"2090-01-01"})", "amos");
  ASSERT_EQ(owner.status, 200) << owner.body;
  const auto closed = counter.call("POST", inquiry + "/closing",
                                   R"({"outcome":"recovered","note":"paid on"})", "amos");
  ASSERT_EQ(closed.status, 200) << closed.body;
  EXPECT_EQ(counter.json(closed).at("state").as_string(), "recovered");
  EXPECT_EQ(count_of("/v1/receipt-confirmations?state=disputed"), 1U);
}

TEST_F(AfterPaymentRoutes, TotalsOfNothingHaveNoShare) {
  const auto totals = counter.json(counter.call("GET", "/v1/receipt-confirmation-totals"));
  EXPECT_EQ(totals.at("asked").as_int64(), 0);
  EXPECT_TRUE(totals.at("confirmed_percent").is_null());
}

}  // namespace
}  // namespace haven::disbursement
