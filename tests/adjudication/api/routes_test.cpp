#include "services/adjudication/api/routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "common/core/hash.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;

struct Routes : Office {
  http::Router router;
  int requests = 0;

  void SetUp() override {
    add_routes(router, setting, packs);
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(death));
    ASSERT_TRUE(ready(disability));
  }

  /// Asks as `subject`, who has the first role that the route takes.
  http::Response ask(const std::string& method, const std::string& path, const std::string& subject,
                     const std::string& body = "", std::map<std::string, std::string> headers = {},
                     const std::string& fund = "owwa") {
    http::Request request;
    request.method = method;
    request.path = path.substr(0, path.find('?'));
    if (const auto query = path.find('?'); query != std::string::npos) {
      const auto equals = path.find('=', query);
      request.query[path.substr(query + 1, equals - query - 1)] = path.substr(equals + 1);
    }
    request.headers = std::move(headers);
    request.headers.try_emplace("idempotency-key", path.substr(4, 60) + std::to_string(++requests));
    request.body = body;
    request.body_sha256 = sha256_hex(body);
    std::string allow;
    const auto* route = router.find(method, request.path, request.params, allow);
    if (route == nullptr) return {404, {}, "", {}};
    request.principal = {subject, fund, route->access.roles, ""};
    return route->handler(request);
  }

  static json::object body_of(const http::Response& response) {
    return json::parse(response.body).as_object();
  }
  static std::string code_in(const http::Response& response) {
    return response.status < 400 ? "ok" : std::string{body_of(response).at("code").as_string()};
  }
  static std::set<std::string> pointers_in(const http::Response& response) {
    std::set<std::string> all;
    const auto body = body_of(response);
    for (const auto& field : body.at("errors").as_array()) {
      all.emplace(field.at("pointer").as_string());
    }
    return all;
  }
  std::string item() { return "/v1/work-items/" + last_item(disability).text(); }
  std::string decision() { return "/v1/decisions/" + last_decision(death).text(); }
};

const char* const assessed = R"({"assessment": {"class": "partial", "by": "doctor",
    "amount": {"amount": "20000.00", "currency": "PHP"}}, "reason": "seen"})";

TEST_F(Routes, TakeAnAssessmentWithAnAmountOrAPercent) {
  ASSERT_EQ(ask("POST", item() + "/assignment", "ada", "{}").status, 200);
  const auto wrong = [&](const std::string& found) {
    return pointers_in(ask("POST", item() + "/decision", "ada",
                           R"({"assessment": {"class": "partial", "by": "doctor")" + found +
                               R"(}, "mood": 1, "reason": "seen"})"));
  };
  EXPECT_EQ(wrong(""), (std::set<std::string>{"/assessment/amount", "/mood"}));
  EXPECT_EQ(wrong(R"(, "percent": "101")"),
            (std::set<std::string>{"/assessment/percent", "/mood"}));
  EXPECT_EQ(wrong(R"(, "percent": "33.5")"), std::set<std::string>{"/mood"});
}

TEST_F(Routes, CarryAReferredClaimToApproval) {
  const auto shown = ask("GET", item(), "ada");
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.headers.at("ETag"), "\"1\"");
  const auto preview = body_of(shown);
  EXPECT_EQ(preview.at("state").as_string(), "open");
  EXPECT_EQ(preview.at("facts").at("incident").at("kind").as_string(), "disability");
  EXPECT_FALSE(preview.at("outcome").at("lines").as_array().empty());

  ASSERT_EQ(ask("POST", item() + "/assignment", "ada", "{}").status, 200);
  const auto decided = ask("POST", item() + "/decision", "ada", assessed);
  ASSERT_EQ(decided.status, 201) << decided.body;
  const auto path = decided.headers.at("Location");
  EXPECT_EQ(ask("POST", path + "/approval", "ada", "{}").status, 409);
  const auto approved = ask("POST", path + "/approval", "paul", "{}");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(body_of(approved).at("payments").as_int64(), 1);

  const auto read = body_of(ask("GET", path, "aud"));
  EXPECT_EQ(read.at("state").as_string(), "approved");
  EXPECT_EQ(read.at("approved_by").as_string(), "paul");
  EXPECT_EQ(read.at("decided_by").as_string(), "ada");
  EXPECT_FALSE(body_of(ask("GET", item(), "ada")).contains("facts")) << "over: nobody needs them";
}

TEST_F(Routes, ShowNoNames) {
  for (const auto& path : {item(), decision(), "/v1/claims/" + death.claim_id() + "/decisions"}) {
    const auto shown = ask("GET", path, "ada");
    ASSERT_EQ(shown.status, 200) << path;
    EXPECT_EQ(shown.body.find("Cruz"), std::string::npos) << path;
    EXPECT_EQ(shown.body.find("OWWA-1"), std::string::npos) << path;
  }
}

TEST_F(Routes, ExplainEveryLineOfADecision) {
  const auto lines = body_of(ask("GET", decision(), "paul")).at("lines").as_array();
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    EXPECT_FALSE(line.at("rule").as_string().empty());
    EXPECT_FALSE(line.at("source").as_string().empty());
    if (line.at("outcome").as_string() == "refuse") {
      EXPECT_FALSE(line.at("reason_text").as_string().empty());
    }
  }
}

TEST_F(Routes, RefuseBadBodiesByField) {
  ASSERT_EQ(ask("POST", item() + "/assignment", "ada", "{}").status, 200);
  const auto refused = ask("POST", item() + "/decision", "ada", R"({
      "assessment": {"class": "huge", "amount": {"amount": 5, "currency": "PHP"}},
      "grants": [{"scheme": "owwa", "amount": {"amount": "1.00", "currency": "PHP"}}],
      "hurry": true})");
  EXPECT_EQ(refused.status, 422);
  const auto pointers = pointers_in(refused);
  for (const char* expected : {"/assessment/class", "/assessment/amount/amount", "/assessment/by",
                               "/grants/0/benefit", "/grants/0/reason", "/hurry", "/reason"}) {
    EXPECT_TRUE(pointers.contains(expected)) << expected << " in " << refused.body;
  }
  EXPECT_EQ(ask("POST", item() + "/decision", "ada", "[]").status, 400);
  EXPECT_EQ(ask("POST", decision() + "/return", "paul", "{}").status, 422);
  EXPECT_EQ(ask("POST", decision() + "/approval", "paul", R"({"x": 1})").status, 422);
  EXPECT_EQ(story(death.claim_id()), std::vector<std::string>{"ClaimDecided"});
}

TEST_F(Routes, NameTheBand) {
  ASSERT_EQ(ask("POST", item() + "/assignment", "ada", "{}").status, 200);
  const auto refused = ask("POST", item() + "/decision", "ada", R"({"assessment": {
      "class": "partial", "by": "doctor", "amount": {"amount": "25000.01", "currency": "PHP"}},
      "reason": "seen"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(code_in(refused), "outside_band");
  EXPECT_EQ(pointers_in(refused), std::set<std::string>{"/assessment/amount"});
}

TEST_F(Routes, HideOtherFundsAndUnknownThings) {
  struct Row {
    const char* method;
    std::string path;
    const char* body;
  };
  const std::string nothing = new_uuid(test::noon());
  for (const auto& row : {Row{"GET", item(), ""}, Row{"POST", item() + "/assignment", "{}"},
                          Row{"POST", item() + "/decision", assessed},
                          Row{"POST", item() + "/closing", R"({"note": "x"})"},
                          Row{"GET", decision(), ""}, Row{"POST", decision() + "/approval", "{}"},
                          Row{"POST", decision() + "/return", R"({"reason": "x"})"},
                          Row{"GET", "/v1/claims/" + death.claim_id() + "/decisions", ""}}) {
    EXPECT_EQ(ask(row.method, row.path, "ada", row.body, {}, "other").status, 404) << row.path;
  }
  for (const std::string& id : {nothing, std::string{"no-id"}, std::string{"' or 1=1"}}) {
    EXPECT_EQ(ask("GET", "/v1/work-items/" + id, "ada").status, 404);
    EXPECT_EQ(ask("GET", "/v1/decisions/" + id, "ada").status, 404);
    EXPECT_EQ(ask("GET", "/v1/claims/" + id + "/decisions", "ada").status, 404);
    EXPECT_EQ(ask("POST", "/v1/decisions/" + id + "/approval", "ada", "{}").status, 404);
  }
  EXPECT_TRUE(
      body_of(ask("GET", "/v1/work-items", "ada", "", {}, "other")).at("items").as_array().empty());
  EXPECT_TRUE(
      body_of(ask("GET", "/v1/decisions", "ada", "", {}, "other")).at("items").as_array().empty());
}

TEST_F(Routes, PageAndFilterTheLists) {
  EXPECT_EQ(ask("GET", "/v1/work-items?state=lost", "ada").status, 400);
  EXPECT_EQ(ask("GET", "/v1/decisions?state=lost", "ada").status, 400);
  for (const std::string& subject : {std::string{}, std::string{"\0", 1}, std::string{"\xff"}}) {
    EXPECT_EQ(ask("GET", "/v1/work-items?assignee=" + subject, "ada").status, 400);
  }
  EXPECT_EQ(ask("GET", "/v1/work-items?assignee=ada", "ada").status, 200);
  EXPECT_EQ(ask("GET", "/v1/decisions?colour=red", "ada").status, 400);
  EXPECT_EQ(ask("GET", "/v1/decisions?after=x", "ada").status, 400);
  EXPECT_EQ(ask("GET", "/v1/work-items?after=" + http::cursor_of("no id"), "ada").status, 400);
  const auto first = body_of(ask("GET", "/v1/decisions?limit=1", "ada"));
  ASSERT_EQ(first.at("items").as_array().size(), 1U);
  const std::string next{first.at("next").as_string()};
  const auto second = body_of(ask("GET", "/v1/decisions?after=" + next, "ada"));
  for (const auto& row : second.at("items").as_array()) {
    EXPECT_NE(row.at("decision_id"), first.at("items").as_array()[0].at("decision_id"));
  }
}

TEST_F(Routes, AnswerTheSameRequestOnce) {
  const std::map<std::string, std::string> key = {{"idempotency-key", "same-key-" + decision()}};
  const auto first = ask("POST", decision() + "/approval", "paul", "{}", key);
  const auto again = ask("POST", decision() + "/approval", "paul", "{}", key);
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.at("Idempotency-Replayed"), "true");
  EXPECT_EQ(code_in(ask("POST", decision() + "/approval", "paul", "{}")), "decision_not_proposed");
}

TEST_F(Routes, HonourIfMatch) {
  const auto stale = [&](const std::string& path, const std::string& etag) {
    return ask("POST", path, "paul", "{}", {{"if-match", etag}}).status;
  };
  EXPECT_EQ(stale(decision() + "/approval", "\"2\""), 412);
  EXPECT_EQ(stale(decision() + "/approval", "\"1\""), 200);
  EXPECT_EQ(stale(item() + "/assignment", "\"2\""), 412);
  EXPECT_EQ(stale(item() + "/assignment", "\"1\""), 200);
}

}  // namespace
}  // namespace haven::adjudication
