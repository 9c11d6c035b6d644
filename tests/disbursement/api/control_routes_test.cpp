// Signers, interests, holds, checks and stops over HTTP.
#include <gtest/gtest.h>

#include "tests/disbursement/api/counter.hpp"

namespace haven::disbursement {
namespace {

struct ControlRoutes : testing::Test {
  Counter counter;
  Desk& desk = counter.desk;

  http::Response post(const std::string& path, const std::string& body,
                      const std::string& subject = "carl") {
    counter.type = "application/json";
    return counter.call("POST", path, body, subject);
  }
  std::string text(const http::Response& response, const char* field) {
    return std::string{counter.json(response).at(field).as_string()};
  }
  std::size_t count(const std::string& path) {
    return counter.json(counter.call("GET", path)).at("items").as_array().size();
  }
};

TEST_F(ControlRoutes, TakeALargeBatchThroughSixPeople) {
  desk.payable("a", 100'000'001);
  const auto made = post("/v1/payment-batches",
                         R"({"currency":"PHP","declared_count":1,"up_to":1,
                             "declared_total":{"amount":"1000000.01","currency":"PHP"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string batch = made.headers.at("Location");
  const std::pair<const char*, const char*> way[] = {
      {"approval", "ana"}, {"approval", "ben"}, {"authorisation", "cara"}, {"release", "rita"}};
  for (const auto& [step, subject] : way) {
    EXPECT_EQ(counter.json(counter.call("GET", batch)).at("waits_for").at("step").as_string(),
              step);
    ASSERT_EQ(post(batch + "/" + step, "{}", subject).status, 200) << step;
  }
  EXPECT_EQ(counter.code(post(batch + "/release", "{}", "carl")), "nobody_signs_a_batch_twice");
  const auto released = counter.json(post(batch + "/release", "{}", "rolf"));
  EXPECT_EQ(released.at("state").as_string(), "released");
  EXPECT_TRUE(released.at("waits_for").is_null());
  EXPECT_EQ(released.at("signatures").as_array().size(), 6U);
}

TEST_F(ControlRoutes, ACurrencyThatTheFundDoesNotPayIn) {
  const auto refused = post("/v1/payment-batches",
                            R"({"currency":"EUR","declared_count":1,"up_to":1,
                                "declared_total":{"amount":"1.00","currency":"EUR"}})");
  EXPECT_EQ(refused.status, 422);
}

TEST_F(ControlRoutes, TellShowAndEndAnInterest) {
  const std::string member = named_uuid("member of a");
  const std::string told = R"({"subject":"ivy","why":"sister","member_id":")" + member + "\"}";
  const auto made = post("/v1/interests", told, "oli");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string at = made.headers.at("Location");
  EXPECT_EQ(counter.code(post("/v1/interests", told, "oli")), "interest_is_told_once");
  EXPECT_EQ(post("/v1/interests", "{}", "oli").status, 422);
  EXPECT_EQ(count("/v1/interests?member=" + member), 1U);
  EXPECT_EQ(count("/v1/interests?subject=nobody"), 0U);
  EXPECT_EQ(counter.call("GET", "/v1/interests?member=7").status, 422);
  EXPECT_EQ(counter.call("GET", at).status, 200);
  EXPECT_EQ(counter.call("GET", at, "", "oli", "other").status, 404);
  EXPECT_EQ(post(at + "/ending", R"({"reason":"x"})", "ivy").status, 403);
  EXPECT_EQ(post(at + "/ending", R"({"reason":"x"})", "ana").status, 200);
  EXPECT_EQ(count("/v1/interests"), 0U);
}

TEST_F(ControlRoutes, PlaceShowAndLiftAHold) {
  const std::string payment = desk.payable("a", 100).text(), at = "/v1/payments/" + payment;
  EXPECT_EQ(post(at + "/holds", R"({"kind":"account_check","reason":"x"})").status, 422);
  const auto placed = post(at + "/holds", R"({"kind":"minor","reason":"born in 2010"})");
  ASSERT_EQ(placed.status, 201) << placed.body;
  EXPECT_EQ(count("/v1/holds?kind=minor"), 1U);
  EXPECT_EQ(count("/v1/holds?kind=other"), 0U);
  EXPECT_EQ(counter.call("GET", "/v1/holds?kind=lost").status, 422);
  EXPECT_EQ(counter.call("GET", "/v1/holds?payment=7").status, 422);
  const std::string lifting = "/v1/holds/" + text(placed, "hold_id") + "/lifting";
  EXPECT_EQ(post(lifting, R"({"reason":"x"})", "ben").status, 422);
  const std::string body = R"({"reason":"x","ground":"blocked_account"})";
  EXPECT_EQ(counter.code(post(lifting, body, "carl")), "hold_lifted_by_another_person");
  EXPECT_EQ(text(post(lifting, body, "ben"), "ground"), "blocked_account");
  EXPECT_EQ(count("/v1/holds"), 0U);
  EXPECT_EQ(count("/v1/holds?payment=" + payment), 1U);
  EXPECT_EQ(post("/v1/holds/" + named_uuid("none") + "/lifting", R"({"reason":"x"})").status, 404);
}

TEST_F(ControlRoutes, CancelWhatWaitsAndAskForAStopOfWhatHasLeft) {
  const std::string at = "/v1/payments/" + desk.payable("a", 100).text();
  EXPECT_EQ(text(post(at + "/cancellation", R"({"reason":"wait"})"), "state"), "held");
  EXPECT_EQ(post(at + "/stop", R"({"reason":"x"})").status, 409);
  const std::string sent = "/v1/payments/" + desk.payable("b", 50).text();
  desk.send(1, 50);
  const auto stopped = counter.json(post(sent + "/stop", R"({"reason":"the payee died"})"));
  EXPECT_EQ(stopped.at("state").as_string(), "released");
  EXPECT_EQ(stopped.at("stop_asked_by").as_string(), "carl");
  EXPECT_EQ(stopped.at("stop_because").as_string(), "the payee died");
}

TEST_F(ControlRoutes, AskBanksOnlyWhereTheFundDoes) {
  desk.payable("a", 100);
  EXPECT_EQ(count("/v1/account-checks?state=wanted"), 0U);
  counter.policies.at("owwa").account_check = AccountCheckKind::bank;
  const auto wanted = counter.json(counter.call("GET", "/v1/account-checks?state=wanted"));
  ASSERT_EQ(wanted.at("items").as_array().size(), 1U);
  EXPECT_EQ(wanted.at("items").at(0).at("account").as_string(), desk.maria.number);
  EXPECT_EQ(counter.call("GET", "/v1/account-checks?state=done").status, 422);
  const auto said = [&](const std::string& day) {
    return post("/v1/account-confirmations",
                R"({"items":[{"bank":")" + desk.maria.bank + R"(","account":")" +
                    desk.maria.number +
                    R"(","owner_name":"Maria Cruz","status":"open","currency":"PHP",)"
                    R"("confirmed_on":")" +
                    day + "\"}]}");
  };
  EXPECT_EQ(said("2024-06-21").status, 422);
  EXPECT_EQ(counter.json(said("2024-06-20")).at("payments").as_int64(), 1);
  EXPECT_EQ(count("/v1/account-checks"), 0U);
  EXPECT_EQ(post("/v1/account-confirmations", R"({"items":[]})").status, 422);
}

TEST_F(ControlRoutes, TakeASanctionsList) {
  EXPECT_EQ(counter.call("GET", "/v1/sanctions-lists/current").status, 404);
  const std::string lines = "id,name,aliases,country\r\nQ-1,Maria Cruz,,PH\r\n";
  EXPECT_EQ(counter.call("POST", "/v1/sanctions-lists", lines).status, 415);
  counter.type = "text/csv; charset=utf-8";
  const auto taken = counter.call("POST", "/v1/sanctions-lists", lines);
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(counter.json(taken).at("entries").as_int64(), 1);
  const auto broken = counter.call("POST", "/v1/sanctions-lists", lines + "Q-2,\xff\xfe,,PH\n");
  EXPECT_EQ(counter.code(broken), "sanctions_list_unreadable");
  EXPECT_EQ(text(counter.call("GET", "/v1/sanctions-lists/current"), "list_id"),
            text(taken, "list_id"));
  desk.payable("a", 100);
  EXPECT_EQ(count("/v1/holds?kind=sanctions_hit"), 1U);
}

TEST_F(ControlRoutes, ShowEscalateAndClearAHitOfWhatHasLeft) {
  const std::string payment = desk.payable("a", 100).text();
  desk.send(1, 100);
  counter.type = "text/csv";
  const auto taken =
      counter.call("POST", "/v1/sanctions-lists", "id,name,aliases,country\nQ-1,Maria Cruz,,PH\n");
  ASSERT_EQ(taken.status, 201) << taken.body;
  const auto hits = counter.json(counter.call("GET", "/v1/holds?kind=sanctions_hit"));
  ASSERT_EQ(hits.at("items").as_array().size(), 1U);
  const auto hit = hits.at("items").at(0).as_object();
  EXPECT_EQ(hit.at("payment_state").as_string(), "released");
  EXPECT_EQ(hit.at("about").as_string(), "Q-1");
  EXPECT_TRUE(hit.at("escalated_by").is_null());
  const std::string at = "/v1/holds/" + std::string{hit.at("hold_id").as_string()};
  EXPECT_EQ(post(at + "/escalation", "{}").status, 422);
  EXPECT_EQ(post("/v1/holds/7/escalation", R"({"reason":"x"})").status, 404);
  const auto escalated = post(at + "/escalation", R"({"reason":"told the council"})");
  EXPECT_EQ(text(escalated, "escalated_by"), "carl");
  EXPECT_EQ(text(escalated, "escalated_because"), "told the council");
  EXPECT_EQ(counter.code(post(at + "/escalation", R"({"reason":"x"})")), "hit_is_escalated");
  const std::string lifting = at + "/lifting", why = R"({"reason":"born elsewhere"})";
  EXPECT_EQ(counter.code(post(lifting, why, "carl")), "hold_lifted_by_another_person");
  EXPECT_EQ(text(post(lifting, why, "ben"), "payment_state"), "released");
  EXPECT_EQ(count("/v1/holds"), 0U);
  EXPECT_EQ(count("/v1/holds?payment=" + payment), 1U);
}

}  // namespace
}  // namespace haven::disbursement
