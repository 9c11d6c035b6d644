#include "common/http/message.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "common/http/base64url.hpp"
#include "common/log/log.hpp"

namespace haven::http {
namespace {

Request with_query(std::map<std::string, std::string> query) {
  Request request;
  request.query = std::move(query);
  return request;
}

Request with_if_match(const std::string& tag) {
  Request request;
  if (!tag.empty()) request.headers["if-match"] = tag;
  return request;
}

TEST(Problem, FollowsRfc9457) {
  const Response response =
      problem({ErrorKind::invalid, "invalid_field", "See errors.", {{"/incident/on", "a day"}}});
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.headers.at("Content-Type"), "application/problem+json");
  EXPECT_EQ(boost::json::parse(response.body),
            boost::json::parse(R"({"type": "urn:haven:problem:invalid_field",
                "title": "Invalid field", "status": 422, "detail": "See errors.",
                "code": "invalid_field",
                "errors": [{"pointer": "/incident/on", "detail": "a day"}]})"));
}

TEST(Problem, CarriesTheTraceOfItsThread) {
  const log::Trace trace{"4bf92f3577b34da6a3ce929d0e0e4736"};
  const auto body = boost::json::parse(problem({ErrorKind::not_found, "not_found", "", {}}).body);
  EXPECT_EQ(body.at("trace"), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_FALSE(body.as_object().contains("errors"));
}

TEST(Problem, HasAStatusForEveryKind) {
  const std::map<ErrorKind, int> statuses = {
      {ErrorKind::malformed, 400}, {ErrorKind::unauthenticated, 401},
      {ErrorKind::forbidden, 403}, {ErrorKind::not_found, 404},
      {ErrorKind::conflict, 409},  {ErrorKind::precondition_failed, 412},
      {ErrorKind::too_large, 413}, {ErrorKind::unsupported, 415},
      {ErrorKind::invalid, 422},   {ErrorKind::precondition_required, 428},
      {ErrorKind::too_many, 429},  {ErrorKind::unavailable, 503}};
  for (const auto& [kind, status] : statuses) {
    EXPECT_EQ(status_of(kind), status);
    const Response response = problem({kind, "a_code", "", {}});
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.headers.contains("WWW-Authenticate"), status == 401);
    EXPECT_EQ(response.headers.contains("Retry-After"), status == 429 || status == 503);
  }
}

TEST(Answers, HaveTheirStatusAndHeaders) {
  EXPECT_EQ(ok("{}").status, 200);
  EXPECT_EQ(ok("{}").headers.at("Content-Type"), "application/json");
  EXPECT_EQ(created("/v1/claims/7", "{}").status, 201);
  EXPECT_EQ(created("/v1/claims/7", "{}").headers.at("Location"), "/v1/claims/7");
  EXPECT_EQ(no_content().status, 204);
  EXPECT_TRUE(no_content().body.empty());
}

TEST(IfMatch, IsOneStrongTag) {
  EXPECT_EQ(etag_of(7), "\"7\"");
  EXPECT_EQ(if_match(with_if_match(etag_of(7))), 7);
  EXPECT_EQ(if_match(with_if_match(etag_of(INT64_MAX))), INT64_MAX);
  EXPECT_EQ(if_match(with_if_match("\"0\"")), 0);
  EXPECT_EQ(if_match(with_if_match("")).error().kind, ErrorKind::precondition_required);
  for (const char* tag : {"7", "W/\"7\"", "*", "\"7\", \"8\"", "\"\"", "\"-7\"", "\"+7\"", "\"7 \"",
                          "\"9223372036854775808\"", "\"", "\"x\""}) {
    const auto version = if_match(with_if_match(tag));
    ASSERT_FALSE(version) << tag;
    EXPECT_EQ(version.error().kind, ErrorKind::malformed) << tag;
  }
}

TEST(PageFrom, HasItsDefaultsAndBounds) {
  const auto page = page_from(with_query({}));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->limit, 50);
  EXPECT_EQ(page->after, "");
  EXPECT_EQ(page_from(with_query({{"limit", "1"}}))->limit, 1);
  EXPECT_EQ(page_from(with_query({{"limit", "200"}}))->limit, 200);
  for (const char* limit :
       {"0", "201", "-1", "+5", "5.0", "", "ten", "99999999999999999999", " 5"}) {
    const auto refused = page_from(with_query({{"limit", limit}}));
    ASSERT_FALSE(refused) << limit;
    EXPECT_EQ(refused.error().kind, ErrorKind::malformed);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "limit");
  }
}

TEST(PageFrom, NamesEveryUnknownParameter) {
  EXPECT_TRUE(page_from(with_query({{"state", "ready"}, {"limit", "5"}}), {"state"}));
  EXPECT_TRUE(page_from(with_query({{"state", std::string(200, 'x')}}), {"state"}));
  EXPECT_FALSE(page_from(with_query({{"state", std::string(201, 'x')}}), {"state"}));
  EXPECT_FALSE(page_from(with_query({{"state", ""}}), {"state"}));
  const auto refused = page_from(with_query({{"state", "ready"}, {"Limit", "5"}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "invalid_parameter");
  ASSERT_EQ(refused.error().fields.size(), 2u);
  EXPECT_EQ(refused.error().fields[0].pointer, "Limit");
  EXPECT_EQ(refused.error().fields[1].pointer, "state");
}

TEST(Cursor, BringsItsKeyBack) {
  for (const std::string key : {"a", "2024-05-14T10:00:00.000000Z|018f7a3e", "María"}) {
    EXPECT_EQ(page_from(with_query({{"after", cursor_of(key)}}))->after, key);
  }
}

TEST(Cursor, IsRefusedWhenItIsNotOurs) {
  const std::string cursor = cursor_of("018f7a3e-1111-7abc-8def-0123456789ab");
  std::vector<std::string> wrong = {"",
                                    "x",
                                    "018f7a3e-1111-7abc-8def-0123456789ab",
                                    cursor + "A",
                                    cursor.substr(1),
                                    cursor + "=",
                                    cursor_of("a\nb"),
                                    cursor_of(""),
                                    to_base64url("123456key"),
                                    std::string(2000, 'A')};
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    wrong.push_back(cursor);
    wrong.back()[i] = wrong.back()[i] == 'A' ? 'B' : 'A';
  }
  for (const auto& text : wrong) {
    const auto page = page_from(with_query({{"after", text}}));
    ASSERT_FALSE(page) << text;
    EXPECT_EQ(page.error().fields.at(0).pointer, "after");
  }
}

TEST(Base64Url, MatchesTheExamplesOfRfc4648) {
  const std::map<std::string, std::string> examples = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(to_base64url(bytes), text);
    EXPECT_EQ(from_base64url(text), bytes);
  }
}

TEST(Base64Url, HasOneTextPerValue) {
  for (const char* text :
       {"Zg==", "Zh", "Zm9", "Zm8=", "Z", "Zm9vY", "+_8", "-/8", "Zm 9", "Zm9v\n"}) {
    EXPECT_FALSE(from_base64url(text)) << text;
  }
}

RC_GTEST_PROP(Base64UrlProperty, ReadsBackWhatItWrote, (const std::string& bytes)) {
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

}  // namespace
}  // namespace haven::http
