#include <thread>

#include "tests/claims/api/counter.hpp"

namespace haven::claims::test {
namespace {

class FamilyRoutes : public Counter {
 protected:
  FamilyRoutes() {
    const auto filed = post("/v1/claims", death_body());
    claim = text_in(filed, "claim");
    reference = text_in(filed, "reference");
    pin = text_in(filed, "pin");
  }
  http::Response show(const std::string& shown_reference, const std::string& shown_pin,
                      const std::string& key = "") {
    return post("/v1/family-sessions",
                R"({"reference": ")" + shown_reference + R"(", "pin": ")" + shown_pin + R"("})", {},
                key);
  }
  std::string claim, reference, pin;
};

TEST_F(FamilyRoutes, ReferenceAndPinGiveATokenForThatClaim) {
  const auto session = show(reference, pin);
  ASSERT_EQ(session.status, 201) << session.body;
  const auto principal = verifier.verify(text_in(session, "token"), now);
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal->claim, claim);
  EXPECT_EQ(principal->fund, "owwa");
  EXPECT_EQ(principal->roles, std::set<std::string>{"family"});
  EXPECT_FALSE(verifier.verify(text_in(session, "token"), now + std::chrono::minutes{32}));
  EXPECT_EQ(text_in(session, "expires_at"), "2024-06-20T02:30:00.000000Z");
}

TEST_F(FamilyRoutes, APinWorksOnceAndGivesTheNext) {
  const auto first = show(reference, pin);
  const std::string next = text_in(first, "pin");
  EXPECT_NE(next, pin);
  EXPECT_EQ(show(reference, pin).status, 401);
  EXPECT_EQ(show(reference, next).status, 201);
}

TEST_F(FamilyRoutes, ARepeatedRequestGetsTheSameSession) {
  const auto first = show(reference, pin, "session-0001");
  now += std::chrono::minutes{5};
  const auto again = show(reference, pin, "session-0001");
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(show(reference, text_in(again, "pin")).status, 201);
}

TEST_F(FamilyRoutes, NoTableHoldsTheTokenOrTheNextPin) {
  const auto session = show(reference, pin);
  for (const char* secret : {"token", "pin"}) {
    EXPECT_EQ(haven::test::value(database,
                                 "select count(*) from edge.idempotency_key where "
                                 "position('" +
                                     text_in(session, secret) + "' in body || headers) > 0"),
              "0");
  }
}

TEST_F(FamilyRoutes, PinAndReferenceAreReadAsPeopleTypeThem) {
  std::string typed;
  for (const char c : pin) {
    if (c != '-') typed += static_cast<char>(std::tolower(c));
  }
  std::string low = reference;
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  EXPECT_EQ(show(low, typed).status, 201);
}

TEST_F(FamilyRoutes, NothingTellsAnUnknownReferenceFromAWrongPinOrALockedOne) {
  const auto wrong = show(reference, "0000-0000-0000");
  const auto unknown = show("DTH-24-9999999-1", pin);
  const auto no_reference = show("hello", pin);
  for (int i = 0; i < 5; ++i) show(reference, "0000-0000-0000");
  const auto locked = show(reference, pin);
  for (const auto* answer : {&wrong, &unknown, &no_reference, &locked}) {
    EXPECT_EQ(answer->status, 401);
    EXPECT_EQ(answer->body, wrong.body);
    EXPECT_EQ(answer->headers, wrong.headers);
  }
}

TEST_F(FamilyRoutes, FourWrongTriesLeaveThePinGoodFiveLockIt) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(show(reference, "0000-0000-0000").status, 401);
  const auto good = show(reference, pin);
  ASSERT_EQ(good.status, 201);  // and the count begins anew
  const std::string next = text_in(good, "pin");
  for (int i = 0; i < 5; ++i) show(reference, "0000-0000-0000");
  EXPECT_EQ(show(reference, next).status, 401);

  const auto issued = post("/v1/claims/" + claim + "/pins", "");
  ASSERT_EQ(issued.status, 201) << issued.body;
  EXPECT_EQ(text_in(issued, "reference"), reference);
  EXPECT_EQ(show(reference, next).status, 401);
  EXPECT_EQ(show(reference, text_in(issued, "pin")).status, 201);
}

TEST_F(FamilyRoutes, TriesAtTheSameMomentAreAllCounted) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      EXPECT_EQ(show(reference, "0000-0000-0000", "try-000" + std::to_string(i)).status, 401);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(haven::test::value(database, "select wrong_tries from claims.pin"), "5");
  EXPECT_EQ(show(reference, pin).status, 401);
}

TEST_F(FamilyRoutes, OnePinShownManyTimesAtOnceOpensOneSession) {
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      if (show(reference, pin, "show-000" + std::to_string(i)).status == 201) ++opened;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opened, 1);
}

TEST_F(FamilyRoutes, OnlyIntakeGivesOutPins) {
  for (const char* role : {"adjudicator", "approver", "cashier", "auditor"}) {
    EXPECT_EQ(post("/v1/claims/" + claim + "/pins", "", person("x", role)).status, 403);
  }
  EXPECT_EQ(post("/v1/claims/" + claim + "/pins", "", family_of(claim)).status, 403);
}

TEST_F(FamilyRoutes, TheFamilyReadsWhereItsClaimStandsAndWhatIsMissing) {
  const auto answer = get("/v1/family/claim", family_of(claim));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto body = body_of(answer);
  EXPECT_EQ(body.at("reference").as_string(), reference);
  EXPECT_EQ(body.at("words"), "The claim is handed in. Papers are still missing.");
  EXPECT_EQ(body.at("turn").at("waiting_for"), "family");
  EXPECT_EQ(body.at("turn").at("words"), "Now it is for you to send the papers that are missing.");
  EXPECT_EQ(body.at("missing").as_array().size(), 11U);
  EXPECT_TRUE(body.at("decision").is_null());
  EXPECT_EQ(answer.body.find("ines"), std::string::npos);  // no staff names
}

TEST_F(FamilyRoutes, TheFamilyReadsTheDecisionOnceItIsApproved) {
  hold_papers_of_death(ClaimId{claim});
  const auto decision = [&] {
    return body_of(get("/v1/family/claim", family_of(claim))).at("decision");
  };
  hear(decided(ClaimId{claim}, 1, decision_1));
  EXPECT_TRUE(decision().is_null());
  hear(approved(ClaimId{claim}, decision_1, 1));
  const auto shown = decision();
  const auto& lines = shown.at("lines").as_array();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(boost::json::serialize(lines[0].at("amount")),
            R"({"amount":"100000.00","currency":"PHP"})");
  EXPECT_TRUE(lines[0].at("words").is_null());
  EXPECT_EQ(lines[1].at("reason"), "cover_ended");
  EXPECT_EQ(lines[1].at("words").as_string(), scheme::reason_text(*rules.pack, "cover_ended"));

  hear(about<disbursement::v1::PaymentReleased>(payment(ClaimId{claim}, payment_1)),
       "disbursement");
  const auto body = body_of(get("/v1/family/claim", family_of(claim)));
  EXPECT_EQ(body.at("payments").as_array().front().at("state"), "released");
  EXPECT_EQ(body.at("state"), "paying");
}

TEST_F(FamilyRoutes, AFamilyHasNoWayToStaffRoutes) {
  const auto family = family_of(claim);
  const std::string path = "/v1/claims/" + claim;
  for (const std::string& staff :
       {std::string{"/v1/claims"}, path, path + "/history", path + "/checklist"}) {
    EXPECT_EQ(get(staff, family).status, 403) << staff;
  }
  EXPECT_EQ(post("/v1/claims", death_body(), family).status, 403);
  EXPECT_EQ(post(path + "/withdrawal", R"({"reason": "x"})", family).status, 403);
  EXPECT_EQ(get("/v1/family/claim", person("ines", "intake")).status, 403);
}

TEST_F(FamilyRoutes, ATokenOfAClaimThatIsNoneSeesNothing) {
  EXPECT_EQ(get("/v1/family/claim", family_of(new_uuid(now))).status, 404);
  http::Principal other_fund = family_of(claim);
  other_fund.fund = "other";
  EXPECT_EQ(get("/v1/family/claim", other_fund).status, 404);
}

TEST_F(FamilyRoutes, WrongBodiesAreNamedAndCountNoTry) {
  EXPECT_EQ(post("/v1/family-sessions", R"({"reference": "x"})", {}).status, 422);
  EXPECT_EQ(post("/v1/family-sessions", "{", {}).status, 400);
  EXPECT_EQ(haven::test::value(database, "select wrong_tries from claims.pin"), "0");
}

}  // namespace
}  // namespace haven::claims::test
