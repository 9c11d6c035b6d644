#include "services/ledger/api/budget_routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "common/http/router.hpp"
#include "services/ledger/api/earmark_file.hpp"
#include "services/ledger/api/exchange_routes.hpp"
#include "services/ledger/api/purse_file.hpp"
#include "services/ledger/api/routes.hpp"
#include "tests/ledger/app/budget_books.hpp"

namespace haven::ledger {
namespace {

struct BudgetRoutes : testing::Test {
  BudgetBooks books;
  Instant now = test::noon();
  service::Setting setting{books.database.pool("haven_ledger"),
                           [this] { return now; },
                           {{"owwa", "ph", std::chrono::hours{8}}},
                           {}};
  http::Router router;
  void SetUp() override {
    add_routes(router, setting);
    add_budget_routes(router, setting);
    add_exchange_routes(router, setting);
    ASSERT_TRUE(books.run([&](db::Transaction& tx) {
      return ensure_earmarks(
          tx, "owwa",
          {{"reintegration", "home", EarmarkBound::at_least, 1000, "contributions_last_year"}},
          BudgetBooks::budget_terms());
    }));
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
  static std::string code_of(const http::Response& response) {
    return std::string{json(response).at("code").as_string()};
  }
  void go_to(const char* day) {
    now = Instant{date_from(day).value()};
    books.today = date_from(day).value();
  }
  static std::string deal(const std::string& bought, const std::string& reference = "FX-1") {
    return R"({"from_purse":"tickets","to_purse":"welfare",)"
           R"("sold":{"amount":"100.00","currency":"USD"},)"
           R"("bought":{"amount":")" +
           bought +
           R"(","currency":"PHP"},"rate":"56.10","rate_source":"BSP","rate_on":"2024-06-19",)"
           R"("reference":")" +
           reference + R"(","reason":"short of pesos"})";
  }
};

TEST_F(BudgetRoutes, LetAYearLapseByTwoPeople) {
  ASSERT_EQ(books.bring("help_2024", 1000), "");
  const std::string path = "/v1/purses/help_2024/expiry", reason = R"({"reason":"over"})";
  EXPECT_EQ(code_of(call("POST", path, reason)), "budget_year_is_open");
  EXPECT_EQ(call("POST", "/v1/purses/none/expiry", reason).status, 404);
  EXPECT_EQ(call("POST", path, "{}").status, 422);
  go_to("2025-04-01");
  const auto asked = call("POST", path, reason);
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_TRUE(json(asked).at("amount").is_null());
  const std::map<std::string, std::string> waiting{{"state", "waiting"}};
  EXPECT_EQ(json(call("GET", "/v1/expiries", "", waiting)).at("items").as_array().size(), 1U);
  const std::string confirmation = asked.headers.at("Location") + "/confirmation";
  EXPECT_EQ(call("POST", confirmation, "{}").status, 403);
  const auto done = call("POST", confirmation, "{}", {}, "ben");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(json(done).at("state").as_string(), "booked");
  EXPECT_EQ(json(done).at("amount").at("amount").as_string(), "10.00");
  EXPECT_EQ(json(call("GET", "/v1/expiries", "", waiting)).at("items").as_array().size(), 0U);
  EXPECT_EQ(json(call("GET", "/v1/expiries")).at("items").as_array().size(), 1U);
  EXPECT_EQ(call("POST", "/v1/expiries/7/confirmation", "{}").status, 404);
  EXPECT_EQ(call("GET", "/v1/expiries", "", {{"state", "lost"}}).status, 422);
  EXPECT_EQ(call("GET", "/v1/expiries", "", {{"after", "nonsense"}}).status, 400);
}

TEST_F(BudgetRoutes, ExchangeMoneyByTwoPeople) {
  ASSERT_EQ(books.bring("tickets", 10000, "USD"), "");
  EXPECT_EQ(call("POST", "/v1/exchanges", deal("5581.94")).status, 422);
  EXPECT_EQ(call("POST", "/v1/exchanges", "{}").status, 422);
  const auto asked = call("POST", "/v1/exchanges", deal("5581.95"));
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(code_of(call("POST", "/v1/exchanges", deal("5610.00"))), "exchange_already_noted");
  ASSERT_EQ(call("POST", "/v1/exchanges", deal("5610.00", "FX-2")).status, 201);
  const auto first = json(call("GET", "/v1/exchanges", "", {{"limit", "1"}}));
  EXPECT_EQ(first.at("items").as_array().size(), 1U);
  EXPECT_FALSE(first.at("next").is_null());
  const std::string confirmation = asked.headers.at("Location") + "/confirmation";
  EXPECT_EQ(call("POST", confirmation, "{}").status, 403);
  const auto posted = json(call("POST", confirmation, "{}", {}, "ben"));
  EXPECT_EQ(posted.at("state").as_string(), "posted");
  EXPECT_EQ(posted.at("rate").as_string(), "56.10");
  const std::string id{posted.at("exchange_id").as_string()};
  const auto entry = json(call("GET", "/v1/entries", "", {{"cause", id}})).at("items").at(0);
  EXPECT_EQ(entry.at("rate").at("rate").as_string(), "56.10");
  EXPECT_EQ(entry.at("rate").at("source").as_string(), "BSP");
  EXPECT_EQ(entry.at("postings").as_array().size(), 5U);
}

TEST_F(BudgetRoutes, ShowEarmarksAndBudgetYears) {
  const auto earmark = json(call("GET", "/v1/earmarks")).at("items").at(0);
  EXPECT_EQ(earmark.at("year").as_int64(), 2024);
  EXPECT_EQ(earmark.at("percent").as_string(), "10%");
  EXPECT_EQ(json(call("GET", "/v1/earmarks", "", {{"year", "2022"}}))
                .at("items")
                .at(0)
                .at("year")
                .as_int64(),
            2022);
  EXPECT_EQ(call("GET", "/v1/earmarks", "", {{"year", "next"}}).status, 422);
  const auto purse = json(call("GET", "/v1/purses")).at("items").at(1);
  EXPECT_EQ(purse.at("purse").as_string(), "help_2023");
  EXPECT_EQ(purse.at("budget_year").as_int64(), 2023);
  EXPECT_EQ(purse.at("closes_on").as_string(), "2024-04-01");
}

TEST(EarmarkFile, SaysWhatIsWrong) {
  EXPECT_TRUE(earmarks_from_yaml("purses: []")->empty());
  const std::string list = "earmarks:\n- ";
  const auto good =
      earmarks_from_yaml(list + "{name: a, purse: b, at_most: 12.5%, of: interest_last_year}");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->at(0), (Earmark{"a", "b", EarmarkBound::at_most, 1250, "interest_last_year"}));
  for (const std::string wrong :
       {"7", "{purse: b, at_most: 1%, of: interest_last_year}",
        "{name: a, purse: b, of: interest_last_year}",
        "{name: a, purse: b, at_most: 1%, at_least: 1%, of: interest_last_year}",
        "{name: a, purse: b, at_most: 1, of: interest_last_year}",
        "{name: a, purse: b, at_most: 1%, of: luck}",
        "{name: a, purse: b, at_most: 1%, of: interest_last_year, colour: red}", "["}) {
    EXPECT_FALSE(earmarks_from_yaml(list + wrong)) << wrong;
  }
  EXPECT_FALSE(earmarks_from_yaml("earmarks: 7"));
}

TEST(PurseFile, ReadsBudgetYearsAndSaysWhatIsWrongWithThem) {
  const auto read = [](const std::string& more) {
    return purses_from_yaml("purses:\n- {purse: a, layer: fund, currency: PHP, pays: {s: [b]}" +
                            more + "}\n");
  };
  const auto good = read(", budget: yearly, closes_after_months: 60, remainder_to: r");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->at(0).yearly, (YearlyBudget{60, "r"}));
  EXPECT_FALSE(read("")->at(0).yearly);
  for (const std::string wrong :
       {", budget: monthly, closes_after_months: 3, remainder_to: r",
        ", budget: yearly, remainder_to: r", ", budget: yearly, closes_after_months: 3",
        ", budget: yearly, closes_after_months: 61, remainder_to: r",
        ", budget: yearly, closes_after_months: -1, remainder_to: r", ", remainder_to: r",
        ", closes_after_months: 3"}) {
    EXPECT_FALSE(read(wrong)) << wrong;
  }
  EXPECT_FALSE(purses_from_yaml("purses: []\nbudgets: []"));
  EXPECT_TRUE(purses_from_yaml("purses:\n- {purse: a, layer: fund, currency: PHP}\n"));
}

}  // namespace
}  // namespace haven::ledger
