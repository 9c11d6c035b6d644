#include "services/ledger/api/routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "common/http/router.hpp"
#include "services/ledger/api/events.hpp"
#include "services/ledger/api/period_routes.hpp"
#include "services/ledger/api/purse_file.hpp"
#include "services/ledger/api/sweep.hpp"
#include "tests/ledger/app/chain.hpp"

namespace haven::ledger {
namespace {

struct LedgerRoutes : testing::Test {
  ChainedBooks books;
  Instant now = test::noon();
  service::Setting setting{books.database.pool("haven_ledger"),
                           [this] { return now; },
                           {{"owwa", "ph", std::chrono::hours{8}}},
                           {}};
  http::Router router;
  void SetUp() override {
    add_routes(router, setting);
    add_period_routes(router, setting);
  }

  http::Response call(const std::string& method, const std::string& path, std::string body = "",
                      std::map<std::string, std::string> query = {},
                      const std::string& subject = "ana") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = std::move(query);
    request.body_sha256 = sha256_hex(body);
    request.body = std::move(body);
    request.headers = {{"idempotency-key", new_uuid(test::noon())},
                       {"content-type", "application/json"}};
    std::string allow;
    const auto* route = router.find(method, path, request.params, allow);
    if (route == nullptr) return {404, {}, "no route", {}};
    request.principal = {subject, "owwa", route->access.roles, ""};
    return route->handler(request);
  }
  static boost::json::object json(const http::Response& response) {
    return boost::json::parse(response.body).as_object();
  }
  static std::string deposit(const std::string& amount, const std::string& currency,
                             const std::string& more = "") {
    return R"({"amount":{"amount":")" + amount + R"(","currency":")" + currency +
           R"("},"reference":"D-1","reason":"budget")" + more + "}";
  }
};

TEST_F(LedgerRoutes, FundAPurseByTwoPeople) {
  const auto asked = call("POST", "/v1/purses/welfare/fundings", deposit("500.00", "PHP"));
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(json(asked).at("state").as_string(), "waiting");
  const std::string confirmation = asked.headers.at("Location") + "/confirmation";
  EXPECT_EQ(call("POST", confirmation, "{}").status, 403);
  EXPECT_EQ(json(call("POST", confirmation, "{}", {}, "ben")).at("state").as_string(), "posted");
  EXPECT_EQ(call("POST", confirmation, "{}", {}, "ben").status, 409);
  const auto purse = json(call("GET", "/v1/purses")).at("items").at(1);
  EXPECT_EQ(purse.at("purse").as_string(), "welfare");
  EXPECT_EQ(purse.at("balance").at("amount").as_string(), "500.00");
  EXPECT_EQ(json(call("GET", "/v1/fundings")).at("items").as_array().size(), 1U);
  EXPECT_EQ(
      json(call("GET", "/v1/fundings", "", {{"state", "waiting"}})).at("items").as_array().size(),
      0U);
}

TEST_F(LedgerRoutes, RefuseWrongFundings) {
  const std::string path = "/v1/purses/welfare/fundings";
  EXPECT_EQ(call("POST", path, deposit("500.00", "USD")).status, 422);
  EXPECT_EQ(call("POST", path, deposit("0.00", "PHP")).status, 422);
  EXPECT_EQ(call("POST", path, deposit("1.001", "PHP")).status, 422);
  EXPECT_EQ(call("POST", path, deposit("1.00", "PHP", R"(,"colour":"red")")).status, 422);
  EXPECT_EQ(call("POST", path, "{}").status, 422);
  EXPECT_EQ(call("POST", path, "nothing").status, 400);
  EXPECT_EQ(call("POST", "/v1/purses/none/fundings", deposit("1.00", "PHP")).status, 404);
  EXPECT_EQ(call("POST", "/v1/fundings/7/confirmation", "{}").status, 404);
  EXPECT_EQ(call("POST", "/v1/fundings/" + named_uuid("x") + "/confirmation", "{}").status, 404);
  EXPECT_EQ(call("GET", "/v1/fundings", "", {{"state", "lost"}}).status, 422);
  EXPECT_EQ(test::value(books.database, "select count(*) from ledger.funding"), "0");
}

TEST_F(LedgerRoutes, ShowTheBooks) {
  books.fund(1000);
  ASSERT_TRUE(books.reserve("a", 300));
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 300));
  const auto trial = json(call("GET", "/v1/trial-balance"));
  for (const auto& difference : trial.at("differences").as_array()) {
    EXPECT_EQ(difference.at("amount").as_string(), "0.00");
  }
  const auto of_order = json(call("GET", "/v1/entries", "", {{"cause", "HV1"}})).at("items");
  ASSERT_EQ(of_order.as_array().size(), 1U);
  EXPECT_EQ(of_order.at(0).at("kind").as_string(), "release");
  EXPECT_EQ(of_order.at(0).at("postings").at(0).at("side").as_string(), "debit");
  const auto of_account =
      json(call("GET", "/v1/entries", "", {{"account", "fundings:PHP"}})).at("items");
  EXPECT_EQ(of_account.as_array().size(), 1U);
  const auto claim = named_uuid("claim of a");
  const auto reserved = json(call("GET", "/v1/claims/" + claim + "/reservations")).at("items");
  ASSERT_EQ(reserved.as_array().size(), 1U);
  EXPECT_EQ(reserved.at(0).at("payments").at(0).at("bank_reference").as_string(), "HV1");
}

TEST_F(LedgerRoutes, PageThroughTheJournal) {
  for (int i = 0; i < 5; ++i) books.fund(100);
  std::set<std::string> seen;
  std::map<std::string, std::string> query{{"limit", "2"}};
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const auto page = json(call("GET", "/v1/entries", "", query));
    for (const auto& item : page.at("items").as_array()) {
      seen.insert(std::string{item.at("entry_id").as_string()});
    }
    more = !page.at("next").is_null();
    if (more) query["after"] = std::string{page.at("next").as_string()};
  }
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen.size(), 5U);
  EXPECT_EQ(call("GET", "/v1/entries", "", {{"after", "nonsense"}}).status, 400);
}

TEST_F(LedgerRoutes, CloseAndReopenAMonthByFourPeople) {
  books.fund(1000);
  books.seal();
  const std::string reason = R"({"reason":"month's end"})";
  const std::string closing = "/v1/periods/2024-06/closing";
  EXPECT_EQ(json(call("POST", closing, reason)).at("code").as_string(), "period_is_not_over");
  now += std::chrono::days{14};
  const auto asked = call("POST", closing, reason);
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(json(asked).at("state").as_string(), "waiting");
  const std::string confirmation = asked.headers.at("Location") + "/confirmation";
  EXPECT_EQ(call("POST", confirmation, "{}").status, 403);
  EXPECT_EQ(json(call("POST", confirmation, "{}", {}, "ben")).at("state").as_string(), "done");
  const auto closed = json(call("GET", "/v1/periods")).at("items");
  EXPECT_EQ(closed.at(0).at("month").as_string(), "2024-06");
  EXPECT_EQ(closed.at(0).at("confirmed_by").as_string(), "ben");

  const std::string reopening = "/v1/periods/2024-06/reopening";
  EXPECT_EQ(call("POST", reopening, reason, {}, "ben").status, 403);
  const auto wish = call("POST", reopening, reason, {}, "eva");
  ASSERT_EQ(wish.status, 201) << wish.body;
  const std::map<std::string, std::string> waiting{{"state", "waiting"}};
  EXPECT_EQ(json(call("GET", "/v1/period-changes", "", waiting)).at("items").as_array().size(), 1U);
  EXPECT_EQ(call("POST", wish.headers.at("Location") + "/confirmation", "{}", {}, "leo").status,
            200);
  EXPECT_TRUE(json(call("GET", "/v1/periods")).at("items").as_array().empty());
  EXPECT_EQ(json(call("GET", "/v1/period-changes")).at("items").as_array().size(), 2U);
}

TEST_F(LedgerRoutes, TakeAWishForAPeriodBack) {
  books.fund(1000);
  now += std::chrono::days{45};
  const auto wish =
      call("POST", "/v1/periods/2024-06/closing", R"({"reason":"month's end"})", {}, "eva");
  ASSERT_EQ(wish.status, 201) << wish.body;
  const std::string withdrawal = wish.headers.at("Location") + "/withdrawal";
  EXPECT_EQ(call("POST", withdrawal, "{}", {}, "leo").status, 403);
  const auto taken_back = call("POST", withdrawal, "{}", {}, "eva");
  EXPECT_EQ(taken_back.status, 200) << taken_back.body;
  EXPECT_EQ(json(taken_back).at("state").as_string(), "withdrawn");
  EXPECT_TRUE(json(call("GET", "/v1/period-changes", "", {{"state", "waiting"}}))
                  .at("items")
                  .as_array()
                  .empty());
  EXPECT_EQ(call("POST", "/v1/period-changes/7/withdrawal", "{}").status, 404);
}

TEST_F(LedgerRoutes, RefuseWrongPeriods) {
  const std::string reason = R"({"reason":"x"})";
  for (const std::string month : {"2024-13", "2024-6", "june", "2024-06-01"}) {
    EXPECT_EQ(call("POST", "/v1/periods/" + month + "/closing", reason).status, 404) << month;
  }
  EXPECT_EQ(call("POST", "/v1/periods/2024-05/closing", "{}").status, 422);
  EXPECT_EQ(json(call("POST", "/v1/periods/2024-05/closing", reason)).at("code").as_string(),
            "books_are_empty");
  EXPECT_EQ(call("POST", "/v1/periods/2024-05/reopening", reason).status, 409);
  const std::string nobody = "/v1/period-changes/" + named_uuid("x") + "/confirmation";
  EXPECT_EQ(call("POST", nobody, "{}").status, 404);
  EXPECT_EQ(call("POST", "/v1/period-changes/7/confirmation", "{}").status, 404);
  EXPECT_EQ(call("GET", "/v1/period-changes", "", {{"state", "lost"}}).status, 422);
  EXPECT_EQ(call("GET", "/v1/period-changes", "", {{"after", "nonsense"}}).status, 400);
}

TEST_F(LedgerRoutes, PageThroughTheChangesOfPeriods) {
  books.fund(1000);
  books.seal();
  now += std::chrono::days{45};
  const std::string reason = R"({"reason":"month's end"})";
  for (const std::string month : {"2024-06", "2024-07"}) {
    const auto asked = call("POST", "/v1/periods/" + month + "/closing", reason);
    ASSERT_EQ(asked.status, 201) << asked.body;
    ASSERT_EQ(call("POST", asked.headers.at("Location") + "/confirmation", "{}", {}, "ben").status,
              200);
  }
  const auto first = json(call("GET", "/v1/period-changes", "", {{"limit", "1"}}));
  EXPECT_EQ(first.at("items").as_array().size(), 1U);
  const auto second =
      json(call("GET", "/v1/period-changes", "",
                {{"limit", "1"}, {"after", std::string{first.at("next").as_string()}}}));
  EXPECT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_TRUE(second.at("next").is_null());
  EXPECT_NE(first.at("items"), second.at("items"));
}

TEST_F(LedgerRoutes, SealWhatWasBookedInTheSweep) {
  books.fund(1000);
  books.fund(1000);
  EXPECT_EQ(sweep_seals(setting, books.key), 2U);
  EXPECT_EQ(sweep_seals(setting, books.key), 0U);
  EXPECT_EQ(books.verdict(), "");
}

TEST(PurseFile, TheFundsOwnFileIsGood) {
  test::Database database;
  const service::Setting setting{database.pool("haven_ledger"),
                                 [] { return test::noon(); },
                                 {{"owwa", "ph", std::chrono::hours{8}}},
                                 {}};
  ensure_purses(setting, "ops/purses");
  ensure_purses(setting, "ops/purses");
  EXPECT_EQ(test::value(database, "select count(*) from ledger.purse"), "8");
  EXPECT_EQ(test::value(database,
                        "select purse from ledger.purse_purpose where scheme = 'oci' "
                        "and benefit = 'money_claim' and currency = 'USD'"),
            "oci_legal");
  EXPECT_THROW(ensure_purses(setting, "ops/nowhere"), std::runtime_error);
}

TEST(PurseFile, SaysWhatIsWrong) {
  const std::string good = "purses:\n- {purse: a, layer: fund, currency: PHP, pays: {s: [b]}}\n";
  ASSERT_TRUE(purses_from_yaml(good));
  EXPECT_EQ(purses_from_yaml(good)->at(0).purposes, (std::vector<Purpose>{{"s", "b"}}));
  const std::vector<std::string> wrong{
      "",
      "purses: 7",
      "purses: [7]",
      "purses:\n- {layer: fund}",
      "purses: [",
      "purses:\n- {purse: a, layer: bank, currency: PHP, pays: {s: [b]}}",
      "purses:\n- {purse: a, layer: fund, currency: QQQ, pays: {s: [b]}}",
      "purses:\n- {purse: a, layer: fund, currency: PHP, pays: {s: []}}",
      "purses:\n- {purse: a, layer: fund, currency: PHP, pays: [s]}",
      "purses:\n- {purse: a, layer: fund, currency: PHP, floor: \"-1\", pays: {s: [b]}}",
      "purses:\n- {purse: a, layer: fund, currency: PHP, colour: red, pays: {s: [b]}}"};
  for (const std::string& text : wrong) EXPECT_FALSE(purses_from_yaml(text)) << text;
}

}  // namespace
}  // namespace haven::ledger
