#include <thread>

#include "tests/common/http/server_fixture.hpp"

namespace haven::test {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

struct ServerLimits : ServerTest {
  ServerLimits() {
    options.header_max = milliseconds{300};
    options.idle_max = milliseconds{300};
    options.request_max = milliseconds{300};
    options.body_rate_grace = milliseconds{200};
    options.header_bytes_max = 500;
  }
};

TEST_F(ServerLimits, CloseAnIdleConnectionWithoutAWord) {
  start();
  RawClient fresh = connect(), used = connect();
  EXPECT_EQ(used.ask(get("/open")).status, 200);
  EXPECT_TRUE(fresh.is_closed_by_server());
  EXPECT_EQ(used.read().status, 0);
}

TEST_F(ServerLimits, EndAHeaderThatDripsWhateverItsRhythm) {
  start();
  RawClient client = connect();
  const auto began = Steady::now();
  client.send("GET /open HTTP/1.1\r\nHost: haven\r\n");
  while (client.is_silent_for(milliseconds{50}) &&
         Steady::now() - began < std::chrono::seconds{3}) {
    client.send("X");
  }
  EXPECT_EQ(client.read().status, 408);
  EXPECT_LT(Steady::now() - began, milliseconds{1500});
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(ServerLimits, EndEmptyLinesThatDrip) {
  start();
  RawClient client = connect();
  const auto began = Steady::now();
  while (client.is_silent_for(milliseconds{50}) &&
         Steady::now() - began < std::chrono::seconds{3}) {
    client.send("\r\n");
  }
  EXPECT_TRUE(client.is_closed_by_server());
  EXPECT_LT(Steady::now() - began, milliseconds{1500});
}

TEST_F(ServerLimits, EndABodyThatDoesNotCome) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client
                .ask("POST /open HTTP/1.1\r\nHost: haven\r\nContent-Type: application/json\r\n"
                     "Content-Length: 20\r\n\r\n{")
                .status,
            408);
  EXPECT_TRUE(client.is_closed_by_server());
  EXPECT_EQ(calls, 0);
}

TEST_F(ServerLimits, EndAnUploadThatIsTooSlowButNotALongOne) {
  options.body_rate_floor = 2000;
  start();
  RawClient steady = connect(), slow = connect();
  steady.send("POST /files HTTP/1.1\r\nHost: haven\r\nContent-Length: 10000\r\n\r\n");
  slow.send("POST /files HTTP/1.1\r\nHost: haven\r\nContent-Length: 10000\r\n\r\n");
  for (int i = 0; i < 10; ++i) {
    steady.send(std::string(1000, 'x'));
    if (i < 9) slow.send(std::string(20, 'x'));
    std::this_thread::sleep_for(milliseconds{60});
  }
  EXPECT_EQ(steady.read().status, 204);
  EXPECT_EQ(slow.read().status, 408);
}

TEST_F(ServerLimits, RefuseAHeaderBeyondItsLimit) {
  start();
  const std::string least = get("/open", "X-Pad: \r\n");
  RawClient client = connect();
  EXPECT_EQ(
      client.ask(get("/open", "X-Pad: " + std::string(500 - least.size(), 'x') + "\r\n")).status,
      200);
  EXPECT_EQ(
      client.ask(get("/open", "X-Pad: " + std::string(501 - least.size(), 'x') + "\r\n")).status,
      431);
  EXPECT_TRUE(client.is_closed_by_server());
  RawClient endless = connect();
  EXPECT_EQ(endless.ask("GET /" + std::string(10000, 'x')).status, 431);
}

TEST_F(ServerLimits, GiveTheHandlerOfAFileItsOwnTime) {
  start();
  RawClient waiting = connect();
  waiting.send("POST /lists HTTP/1.1\r\nHost: haven\r\nContent-Length: 4\r\n\r\nwait");
  RawClient other = connect();
  EXPECT_EQ(other.ask(get("/wait")).status, 503);  // it took longer than an ordinary request may
  release.set_value();
  EXPECT_EQ(waiting.read().status, 204);
}

TEST_F(ServerLimits, AnswerForAHandlerThatTakesTooLong) {
  start();
  RawClient client = connect();
  const Answer answer = client.ask(get("/wait"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_NE(answer.body.find("still_running"), std::string::npos);
  EXPECT_TRUE(client.is_closed_by_server());
  release.set_value();
  RawClient other = connect();
  EXPECT_EQ(other.ask(get("/open")).status, 200);
}

TEST_F(ServerLimits, RefuseWhatTheQueueCannotHold) {
  options.workers = 1;
  options.queue_max = 1;
  options.request_max = milliseconds{10000};
  start();
  RawClient running = connect(), waiting = connect(), third = connect();
  running.send(get("/wait"));
  while (calls == 0) std::this_thread::yield();
  waiting.send(get("/wait"));
  while (server->counters().in_flight < 2) std::this_thread::yield();
  const Answer busy = third.ask(get("/open"));
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.headers.at("Retry-After"), "1");
  EXPECT_EQ(server->counters().busy_503, 1u);
  release.set_value();
  EXPECT_EQ(running.read().status, 200);
  EXPECT_EQ(waiting.read().status, 200);
  EXPECT_EQ(third.ask(get("/open")).status, 200);
}

TEST_F(ServerLimits, CapConnectionsInAllAndPerAddress) {
  options.idle_max = milliseconds{10000};
  options.connections_max = 2;
  start();
  RawClient first = connect(), second = connect();
  EXPECT_EQ(first.ask(get("/open")).status, 200);
  EXPECT_EQ(second.ask(get("/open")).status, 200);
  RawClient third = connect();
  EXPECT_EQ(third.read().status, 503);
  EXPECT_TRUE(third.is_closed_by_server());
  EXPECT_EQ(first.ask(get("/open")).status, 200);
  server->stop();
  options.connections_max = 10;
  options.connections_per_address_max = 1;
  start();
  {
    RawClient only = connect();
    EXPECT_EQ(only.ask(get("/open")).status, 200);
    RawClient other = connect();
    EXPECT_EQ(other.read().status, 503);
  }
  // Room comes back when the first has gone; the server needs a moment to notice.
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) {
    RawClient again = connect();
    again.send(get("/open"));
    status = again.read().status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(ServerLimits, EndAConnectionAfterItsShareOfRequests) {
  options.requests_per_connection_max = 3;
  start();
  RawClient client = connect();
  EXPECT_FALSE(client.ask(get("/open")).headers.contains("Connection"));
  EXPECT_FALSE(client.ask(get("/open")).headers.contains("Connection"));
  EXPECT_EQ(client.ask(get("/open")).headers.at("Connection"), "close");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(ServerLimits, LeaveOthersAloneWhileManyAreSlow) {
  options.header_max = milliseconds{2000};
  start();
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<RawClient>(server->port()));
    slow.back()->send("GET /open HTTP/1.1\r\nX-A: ");
  }
  RawClient client = connect();
  const auto began = Steady::now();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.ask(get("/open")).status, 200);
  EXPECT_LT(Steady::now() - began, milliseconds{1000});
}

}  // namespace
}  // namespace haven::test
