#include "services/adjudication/api/instalment_routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "common/core/hash.hpp"
#include "services/adjudication/store/instalment_plans.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;

struct InstalmentRoutes : Office {
  http::Router router;
  int requests = 0;
  InstalmentPlan plan;

  void SetUp() override {
    setting.funds = {{"owwa", "ph", std::chrono::hours{8}}};
    add_instalment_routes(router, setting);
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(death));
    plan.id = PlanId{named_uuid("plan of " + death.claim_id())};
    plan.fund = "owwa";
    plan.claim = ClaimId{death.claim_id()};
    plan.reference = death.reference();
    plan.decision = last_decision(death);
    plan.scheme = "owwa";
    plan.benefit = "pension";
    plan.amount = money(2000'00, "PHP");
    plan.filed_by = "ines";
    plan.every = "month";
    plan.while_true = "not married again";
    plan.first_on = day_of(test::noon(), std::chrono::hours{8});
    plan.next_on = day_of_instalment(plan.first_on, "month", 2);
    db::in_transaction(pool, [&](db::Transaction& tx) { store::insert_plan(tx, {plan, "award"}); });
  }

  http::Response ask(const std::string& method, const std::string& path, const std::string& subject,
                     const std::string& body = "", const std::string& fund = "owwa",
                     const std::map<std::string, std::string>& query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.headers["idempotency-key"] = plan.id.text() + std::to_string(++requests);
    request.body = body;
    request.body_sha256 = sha256_hex(body);
    std::string allow;
    const auto* route = router.find(method, request.path, request.params, allow);
    if (route == nullptr) return {404, {}, "", {}};
    request.principal = {subject, fund, route->access.roles, ""};
    return route->handler(request);
  }
  [[nodiscard]] std::string path() const { return "/v1/instalment-plans/" + plan.id.text(); }
  static std::string code_in(const http::Response& response) {
    return response.status < 400 ? "ok"
                                 : std::string{json::parse(response.body).at("code").as_string()};
  }
  std::size_t listed(const std::map<std::string, std::string>& query) {
    const auto answer = ask("GET", "/v1/instalment-plans", "ada", "", "owwa", query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::size_t ours = 0;
    const auto body = json::parse(answer.body);
    for (const auto& item : body.at("items").as_array()) {
      ours += item.at("plan_id").as_string() == plan.id.text() ? 1U : 0U;
    }
    return ours;
  }
};

TEST_F(InstalmentRoutes, ShowAPlanToItsFund) {
  const auto shown = ask("GET", path(), "ada");
  ASSERT_EQ(shown.status, 200) << shown.body;
  const auto body = json::parse(shown.body).as_object();
  EXPECT_EQ(body.at("amount").at("amount").as_string(), "2000.00");
  EXPECT_EQ(body.at("next_number").as_int64(), 2);
  EXPECT_FALSE(body.contains("times"));
  EXPECT_EQ(code_in(ask("GET", path(), "ada", "", "other")), "plan_unknown");
}

TEST_F(InstalmentRoutes, ConfirmACondition) {
  EXPECT_EQ(listed({{"waiting", "yes"}}), 1U);
  const std::string second = R"({"number": 2, "evidence": "seen in person"})";
  EXPECT_EQ(code_in(ask("POST", path() + "/confirmation", "ada", R"({"number": 1})")),
            "invalid_field");
  EXPECT_EQ(code_in(ask("POST", path() + "/confirmation", "ines", second)), "filer_cannot_confirm");
  EXPECT_EQ(code_in(ask("POST", path() + "/confirmation", "ada", second)), "ok");
  EXPECT_EQ(listed({{"waiting", "yes"}}), 0U);
  EXPECT_EQ(listed({{"state", "running"}}), 1U);
}

TEST_F(InstalmentRoutes, EndAPlan) {
  EXPECT_EQ(code_in(ask("POST", path() + "/ending", "ada", R"({"reason": "married"})")), "ok");
  EXPECT_EQ(code_in(ask("POST", path() + "/ending", "ada", R"({"reason": "married"})")),
            "plan_over");
  EXPECT_EQ(listed({{"state", "ended"}}), 1U);
}

TEST_F(InstalmentRoutes, RefuseFiltersThatTheyDoNotKnow) {
  for (const auto& [name, value] :
       {std::pair{"state", "paused"}, std::pair{"waiting", "no"}, std::pair{"colour", "red"}}) {
    EXPECT_EQ(ask("GET", "/v1/instalment-plans", "ada", "", "owwa", {{name, value}}).status, 400)
        << name;
  }
}

}  // namespace
}  // namespace haven::adjudication
