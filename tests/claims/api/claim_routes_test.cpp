#include <thread>

#include "tests/claims/api/counter.hpp"

namespace haven::claims::test {
namespace {

using Fields = std::vector<std::string>;

class ClaimRoutes : public Counter {};

TEST_F(ClaimRoutes, AFilingIsAnsweredWithEverythingTheFamilyNeeds) {
  const auto answer = post("/v1/claims", death_body());
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto body = body_of(answer);
  EXPECT_EQ(answer.headers.at("Location"), "/v1/claims/" + text_in(answer, "claim"));
  EXPECT_EQ(answer.headers.at("ETag"), "\"1\"");
  EXPECT_EQ(text_in(answer, "state"), "filed");
  EXPECT_EQ(text_in(answer, "pin").size(), 14U);
  EXPECT_EQ(text_in(answer, "waiting_for"), "family");
  EXPECT_TRUE(body.at("filing_deadline").is_null());
  EXPECT_EQ(body.at("receipt").as_object().at("sha256").as_string(),
            haven::test::value(database, "select sha256 from claims.filing"));
  const auto& checklist = body.at("checklist").as_array();
  ASSERT_EQ(checklist.size(), 11U);
  const auto marriage = std::ranges::find_if(
      checklist, [](const auto& item) { return item.at("document") == "marriage_certificate"; });
  ASSERT_NE(marriage, checklist.end());
  EXPECT_EQ(boost::json::serialize(marriage->at("instead")),
            R"([["no_record_certificate","parish_certificate","two_affidavits"]])");
  EXPECT_EQ(marriage->at("status"), "missing");
}

TEST_F(ClaimRoutes, ARepeatedFilingGetsTheSameAnswerWithTheSamePin) {
  const auto first = post("/v1/claims", death_body(), person("ines", "intake"), "filing-0001");
  const auto again = post("/v1/claims", death_body(), person("ines", "intake"), "filing-0001");
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.at("Idempotency-Replayed"), "true");
  const auto other =
      post("/v1/claims", repatriation_body(), person("ines", "intake"), "filing-0001");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(code_of(other), "idempotency_key_reused");
}

TEST_F(ClaimRoutes, NoTableHoldsAPin) {
  const auto answer = post("/v1/claims", death_body());
  const std::string pin = text_in(answer, "pin");
  EXPECT_EQ(haven::test::value(database,
                               "select count(*) from edge.idempotency_key where "
                               "position('" +
                                   pin + "' in body) > 0"),
            "0");
  EXPECT_EQ(
      haven::test::value(database, "select count(*) from claims.pin where mac = '" + pin + "'"),
      "0");
}

TEST_F(ClaimRoutes, TheKeyIsRequired) {
  Ask request{"POST", "/v1/claims", death_body()};
  request.headers["idempotency-key"] = "";
  EXPECT_EQ(ask(request).status, 428);
}

TEST_F(ClaimRoutes, ASecondClaimForOneIncidentNamesTheFirst) {
  const auto first = post("/v1/claims", death_body());
  const auto second = post("/v1/claims", death_body());
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(code_of(second), "claim_already_open");
  EXPECT_NE(text_in(second, "detail").find(text_in(first, "reference")), std::string::npos);
}

TEST_F(ClaimRoutes, ANoticeIsDraftedResumedAndFiled) {
  const auto notice = post("/v1/claims", R"({"member_number": "OWWA-000000001", "notice": true,
      "incident": {"kind": "death", "date": "2024-05-14"}})");
  ASSERT_EQ(notice.status, 201) << notice.body;
  EXPECT_EQ(text_in(notice, "state"), "notified");
  const std::string path = "/v1/claims/" + text_in(notice, "claim");

  const std::string file = R"({"capacity": "family", "contact": {"name": "Jose", "phone": "+63 1"},
      "incident": {"kind": "death", "cause": "illness", "date": "2024-05-14", "country": "SA"},
      "accounts": [{"party": "husband", "owner_name": "Jose", "bank": "BPIPHMM", "account": "123"}]})";
  EXPECT_EQ(put(path + "/file", file, "").status, 428);
  EXPECT_EQ(put(path + "/file", file, "\"7\"").status, 412);
  const auto draft = put(path + "/file", file, "\"1\"");
  ASSERT_EQ(draft.status, 200) << draft.body;
  EXPECT_EQ(text_in(draft, "state"), "draft");

  const auto resumed = get(path);
  EXPECT_EQ(resumed.headers.at("ETag"), "\"2\"");
  const auto shown = body_of(resumed);
  const auto& kept = shown.at("file").as_object();
  EXPECT_EQ(kept.at("contact").as_object().at("name"), "Jose");
  EXPECT_EQ(kept.at("accounts").as_array().front().as_object().at("account"), "123");
  EXPECT_EQ(kept.at("incident").as_object().at("country"), "SA");

  const auto filed = post(path + "/filing", "");
  ASSERT_EQ(filed.status, 201) << filed.body;
  EXPECT_EQ(text_in(filed, "state"), "filed");
  EXPECT_EQ(body_of(filed).at("checklist").as_array().size(), 11U);
  EXPECT_EQ(post(path + "/filing", "{}").status, 409);
}

TEST_F(ClaimRoutes, TheFileThatIsReadIsTheFileThatIsTaken) {
  const auto draft = post("/v1/claims", R"({"member_number": "OWWA-000000001",
      "capacity": "representative", "authority": {"kind": "court_order", "document": "12/24"},
      "incident": {"kind": "disability", "cause": "accident", "date": "2024-05-14", "country": "SA",
                   "circumstances": ["workplace", "traffic"]},
      "impairments": [{"part": "arm", "side": "left", "at": "elbow", "grade": 7, "percent": "12.5",
                       "months": 3}],
      "assessment": {"class": "partial", "amount": {"amount": "20000.00", "currency": "PHP"},
                     "percent": "33.3333", "by": "doctor"},
      "costs": [{"head": "ticket", "amount": {"amount": "480.00", "currency": "USD"},
                 "incurred": "2024-05-20", "receipt": false, "for": "child_a", "days": 34,
                 "nights": 33, "months": 0,
                 "paid_elsewhere": {"amount": "80.00", "currency": "USD"}},
                {"head": "visa", "receipt": false}],
      "award": {"amount": {"amount": "10.00", "currency": "USD"}, "final": true,
                "ordered": "2024-05-01", "notified": "2024-05-02"},
      "apply": ["education"], "facts": {"hospital_days": "6"},
      "pauses": [{"from": "2024-05-20", "to": "2024-05-20"}]})");
  ASSERT_EQ(draft.status, 201) << draft.body;
  const std::string path = "/v1/claims/" + text_in(draft, "claim");
  const std::string file = boost::json::serialize(body_of(get(path)).at("file"));
  const auto put_back = put(path + "/file", file, "\"1\"");
  ASSERT_EQ(put_back.status, 200) << put_back.body;
  EXPECT_EQ(boost::json::serialize(body_of(get(path)).at("file")), file);
}

TEST_F(ClaimRoutes, ListsAreFilteredByWhatStaffAskFor) {
  const auto waiting = post("/v1/claims", death_body());
  const auto ready = post("/v1/claims", repatriation_body());
  const auto only = [&](const std::map<std::string, std::string>& query) {
    const auto answer = get("/v1/claims", person("ada", "auditor"), query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto body = body_of(answer);
    const auto& items = body.at("items").as_array();
    return items.size() == 1 ? std::string{items.front().at("reference").as_string()} : "";
  };
  EXPECT_EQ(only({{"state", "filed"}}), text_in(waiting, "reference"));
  EXPECT_EQ(only({{"waiting_for", "fund"}}), text_in(ready, "reference"));
  EXPECT_EQ(only({{"owner", "adjudicator"}}), text_in(ready, "reference"));
  EXPECT_EQ(only({{"reference", text_in(ready, "reference")}}), text_in(ready, "reference"));
  EXPECT_EQ(only({{"overdue", "true"}}), "");
  now += std::chrono::days{3};
  EXPECT_EQ(only({{"overdue", "true"}}), text_in(ready, "reference"));
}

TEST_F(ClaimRoutes, WrongParametersAreNamed) {
  for (const auto& [name, value] : std::map<std::string, std::string>{{"state", "lost"},
                                                                      {"waiting_for", "godot"},
                                                                      {"overdue", "maybe"},
                                                                      {"limit", "0"},
                                                                      {"after", "x"},
                                                                      {"colour", "red"}}) {
    const auto answer = get("/v1/claims", person("ines", "intake"), {{name, value}});
    EXPECT_EQ(answer.status, 400) << name;
    EXPECT_EQ(wrong_in(answer), Fields{name});
  }
}

TEST_F(ClaimRoutes, PagesFollowOneAnother) {
  for (int day = 10; day < 15; ++day) {
    ASSERT_EQ(post("/v1/claims", repatriation_body("2024-05-" + std::to_string(day))).status, 201);
  }
  std::set<std::string> seen;
  std::map<std::string, std::string> query = {{"limit", "2"}};
  for (int page = 0; page < 3; ++page) {
    const auto answer = get("/v1/claims", person("ines", "intake"), query);
    const auto body = body_of(answer);
    for (const auto& item : body.at("items").as_array()) {
      seen.emplace(item.at("claim").as_string());
    }
    if (body.at("next").is_null()) break;
    query["after"] = std::string{body.at("next").as_string()};
  }
  EXPECT_EQ(seen.size(), 5U);
}

TEST_F(ClaimRoutes, HistorySaysWhoDidWhatAndForWhomItWaited) {
  const auto filed = post("/v1/claims", repatriation_body());
  const std::string id = text_in(filed, "claim");
  now += std::chrono::hours{2};
  ASSERT_EQ(post("/v1/claims/" + id + "/withdrawal", R"({"reason": "found money"})").status, 201);
  now += std::chrono::hours{5};
  const auto body = body_of(get("/v1/claims/" + id + "/history"));
  const auto& items = body.at("items").as_array();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[2].at("move"), "claim_withdrawn");
  EXPECT_EQ(items[2].at("by"), "ines");
  EXPECT_EQ(items[2].at("note"), "found money");
  EXPECT_TRUE(items[2].at("waiting_for").is_null());
  EXPECT_EQ(boost::json::serialize(body.at("waited_seconds")), R"({"family":0,"fund":7200})");
}

TEST_F(ClaimRoutes, EndingsTakeAReasonAndTheRightState) {
  const auto filed = post("/v1/claims", repatriation_body());
  const std::string path = "/v1/claims/" + text_in(filed, "claim");
  EXPECT_EQ(wrong_in(post(path + "/withdrawal", "{}")), Fields{"/reason"});
  EXPECT_EQ(post(path + "/reopening", R"({"reason": "x"})").status, 409);
  EXPECT_EQ(post(path + "/appeals", R"({"grounds": "x"})").status, 409);
  pay_out(ClaimId{text_in(filed, "claim")}, decision_1);
  EXPECT_EQ(wrong_in(post(path + "/appeals", R"({"reason": "x"})")),
            (Fields{"/grounds", "/reason"}));
  const auto appealed = post(path + "/appeals", R"({"grounds": "the ticket cost more"})");
  EXPECT_EQ(appealed.status, 201);
  EXPECT_EQ(text_in(appealed, "state"), "appealed");
}

TEST_F(ClaimRoutes, AnAccountIsPutByParty) {
  const auto filed = post("/v1/claims", repatriation_body());
  const std::string path = "/v1/claims/" + text_in(filed, "claim") + "/accounts/";
  const std::string account = R"({"owner_name": "Ana", "bank": "BPIPHMM", "account": "9"})";
  const auto changed = put(path + "claimant", account, "");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(last_said<v1::PayeeAccountChanged>().account().party(), "claimant");
  EXPECT_EQ(put(path + "My%20Son", account, "").status, 422);
  EXPECT_EQ(wrong_in(put(path + "claimant", R"({"owner_name": "Ana", "bank": "B"})", "")),
            Fields{"/account"});
}

TEST_F(ClaimRoutes, AnotherFundsClaimDoesNotExist) {
  const std::string path = "/v1/claims/" + text_in(post("/v1/claims", death_body()), "claim");
  const auto stranger = person("ines", "intake", "other");
  for (const char* what : {"", "/history", "/checklist", "/documents"}) {
    EXPECT_EQ(get(path + what, stranger).status, 404) << what;
  }
  for (const char* what : {"/withdrawal", "/reopening"}) {
    EXPECT_EQ(post(path + what, R"({"reason": "x"})", stranger).status, 404) << what;
  }
  EXPECT_EQ(post(path + "/appeals", R"({"grounds": "x"})", stranger).status, 404);
  EXPECT_EQ(post(path + "/filing", "", stranger).status, 404);
  EXPECT_EQ(post(path + "/pins", "", stranger).status, 404);
  EXPECT_EQ(post(path + "/waivers", R"({"document": "passport", "reason": "x"})", stranger).status,
            404);
  EXPECT_EQ(body_of(get("/v1/claims", stranger)).at("items").as_array().size(), 0U);
}

TEST_F(ClaimRoutes, AnIdOfAnotherFormIsOneThatDoesNotExist) {
  EXPECT_EQ(get("/v1/claims/DTH-24-0000001-3").status, 404);
  EXPECT_EQ(post("/v1/claims/1/withdrawal", R"({"reason": "x"})").status, 404);
}

TEST_F(ClaimRoutes, RolesAreKeptApart) {
  const std::string path = "/v1/claims/" + text_in(post("/v1/claims", death_body()), "claim");
  for (const char* role : {"adjudicator", "approver", "cashier", "auditor"}) {
    EXPECT_EQ(get(path, person("x", role)).status, 200) << role;
    EXPECT_EQ(post("/v1/claims", death_body(), person("x", role)).status, 403) << role;
    EXPECT_EQ(post(path + "/withdrawal", "{}", person("x", role)).status, 403) << role;
  }
  for (const char* role : {"partner", "registrar", "collector", "operator"}) {
    EXPECT_EQ(get(path, person("x", role)).status, 403) << role;
    EXPECT_EQ(post("/v1/claims", death_body(), person("x", role)).status, 403) << role;
  }
}

TEST_F(ClaimRoutes, TwoCorrectionsOfOneVersionAreOneCorrection) {
  const auto draft = post("/v1/claims", R"({"member_number": "OWWA-000000001", "capacity": "family",
      "incident": {"kind": "death", "date": "2024-05-14"}})");
  const std::string path = "/v1/claims/" + text_in(draft, "claim") + "/file";
  const std::string file = R"({"incident": {"kind": "death", "date": "2024-05-14"}})";
  std::atomic<int> written = 0, refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back([&, i] {
      Ask request{"PUT", path, file};
      request.headers = {{"if-match", "\"1\""},
                         {"idempotency-key", "put-file-" + std::to_string(i)}};
      const int status = ask(request).status;
      ++(status == 200 ? written : refused);
      EXPECT_TRUE(status == 200 || status == 412) << status;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(written, 1);
  EXPECT_EQ(refused, 4);
}

}  // namespace
}  // namespace haven::claims::test
