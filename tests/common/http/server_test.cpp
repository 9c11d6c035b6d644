#include <fstream>

#include "common/core/hash.hpp"
#include "tests/common/http/server_fixture.hpp"

namespace haven::test {
namespace {

using std::chrono::milliseconds;

struct ServerAnswers : ServerTest {
  ServerAnswers() {
    options.body_bytes_max = 1000;
    options.upload_bytes_max = 300000;
    options.file_bytes_max = 400000;
    start();
  }
  std::string bearer(const std::string& role) const {
    return "Authorization: Bearer " + token(role) + "\r\n";
  }
};

void expect_problem(const Answer& answer, int status, const std::string& code) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_EQ(answer.headers.at("Content-Type"), "application/problem+json");
  EXPECT_NE(answer.body.find("\"code\":\"" + code + "\""), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("\"trace\":\"" + answer.headers.at("X-Request-Id") + "\""),
            std::string::npos)
      << answer.body;
}

TEST_F(ServerAnswers, GiveTheHandlerEverythingDecoded) {
  RawClient client = connect();
  const Answer answer =
      client.ask(get("/open/Mar%C3%ADa?limit=5&name=a+b%26c", "X-Two: 1\r\nx-two: 2\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(last.method, "GET");
  EXPECT_EQ(last.path, "/open/María");
  EXPECT_EQ(last.param("name"), "María");
  EXPECT_EQ(last.query, (std::map<std::string, std::string>{{"limit", "5"}, {"name", "a b&c"}}));
  EXPECT_EQ(last.header("x-two"), "1, 2");
  EXPECT_EQ(last.body_sha256, sha256_hex(""));
}

TEST_F(ServerAnswers, CarrySafeHeaders) {
  RawClient client = connect();
  const Answer answer = client.ask(get("/open"));
  EXPECT_EQ(answer.headers.at("Cache-Control"), "no-store");
  EXPECT_EQ(answer.headers.at("X-Content-Type-Options"), "nosniff");
  EXPECT_TRUE(answer.headers.at("Date").ends_with(" GMT"));
  EXPECT_FALSE(answer.headers.contains("Server"));
}

TEST_F(ServerAnswers, CarryTheTraceOfTheCallerOrANewOne) {
  RawClient client = connect();
  const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const Answer known =
      client.ask(get("/open", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n"));
  EXPECT_EQ(known.headers.at("X-Request-Id"), trace);
  EXPECT_EQ(last.trace, trace);
  const Answer fresh = client.ask(get("/open", "traceparent: 00-" + trace + "-0-01\r\n"));
  EXPECT_EQ(fresh.headers.at("X-Request-Id").size(), 32u);
  EXPECT_NE(fresh.headers.at("X-Request-Id"), trace);
}

TEST_F(ServerAnswers, AreProblemsForUnknownPathsAndMethods) {
  RawClient client = connect();
  expect_problem(client.ask(get("/nothing")), 404, "not_found");
  expect_problem(client.ask(get("/open/")), 404, "not_found");
  const Answer answer = client.ask("DELETE /open HTTP/1.1\r\nHost: haven\r\n\r\n");
  expect_problem(answer, 405, "method_not_allowed");
  EXPECT_EQ(answer.headers.at("Allow"), "GET, HEAD, POST");
  expect_problem(client.ask("TRACE /open HTTP/1.1\r\nHost: haven\r\n\r\n"), 405,
                 "method_not_allowed");
  expect_problem(client.ask("BREW /open HTTP/1.1\r\nHost: haven\r\n\r\n"), 405,
                 "method_not_allowed");
}

TEST_F(ServerAnswers, NameTheQueryParametersThatARouteDoesNotTake) {
  RawClient client = connect();
  const Answer answer = client.ask(get("/open?limit=5&x=1"));
  expect_problem(answer, 400, "invalid_parameter");
  EXPECT_NE(answer.body.find(R"("pointer":"limit")"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("pointer":"x")"), std::string::npos) << answer.body;
  EXPECT_EQ(calls, 0);
}

TEST_F(ServerAnswers, AskForAToken) {
  RawClient client = connect();
  const Answer none = client.ask(get("/claims/7"));
  expect_problem(none, 401, "token_required");
  EXPECT_EQ(none.headers.at("WWW-Authenticate"), "Bearer realm=\"haven\"");
  expect_problem(client.ask(get("/claims/7", "Authorization: Basic bWFyaWE6eA==\r\n")), 401,
                 "token_required");
  expect_problem(client.ask(get("/claims/7", "Authorization: Bearer \r\n")), 401, "token_required");
  const Answer bad = client.ask(get("/claims/7", "Authorization: Bearer a.b.c\r\n"));
  expect_problem(bad, 401, "token_not_accepted");
  EXPECT_EQ(bad.headers.at("WWW-Authenticate"), "Bearer realm=\"haven\", error=\"invalid_token\"");
  EXPECT_EQ(calls, 0);
}

TEST_F(ServerAnswers, NameTheRolesThatMay) {
  RawClient client = connect();
  const Answer answer = client.ask(get("/claims/7", bearer("cashier")));
  expect_problem(answer, 403, "role_required");
  EXPECT_NE(answer.body.find("adjudicator, approver"), std::string::npos);
  EXPECT_EQ(client.ask(get("/claims/7", bearer("approver"))).status, 200);
  EXPECT_EQ(last.principal.subject, "maria");
  EXPECT_EQ(last.principal.fund, "owwa");
  EXPECT_TRUE(last.principal.has("approver"));
  EXPECT_EQ(last.param("claim"), "7");
}

TEST_F(ServerAnswers, RefuseATokenAtALaterTime) {
  RawClient client = connect();
  const auto issued = system_clock()() - std::chrono::hours{2};
  const std::string old =
      signer->issue({"maria", "owwa", {"approver"}, ""}, issued, std::chrono::hours{1});
  expect_problem(client.ask(get("/claims/7", "Authorization: Bearer " + old + "\r\n")), 401,
                 "token_not_accepted");
}

TEST_F(ServerAnswers, DecideAboutTheCallerBeforeTheBody) {
  RawClient client = connect();
  expect_problem(client.ask(post("/claims", "no json")), 401, "token_required");
  expect_problem(client.ask(post("/claims", "no json", bearer("approver"))), 403, "role_required");
  EXPECT_EQ(client.ask(post("/claims", "{}", bearer("intake"))).status, 200);
}

TEST_F(ServerAnswers, TakeOnlyJsonWhereJsonBelongs) {
  RawClient client = connect();
  const auto with_type = [](const std::string& type) {
    return "POST /open HTTP/1.1\r\nHost: haven\r\n" + type + "Content-Length: 2\r\n\r\n{}";
  };
  for (const char* type :
       {"", "Content-Type: text/plain\r\n", "Content-Type: application/jsonx\r\n",
        "Content-Type: \r\n", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"}) {
    EXPECT_EQ(client.ask(with_type(type)).status, 415) << type;
  }
  EXPECT_EQ(calls, 0);
  for (const char* type : {"Content-Type: application/json\r\n",
                           "Content-Type: Application/JSON ; charset=utf-8\r\n"}) {
    EXPECT_EQ(client.ask(with_type(type)).status, 200) << type;
  }
}

TEST_F(ServerAnswers, RefuseABodyBeyondItsLimit) {
  const std::string at_limit = "\"" + std::string(998, 'x') + "\"";
  RawClient client = connect();
  EXPECT_EQ(client.ask(post("/open", at_limit)).status, 200);
  EXPECT_EQ(last.body, at_limit);
  EXPECT_EQ(last.body_sha256, sha256_hex(at_limit));
  expect_problem(client.ask(post("/open", at_limit + " ")), 413, "body_too_large");
  EXPECT_EQ(client.ask(get("/open")).status, 200) << "a short body was read past";
  RawClient chunks = connect();
  expect_problem(
      chunks.ask("POST /open HTTP/1.1\r\nHost: haven\r\nContent-Type: application/json\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                 at_limit + " \r\n0\r\n\r\n"),
      413, "body_too_large");
  EXPECT_TRUE(chunks.is_closed_by_server());
}

TEST_F(ServerAnswers, ReachAClientThatIsStillSending) {
  RawClient client = connect();
  client.send(
      "POST /open HTTP/1.1\r\nHost: haven\r\nContent-Type: application/json\r\n"
      "Content-Length: 3000000\r\n\r\n");
  client.send(std::string(1000000, ' '));
  expect_problem(client.read(), 413, "body_too_large");
}

TEST_F(ServerAnswers, StreamUploadsToAFileThatGoesAway) {
  std::string content;
  for (int i = 0; i < 200000; ++i) content += static_cast<char>(i * 7 + i / 251);
  RawClient client = connect();
  EXPECT_EQ(client
                .ask("POST /files HTTP/1.1\r\nHost: haven\r\nContent-Type: image/png\r\n"
                     "Content-Length: 200000\r\n\r\n" +
                     content)
                .status,
            204);
  EXPECT_TRUE(upload_was_there);
  EXPECT_EQ(upload_content, content);
  EXPECT_EQ(last.body_sha256, sha256_hex(content));
  EXPECT_TRUE(last.body.empty());
  EXPECT_EQ(client.ask(get("/open")).status, 200);
  EXPECT_FALSE(std::filesystem::exists(last.body_file));
  EXPECT_TRUE(std::filesystem::is_empty(options.upload_folder));
}

TEST_F(ServerAnswers, TakeAPaperAndAFileOfManyLinesEachUpToItsOwnSize) {
  const auto send = [this](const std::string& path, std::size_t size) {
    RawClient client = connect();
    return client.ask("POST " + path + " HTTP/1.1\r\nHost: haven\r\nContent-Length: " +
                      std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
  };
  EXPECT_EQ(send("/files", 300000).status, 204);
  expect_problem(send("/files", 300001), 413, "body_too_large");
  EXPECT_EQ(send("/lists", 400000).status, 204);
  EXPECT_EQ(last.body_sha256, sha256_hex(std::string(400000, 'x')));
  expect_problem(send("/lists", 400001), 413, "body_too_large");
  EXPECT_TRUE(std::filesystem::is_empty(options.upload_folder));
}

TEST_F(ServerAnswers, LeaveAnUploadThatTheHandlerMoved) {
  RawClient client = connect();
  EXPECT_EQ(
      client
          .ask("POST /files?keep=yes HTTP/1.1\r\nHost: haven\r\nTransfer-Encoding: chunked\r\n\r\n"
               "4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n")
          .status,
      204);
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "kept"), 7u);
  EXPECT_EQ(last.body_sha256, sha256_hex("abcdefg"));
}

TEST_F(ServerAnswers, RemoveUploadsThatAreTooLargeOrCutOff) {
  {
    RawClient client = connect();
    EXPECT_EQ(
        client.ask("POST /files HTTP/1.1\r\nHost: haven\r\nContent-Length: 300001\r\n\r\n").status,
        413);
    RawClient chunks = connect();
    EXPECT_EQ(chunks
                  .ask("POST /files HTTP/1.1\r\nHost: haven\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n493e1\r\n" +
                       std::string(300001, 'x') + "\r\n0\r\n\r\n")
                  .status,
              413);
    RawClient cut = connect();
    cut.send("POST /files HTTP/1.1\r\nHost: haven\r\nContent-Length: 300000\r\n\r\nbegin");
  }
  server->stop();
  EXPECT_EQ(calls, 0);
  EXPECT_TRUE(std::filesystem::is_empty(options.upload_folder));
}

TEST_F(ServerAnswers, StreamFiles) {
  const std::string content(150001, 'f');
  std::ofstream{folder.path() / "letter"} << content;
  std::ofstream{folder.path() / "empty"};
  RawClient client = connect();
  EXPECT_EQ(client.ask(get("/file?name=letter")).body, content);
  EXPECT_EQ(client.ask(get("/file?name=empty")).headers.at("Content-Length"), "0");
  client.send("HEAD /file?name=letter HTTP/1.1\r\nHost: haven\r\n\r\n");
  EXPECT_EQ(client.read(true).headers.at("Content-Length"), "150001");
  expect_problem(client.ask(get("/file?name=missing")), 500, "internal_failure");
  EXPECT_EQ(client.ask(get("/open")).status, 200);
}

TEST_F(ServerAnswers, TellNothingOfAnException) {
  testing::internal::CaptureStderr();
  RawClient client = connect();
  const Answer answer = client.ask(post("/throw", "{}"));
  expect_problem(answer, 500, "internal_failure");
  EXPECT_EQ(answer.body.find("Maria"), std::string::npos);
  EXPECT_EQ(client.ask(get("/open")).status, 200);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(log.find("Maria"), std::string::npos) << log;
  EXPECT_NE(log.find("std::runtime_error"), std::string::npos) << log;
  EXPECT_NE(log.find("\"route\":\"/throw\",\"status\":500"), std::string::npos) << log;
  EXPECT_NE(log.find(answer.headers.at("X-Request-Id")), std::string::npos) << log;
  EXPECT_EQ(server->counters().answers_5xx, 1u);
}

TEST(ServerStart, SaysWhichAddressIsTaken) {
  struct Fixture : ServerTest {
    void TestBody() override {}
  } first;
  first.start();
  first.options.port = first.server->port();
  http::Server second{first.router, *first.verifier, system_clock(), first.options};
  try {
    second.start();
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& failure) {
    EXPECT_NE(std::string{failure.what()}.find("127.0.0.1:"), std::string::npos) << failure.what();
  }
}

TEST(ServerStart, RemovesUploadsThatAKilledProcessLeft) {
  struct Fixture : ServerTest {
    void TestBody() override {}
  } fixture;
  const auto& incoming = fixture.options.upload_folder;
  const auto age = [&](const std::string& name, int hours) {
    std::ofstream{incoming / name} << "left";
    std::filesystem::last_write_time(
        incoming / name, std::filesystem::file_time_type::clock::now() - std::chrono::hours{hours});
  };
  age("old.incoming", 25);
  age("fresh.incoming", 23);
  age("other", 25);
  fixture.start();
  EXPECT_FALSE(std::filesystem::exists(incoming / "old.incoming"));
  EXPECT_TRUE(std::filesystem::exists(incoming / "fresh.incoming"));
  EXPECT_TRUE(std::filesystem::exists(incoming / "other"));
}

struct ServerStop : ServerTest {};

TEST_F(ServerStop, LetsARunningRequestFinish) {
  start();
  RawClient client = connect(), idle = connect();
  client.send(get("/wait"));
  while (calls == 0) std::this_thread::yield();
  auto stopped = std::async(std::launch::async, [this] { server->stop(); });
  EXPECT_TRUE(idle.is_closed_by_server());
  EXPECT_THROW(RawClient{server->port()}, std::exception);
  release.set_value();
  const Answer answer = client.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("Connection"), "close");
  stopped.get();
  server->stop();
}

TEST_F(ServerStop, ClosesWhatDoesNotFinishInTime) {
  start();
  RawClient client = connect();
  client.send(get("/wait"));
  while (calls == 0) std::this_thread::yield();
  auto stopped = std::async(std::launch::async, [this] { server->stop(std::chrono::seconds{0}); });
  EXPECT_TRUE(client.is_closed_by_server());
  release.set_value();
  stopped.get();
}

TEST_F(ServerStop, HappensAtDestructionWhileClientsAreConnected) {
  start();
  RawClient idle = connect(), half = connect();
  half.send("GET /op");
  EXPECT_EQ(idle.ask(get("/open")).status, 200);
  server->stop(std::chrono::seconds{0});
  server.reset();
  EXPECT_TRUE(half.is_closed_by_server());
}

}  // namespace
}  // namespace haven::test
