#include "services/enrolment/api/routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "common/core/hash.hpp"
#include "common/messaging/consumer.hpp"
#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "haven/contributions/v1/events.pb.h"
#include "services/enrolment/api/events.hpp"
#include "tests/support/database.hpp"

namespace haven::enrolment {
namespace {

namespace json = boost::json;

Packs packs_once() {
  static const Packs packs = *scheme::load_packs("ops/schemes");
  return packs;
}

struct EnrolmentRoutes : testing::Test {
  test::Database database;
  service::Setting setting{
      database.pool("haven_enrolment"),
      [] { return test::noon(); },
      {{"owwa", "ph", std::chrono::hours{8}}, {"other", "ph", std::chrono::hours{8}}},
      {}};
  Packs packs = packs_once();
  http::Router router;
  std::string fund = "owwa";
  void SetUp() override { add_routes(router, setting, packs); }

  http::Response call(const std::string& method, const std::string& path, std::string body = "",
                      std::map<std::string, std::string> more = {}) {
    http::Request request;
    request.method = method;
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) {
      const auto equals = path.find('=', question);
      request.query[path.substr(question + 1, equals - question - 1)] = path.substr(equals + 1);
    }
    request.body_sha256 = sha256_hex(body);
    request.body = std::move(body);
    request.headers = {{"idempotency-key", new_uuid(test::noon())},
                       {"content-type", "application/json"}};
    for (auto& [name, text] : more) request.headers[name] = text;
    std::string allow;
    const auto* route = router.find(method, request.path, request.params, allow);
    if (route == nullptr) return {404, {}, "no route", {}};
    request.principal = {"rita", fund, route->access.roles, ""};
    return route->handler(request);
  }
  static json::object body_of(const http::Response& response) {
    return json::parse(response.body).as_object();
  }
  static std::string text(const json::object& from, const char* name) {
    return std::string{from.at(name).as_string()};
  }
  // The pointers that a problem names.
  static std::vector<std::string> pointers(const http::Response& response) {
    std::vector<std::string> all;
    const json::object problem = body_of(response);
    for (const auto& error : problem.at("errors").as_array()) {
      all.emplace_back(error.at("pointer").as_string());
    }
    return all;
  }
  static json::object person(const std::string& passport = "P1234567A") {
    return json::parse(R"({"given_names":"Maria Luz","family_name":"Santos","born":"1988-04-12",
      "sex":"female","married":true,"country":"PH",
      "document":{"type":"passport","number":")" +
                       passport + R"("},
      "family":[{"id":"husband","name":"Juan Santos","relation":"spouse","born":"1986-09-30"}],
      "nominees":[{"id":"husband","share_percent":60},
                  {"id":"friend","name":"Rosa Lim","share_percent":40}],
      "contract":{"start":"2024-03-01","end":"2026-02-28","hire":"agency",
        "salary":{"amount":"400.00","currency":"USD"}},
      "stay":{"departed":"2024-03-01"}})")
        .as_object();
  }
  http::Response enrol(const json::object& who) {
    return call("POST", "/v1/members", json::serialize(who));
  }
};

TEST_F(EnrolmentRoutes, EnrolReadAndList) {
  const auto made = enrol(person());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.headers.at("ETag"), "\"1\"");
  const auto member = body_of(made);
  const std::string id = text(member, "id");
  EXPECT_EQ(made.headers.at("Location"), "/v1/members/" + id);
  EXPECT_EQ(member.at("contract").at("salary").at("amount").as_string(), "400.00");
  EXPECT_EQ(member.at("nominees").at(1).at("name").as_string(), "Rosa Lim");
  EXPECT_EQ(call("GET", "/v1/members/" + id).body, made.body);

  const auto listed = body_of(call("GET", "/v1/members?number=" + text(member, "number")));
  EXPECT_EQ(listed.at("items").as_array().size(), 1U);
  EXPECT_TRUE(listed.at("next").is_null());
  EXPECT_EQ(body_of(call("GET", "/v1/members?number=X-1")).at("items").as_array().size(), 0U);
}

TEST_F(EnrolmentRoutes, ARepeatedRequestIsAnsweredAsBefore) {
  const std::map<std::string, std::string> key{{"idempotency-key", "enrol-maria-1"}};
  const auto first = call("POST", "/v1/members", json::serialize(person()), key);
  const auto again = call("POST", "/v1/members", json::serialize(person()), key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(enrol(person()).status, 409) << "another key is another request";
}

TEST_F(EnrolmentRoutes, WrongFieldsAreNamedTogether) {
  auto wrong = person();
  wrong["sex"] = "unknown";
  wrong["born"] = "2024-02-30";
  wrong["shoe_size"] = 38;
  const auto refused = enrol(wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(pointers(refused).size(), 3U) << refused.body;
  wrong = person();
  wrong["born"] = "2024-06-20";
  wrong["nominees"].as_array()[0].as_object()["share_percent"] = 50;
  EXPECT_EQ(pointers(enrol(wrong)), (std::vector<std::string>{"/born", "/nominees"}));
  EXPECT_EQ(call("POST", "/v1/members", "no json").status, 400);
  EXPECT_EQ(test::value(database, "select count(*) from enrolment.member"), "0");
}

TEST_F(EnrolmentRoutes, ChangesNeedTheVersionThatWasSeen) {
  const auto member = body_of(enrol(person()));
  const std::string path = "/v1/members/" + text(member, "id");
  const std::string change = R"({"married":false})";
  EXPECT_EQ(call("PATCH", path, change).status, 428);
  const auto changed = call("PATCH", path, change, {{"if-match", "\"1\""}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.headers.at("ETag"), "\"2\"");
  EXPECT_FALSE(body_of(changed).at("married").as_bool());
  EXPECT_EQ(call("PATCH", path, change, {{"if-match", "\"1\""}}).status, 412);
  EXPECT_EQ(call("PATCH", path, "{}", {{"if-match", "\"2\""}}).status, 422);
  EXPECT_EQ(call("PATCH", path, R"({"family":[]})", {{"if-match", "\"2\""}}).status, 422);
}

TEST_F(EnrolmentRoutes, RegisterAndReadCovers) {
  const std::string path = "/v1/members/" + text(body_of(enrol(person())), "id");
  const std::string policy =
      R"({"scheme":"oci","channel":"agency","starts":"2024-03-01","ends":"2026-02-28"})";
  const auto made = call("POST", path + "/registrations", policy);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.headers.at("ETag"), "\"2\"");
  EXPECT_EQ(call("POST", path + "/registrations", policy).status, 409);
  EXPECT_EQ(
      call("POST", path + "/registrations",
           R"({"scheme":"owwa","channel":"agency","starts":"2024-03-01","ends":"2026-02-28"})")
          .status,
      422);
  const json::array covers = body_of(call("GET", path + "/covers")).at("items").as_array();
  ASSERT_EQ(covers.size(), 1U);
  EXPECT_EQ(covers[0].at("ends").as_string(), "2026-02-28");
  EXPECT_EQ(covers[0].at("state").as_string(), "standing");
}

TEST_F(EnrolmentRoutes, WhatOnlySomeSchemesAskForIsKept) {
  json::object who = person();
  who["contract"].as_object()["employer_paid_migration"] = true;
  who["contract"].as_object()["sponsor"] = "new";
  who["stay"].as_object()["home_leave"] = {{"from", "2024-05-01"}, {"to", "2024-05-30"}};
  const auto member = body_of(enrol(who));
  EXPECT_EQ(member.at("contract"), who.at("contract"));
  EXPECT_EQ(member.at("stay"), who.at("stay"));

  const std::string path = "/v1/members/" + text(member, "id");
  const json::object policy = json::parse(R"({"scheme":"oci","channel":"agency",
      "starts":"2024-03-01","ends":"2026-02-28","registered":"2024-01-01","paid":"2024-01-02",
      "term_months":24,"plan":"plan_2","sum":{"amount":"10000.00","currency":"USD"},
      "paid_months":["2024-01","2024-03"],"last_paid":"2024-03-04"})")
                                  .as_object();
  const auto made = call("POST", path + "/registrations", json::serialize(policy));
  ASSERT_EQ(made.status, 201) << made.body;
  const json::object covers = body_of(call("GET", path + "/covers"));
  for (const auto& [name, value] : policy) {
    EXPECT_EQ(covers.at("items").at(0).at(name), value) << name;
  }
}

TEST_F(EnrolmentRoutes, ARegistrationIsRefusedByField) {
  const std::string path = "/v1/members/" + text(body_of(enrol(person())), "id");
  const auto wrong = [&](const std::string& more) {
    return pointers(call("POST", path + "/registrations",
                         R"({"scheme":"oci","channel":"agency")" + more + "}"));
  };
  using Pointers = std::vector<std::string>;
  EXPECT_EQ(wrong(""), Pointers{"/starts"});
  EXPECT_EQ(wrong(R"(,"term_months":0)"), Pointers{"/term_months"});
  EXPECT_EQ(wrong(R"(,"paid_months":["2024-13"])"), Pointers{"/paid_months"});
  EXPECT_EQ(wrong(R"(,"sum":{"amount":"1.00","currency":"XYZ"})"), Pointers{"/sum/currency"});
  EXPECT_EQ(wrong(R"(,"last_paid":"2999-01-01")"), Pointers{"/last_paid"});
}

TEST_F(EnrolmentRoutes, ReviewAndMerge) {
  const auto first = body_of(enrol(person("P0000001")));
  const auto second = body_of(enrol(person("P0000002")));
  const json::array open =
      body_of(call("GET", "/v1/identity-reviews?state=open")).at("items").as_array();
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(second.at("open_identity_reviews").at(0), open[0].at("id"));
  const std::string path =
      "/v1/identity-reviews/" + std::string{open[0].at("id").as_string()} + "/decision";
  EXPECT_EQ(call("POST", path, R"({"outcome":"same","reason":"one passport renewed"})").status,
            422);
  EXPECT_EQ(call("POST", path,
                 R"({"outcome":"distinct","keep":")" + text(first, "id") + R"(","reason":"twins"})")
                .status,
            422);
  const std::string ruling =
      R"({"outcome":"same","keep":")" + text(first, "id") + R"(","reason":"one passport renewed"})";
  const auto ruled = call("POST", path, ruling);
  ASSERT_EQ(ruled.status, 200) << ruled.body;
  EXPECT_EQ(text(body_of(ruled), "state"), "merged");
  EXPECT_EQ(call("POST", path, ruling).status, 409);

  const auto pointer = body_of(call("GET", "/v1/members/" + text(second, "id")));
  EXPECT_EQ(text(pointer, "state"), "merged");
  EXPECT_EQ(pointer.at("merged_into").at("number"), first.at("number"));
  EXPECT_EQ(call("PATCH", "/v1/members/" + text(second, "id"), R"({"married":false})",
                 {{"if-match", "\"2\""}})
                .status,
            409);
}

TEST_F(EnrolmentRoutes, NothingOfAnotherFundExists) {
  const std::string path = "/v1/members/" + text(body_of(enrol(person("P0000001"))), "id");
  enrol(person("P0000002"));
  const std::string review = std::string{
      body_of(call("GET", "/v1/identity-reviews")).at("items").at(0).at("id").as_string()};
  fund = "other";
  EXPECT_EQ(call("GET", path).status, 404);
  EXPECT_EQ(call("GET", path + "/covers").status, 404);
  EXPECT_EQ(call("PATCH", path, R"({"married":false})", {{"if-match", "\"1\""}}).status, 404);
  EXPECT_EQ(call("POST", "/v1/identity-reviews/" + review + "/decision",
                 R"({"outcome":"distinct","reason":"x"})")
                .status,
            404);
  EXPECT_EQ(body_of(call("GET", "/v1/members")).at("items").as_array().size(), 0U);
  EXPECT_EQ(enrol(person("P0000001")).status, 201);
}

TEST_F(EnrolmentRoutes, IdsFiltersAndCursorsOfAnotherFormAreRefused) {
  EXPECT_EQ(call("GET", "/v1/members/7").status, 404);
  EXPECT_EQ(call("GET", "/v1/members?name=Maria").status, 400);
  EXPECT_EQ(call("GET", "/v1/members?after=" + http::cursor_of("7")).status, 400);
  EXPECT_EQ(call("GET", "/v1/identity-reviews?state=closed").status, 422);
  EXPECT_EQ(call("POST", "/v1/identity-reviews/7/decision", "{}").status, 404);
}

TEST_F(EnrolmentRoutes, ListsGoOnFromTheirCursor) {
  for (int i = 0; i < 3; ++i) enrol(person("P000000" + std::to_string(i)));
  const json::object first = body_of(call("GET", "/v1/members?limit=1"));
  ASSERT_EQ(first.at("items").as_array().size(), 1U);
  const json::object rest = body_of(call("GET", "/v1/members?after=" + text(first, "next")));
  ASSERT_EQ(rest.at("items").as_array().size(), 2U);
  EXPECT_TRUE(rest.at("next").is_null());
  for (const auto& item : rest.at("items").as_array()) {
    EXPECT_NE(item.at("id"), first.at("items").at(0).at("id"));
  }
}

TEST_F(EnrolmentRoutes, HearsContributionsThroughTheBus) {
  const auto member = body_of(enrol(person()));
  contributions::v1::ContributionReceived received;
  received.set_receipt_id(new_uuid(test::noon()));
  received.set_member_id(text(member, "id"));
  received.set_scheme("owwa");
  received.set_kind("new");
  received.set_channel("agency");
  *received.mutable_amount() = scheme::wire_of(money(2500, "USD"));
  received.set_paid("2024-06-18");
  db::in_transaction(database.pool("haven_contributions"), [&](db::Transaction& tx) {
    messaging::append(tx, {"contributions", "owwa", "test"}, received.member_id(), received,
                      test::noon());
  });
  messaging::Subscriptions subscriptions{"enrolment"};
  add_subscriptions(subscriptions, setting, packs);
  messaging::Consumer consumer{std::move(subscriptions), setting.db, setting.clock};
  EXPECT_GT(consumer.run_until_idle(), 0U);
  const auto covers = body_of(call("GET", "/v1/members/" + text(member, "id") + "/covers"));
  EXPECT_EQ(covers.at("items").at(0).at("ends").as_string(), "2026-06-17");
}

}  // namespace
}  // namespace haven::enrolment
