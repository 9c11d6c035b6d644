#include "services/contributions/api/routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "common/core/hash.hpp"
#include "common/messaging/consumer.hpp"
#include "common/messaging/log.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/contributions/api/events.hpp"
#include "services/contributions/domain/payment_file.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

namespace json = boost::json;

Packs packs_once() {
  static const Packs packs = *scheme::load_packs("ops/schemes");
  return packs;
}

struct ContributionRoutes : CollectorsDesk {
  service::Setting setting{
      pool,
      [] { return test::noon(); },
      {{"owwa", "ph", std::chrono::hours{8}}, {"other", "ph", std::chrono::hours{8}}},
      {}};
  Packs packs = packs_once();
  http::Router router;
  http::Principal who{"carla", "owwa", {"collector"}, ""};
  std::filesystem::path upload_path = std::filesystem::temp_directory_path() /
                                      ("haven_upload_" + new_uuid(system_clock()()) + ".csv");
  void SetUp() override { add_routes(router, setting, packs); }
  ~ContributionRoutes() override { std::filesystem::remove(upload_path); }

  http::Response send(http::Request request) {
    const auto question = request.path.find('?');
    if (question != std::string::npos) {
      const auto equals = request.path.find('=', question);
      request.query[request.path.substr(question + 1, equals - question - 1)] =
          request.path.substr(equals + 1);
      request.path.resize(question);
    }
    request.headers["idempotency-key"] = new_uuid(test::noon());
    std::string allow;
    const auto* route = router.find(request.method, request.path, request.params, allow);
    if (route == nullptr) return {404, {}, "no route", {}};
    request.principal = who;
    return route->handler(request);
  }
  http::Response call(const std::string& method, const std::string& path, std::string body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body_sha256 = sha256_hex(body);
    request.body = std::move(body);
    return send(std::move(request));
  }
  http::Response upload(const std::string& path, const std::string& lines,
                        const std::string& type = "text/csv") {
    const std::string file = std::string{file_header} + "\n" + lines;
    std::ofstream{upload_path, std::ios::binary} << file;
    http::Request request;
    request.method = "POST";
    request.path = path;
    request.headers["content-type"] = type;
    request.body_file = upload_path;
    request.body_sha256 = sha256_hex(file);
    return send(std::move(request));
  }
  static json::object body_of(const http::Response& response) {
    return json::parse(response.body).as_object();
  }
  static std::string pointer(const http::Response& response) {
    return std::string{body_of(response).at("errors").at(0).at("pointer").as_string()};
  }
  static json::object receipt(const std::string& number, const std::string& reference = "R-1") {
    return {{"partner", "metrobank"},
            {"reference", reference},
            {"member_number", number},
            {"scheme", "owwa"},
            {"kind", "new"},
            {"channel", "agency"},
            {"amount",
             {{"amount", decimal_text(joining_price())},
              {"currency", joining_price().currency().code()}}},
            {"paid", "2024-06-18"}};
  }
  http::Response pay(const json::object& what) {
    return call("POST", "/v1/receipts", json::serialize(what));
  }
};

TEST_F(ContributionRoutes, ReceiveReadAndRepeat) {
  hear_enrolled("M-0001");
  const auto made = pay(receipt("M-0001"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(body_of(made).at("state").as_string(), "matched");
  EXPECT_EQ(call("GET", made.headers.at("Location")).body, made.body);
  const auto again = pay(receipt("M-0001"));
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, made.body);
  auto other = receipt("M-0001");
  other["paid"] = "2024-06-17";
  const auto reused = pay(other);
  EXPECT_EQ(reused.status, 409);
  EXPECT_EQ(body_of(reused).at("code").as_string(), "receipt_reference_reused");
}

TEST_F(ContributionRoutes, WrongReceiptsAreRefusedByField) {
  hear_enrolled("M-0001");
  const auto wrong = [&](const char* field, const json::value& with) {
    auto body = receipt("M-0001");
    body[field] = with;
    const auto refused = pay(body);
    EXPECT_EQ(refused.status, 422) << refused.body;
    return pointer(refused);
  };
  EXPECT_EQ(wrong("amount", {{"amount", "1.00"}, {"currency", "USD"}}), "/amount/amount");
  EXPECT_EQ(wrong("amount", {{"amount", "25.00"}, {"currency", "AED"}}), "/amount/currency");
  EXPECT_EQ(wrong("amount", 25), "/amount");
  EXPECT_EQ(wrong("scheme", "oci"), "/scheme");
  EXPECT_EQ(wrong("kind", "again"), "/kind");
  EXPECT_EQ(wrong("paid", "2024-06-21"), "/paid");
  EXPECT_EQ(wrong("paid", "2024-06-31"), "/paid");
  EXPECT_EQ(wrong("colour", "red"), "/colour");
  EXPECT_EQ(value("select count(*) from contributions.receipt"), "0");
}

TEST_F(ContributionRoutes, UnmatchedThenMatchedThenReversed) {
  hear_enrolled("M-0001");
  const auto made = pay(receipt("M-0100"));
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(body_of(made).at("state").as_string(), "unmatched");
  EXPECT_EQ(body_of(call("GET", "/v1/receipts?state=unmatched")).at("items").as_array().size(), 1U);
  const std::string path = made.headers.at("Location");
  EXPECT_EQ(pointer(call("POST", path + "/match", R"({"member_number":"M-0101"})")),
            "/member_number");
  EXPECT_EQ(call("POST", path + "/match", R"({"member_number":"M-0001"})").status, 200);
  EXPECT_EQ(call("POST", path + "/match", R"({"member_number":"M-0001"})").status, 409);
  EXPECT_EQ(call("POST", path + "/reversal", "{}").status, 422);
  const auto reversed = call("POST", path + "/reversal", R"({"reason":"paid by mistake"})");
  ASSERT_EQ(reversed.status, 201) << reversed.body;
  EXPECT_EQ(body_of(reversed).at("reversal").at("reversed").as_string(), "2024-06-20");
  EXPECT_EQ(call("POST", path + "/reversal", R"({"reason":"again"})").status, 409);
  EXPECT_EQ(call("GET", path).body, reversed.body);
}

TEST_F(ContributionRoutes, AssessAndList) {
  hear_enrolled("M-0001");
  const std::string renewal = R"({"member_number":"M-0001","scheme":"owwa"})";
  const auto made = call("POST", "/v1/assessments", renewal);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(body_of(made).at("kind").as_string(), "renewal");
  EXPECT_EQ(call("POST", "/v1/assessments", renewal).status, 409);
  EXPECT_EQ(call("POST", "/v1/assessments", R"({"member_number":"X","scheme":"owwa"})").status,
            422);
  EXPECT_EQ(
      body_of(call("GET", "/v1/assessments?member_number=M-0001")).at("items").as_array().size(),
      2U);
  EXPECT_EQ(body_of(call("GET", "/v1/assessments?state=settled")).at("items").as_array().size(),
            0U);
  EXPECT_EQ(call("GET", "/v1/assessments?state=paid").status, 422);
}

TEST_F(ContributionRoutes, AFileIsBookedOnceAndTellsWhatItRefused) {
  hear_enrolled("M-0001");
  const std::string lines = "R-1,M-0001,owwa,new,agency," + decimal_text(joining_price()) + "," +
                            joining_price().currency().code() + ",2024-06-18\nnonsense\nmore\n";
  const auto made = upload("/v1/contribution-files?partner=metrobank", lines);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(body_of(made).at("matched").as_int64(), 1);
  EXPECT_EQ(body_of(made).at("refused").as_int64(), 2);
  const std::string path = made.headers.at("Location");
  EXPECT_EQ(call("GET", path).body, made.body);
  const auto again = upload("/v1/contribution-files?partner=metrobank", lines);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, made.body);
  const auto first = body_of(call("GET", path + "/refused-rows?limit=1"));
  EXPECT_EQ(first.at("items").at(0).at("line").as_int64(), 3);
  const auto second = body_of(
      call("GET", path + "/refused-rows?after=" + std::string{first.at("next").as_string()}));
  EXPECT_EQ(second.at("items").at(0).at("line").as_int64(), 4);
}

TEST_F(ContributionRoutes, FilesOfAnotherFormAreRefused) {
  EXPECT_EQ(upload("/v1/contribution-files?partner=metrobank", "", "text/csv").status, 422);
  EXPECT_EQ(upload("/v1/contribution-files?partner=metrobank", "x\n", "application/json").status,
            415);
  EXPECT_EQ(upload("/v1/contribution-files", "x\n").status, 422);
  EXPECT_EQ(upload("/v1/contribution-files?bank=metrobank", "x\n").status, 400);
  EXPECT_EQ(call("GET", "/v1/contribution-files/7").status, 404);
  EXPECT_EQ(call("GET", "/v1/contribution-files/" + named_uuid("x") + "/refused-rows").status, 404);
}

TEST_F(ContributionRoutes, APartnerBooksAndReadsUnderItsOwnNameOnly) {
  hear_enrolled("M-0001");
  who = {"landbank", "owwa", {"partner"}, ""};
  EXPECT_EQ(pay(receipt("M-0001")).status, 403);
  EXPECT_EQ(upload("/v1/contribution-files?partner=metrobank", "x\n").status, 403);
  auto own = receipt("M-0001");
  own["partner"] = "landbank";
  EXPECT_EQ(pay(own).status, 201);
  const auto file = upload("/v1/contribution-files?partner=landbank", "x\n");
  ASSERT_EQ(file.status, 201);
  EXPECT_EQ(call("GET", file.headers.at("Location")).status, 200);
  who.subject = "metrobank";
  EXPECT_EQ(call("GET", file.headers.at("Location")).status, 404);
  EXPECT_EQ(call("GET", file.headers.at("Location") + "/refused-rows").status, 404);
}

TEST_F(ContributionRoutes, NothingOfAnotherFundExists) {
  hear_enrolled("M-0001");
  const auto made = pay(receipt("M-0001"));
  const std::string path = made.headers.at("Location");
  who.fund = "other";
  EXPECT_EQ(call("GET", path).status, 404);
  EXPECT_EQ(call("POST", path + "/reversal", R"({"reason":"x"})").status, 404);
  EXPECT_EQ(call("POST", path + "/match", R"({"member_number":"M-0001"})").status, 404);
  EXPECT_EQ(body_of(call("GET", "/v1/receipts")).at("items").as_array().size(), 0U);
  EXPECT_EQ(body_of(call("GET", "/v1/assessments")).at("items").as_array().size(), 0U);
  EXPECT_EQ(body_of(pay(receipt("M-0001"))).at("state").as_string(), "unmatched");
}

TEST_F(ContributionRoutes, HearsEnrolmentThroughTheBus) {
  enrolment::v1::MemberEnrolled enrolled;
  *enrolled.mutable_member() = record("M-0001");
  enrolment::v1::FamilyChanged merged;
  *merged.mutable_member() = record("M-0001", 2, "M-0002");
  db::in_transaction(database.pool("haven_enrolment"), [&](db::Transaction& tx) {
    const std::string subject = id_of("M-0001").text();
    messaging::append(tx, {"enrolment", "owwa", "test"}, subject, enrolled, test::noon());
    messaging::append(tx, {"enrolment", "owwa", "test"}, subject, merged, test::noon());
  });
  messaging::Subscriptions subscriptions{"contributions"};
  add_subscriptions(subscriptions, setting, packs);
  messaging::Consumer consumer{std::move(subscriptions), setting.db, setting.clock};
  EXPECT_EQ(consumer.run_until_idle(), 2U);
  EXPECT_EQ(value("select member_id from contributions.assessment where state = 'due'"),
            id_of("M-0002").text());
}

TEST_F(ContributionRoutes, ADepositIsAnnouncedReadAndCancelled) {
  const json::object body{{"partner", "metrobank"},
                          {"amount", {{"amount", "25.00"}, {"currency", "USD"}}},
                          {"paid_on", "2024-06-18"}};
  const auto made = call("POST", "/v1/deposits", json::serialize(body));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(body_of(made).at("state").as_string(), "announced");
  EXPECT_EQ(body_of(made).at("against_receipts").at("is").as_string(), "over");
  const std::string path = made.headers.at("Location");
  EXPECT_EQ(body_of(call("GET", "/v1/deposits?state=announced")).at("items").as_array().size(), 1U);
  EXPECT_EQ(pointer(call("GET", "/v1/deposits?state=lost")), "state");
  who = {"landbank", "owwa", {"partner"}, ""};
  EXPECT_EQ(call("GET", path).status, 404) << "another partner's deposit";
  EXPECT_EQ(call("POST", "/v1/deposits", json::serialize(body)).status, 403);
  who = {"metrobank", "owwa", {"partner"}, ""};
  EXPECT_EQ(call("POST", path + "/cancellation", R"({"reason":"never sent"})").status, 200);
  EXPECT_EQ(call("POST", path + "/cancellation", R"({"reason":"never sent"})").status, 409);
}

TEST_F(ContributionRoutes, ARefundShowsNoMoreThanTheEndOfTheAccount) {
  hear_enrolled("M-0001");
  const auto made = pay(receipt("M-0001"));
  const auto asked = call("POST", made.headers.at("Location") + "/refund",
                          R"({"reason":"left","payer_name":"Maria","account":)"
                          R"({"owner_name":"Maria","bank":"BPIPHMM","account":"0123456789"}})");
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(body_of(asked).at("account").at("account").as_string(), "****6789");
  const std::string path = asked.headers.at("Location");
  EXPECT_EQ(call("POST", path + "/approval", "{}").status, 403) << "whoever asked";
  who.subject = "paul";
  EXPECT_EQ(call("POST", path + "/approval", "{}").status, 200);
  EXPECT_EQ(body_of(call("GET", path)).at("state").as_string(), "approved");
  const auto account = call("GET", "/v1/members/M-0001/contribution-statement");
  EXPECT_EQ(body_of(account).at("entries").as_array().size(), 3U);
  EXPECT_EQ(call("GET", "/v1/members/M-0009/contribution-statement").status, 404);
}

TEST_F(ContributionRoutes, AnAgencysRosterIsItsOwn) {
  const std::string lines = "member_number,scheme,amount,currency\nM-1,owwa,25.00,USD\n";
  http::Request request;
  request.method = "POST";
  request.path = "/v1/rosters";
  request.query = {{"agency", "gulf"}, {"from", "2024-06-01"}, {"to", "2024-06-30"}};
  request.headers["content-type"] = "text/csv";
  request.body_file = upload_path;
  request.body_sha256 = sha256_hex(lines);
  std::ofstream{upload_path, std::ios::binary} << lines;
  const auto made = send(request);
  ASSERT_EQ(made.status, 201) << made.body;
  const auto compared = call("GET", made.headers.at("Location"));
  EXPECT_EQ(body_of(compared).at("totals").at(0).at("workers").at("not_paid").as_int64(), 1);
  who = {"desert", "owwa", {"partner"}, ""};
  EXPECT_EQ(send(request).status, 403);
  EXPECT_EQ(call("GET", made.headers.at("Location")).status, 404);
}

}  // namespace
}  // namespace haven::contributions
