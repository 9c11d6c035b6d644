// The parts of the edge that need no socket. What a whole request gets is in
// server_framing_test.cpp.

#include "common/http/framing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/http/answer.hpp"
#include "common/http/connection_count.hpp"
#include "common/http/pace.hpp"
#include "common/http/plain_text.hpp"
#include "common/http/target.hpp"
#include "common/http/workers.hpp"

namespace haven::http {
namespace {

using Found = HeadScan::Found;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(HeadScan, FindsTheSameEndHoweverTheBytesArrive) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t step = 1; step <= head.size() + 3; ++step) {
    HeadScan scan{100};
    const std::string bytes = head + "GET";
    Found found = Found::incomplete;
    for (std::size_t end = step; found == Found::incomplete; end += step) {
      found = scan.look(std::string_view{bytes}.substr(0, end));
    }
    EXPECT_EQ(found, Found::complete) << step;
    EXPECT_EQ(scan.size(), head.size()) << step;
  }
}

TEST(HeadScan, HasALimit) {
  const std::string head = "GET / HTTP/1.1\r\n\r\n";
  EXPECT_EQ(HeadScan{head.size()}.look(head), Found::complete);
  EXPECT_EQ(HeadScan{head.size() - 1}.look(head), Found::too_large);
}

RC_GTEST_PROP(HeadScanProperty, DoesNotDependOnHowBytesArrive, ()) {
  const auto bytes = *rc::gen::container<std::string>(
      rc::gen::element('\r', '\n', '\r', '\n', 'a', ' ', '\0', ':'));
  HeadScan whole{64}, dripped{64};
  const Found expected = whole.look(bytes);
  Found found = Found::incomplete;
  for (std::size_t end = 1; end <= bytes.size() && found == Found::incomplete; ++end) {
    found = dripped.look(std::string_view{bytes}.substr(0, end));
  }
  RC_ASSERT(found == expected);
}

TEST(Host, IsANameOrAnAddressWithOrWithoutAPort) {
  for (const char* host : {"haven", "haven.example:8080", "127.0.0.1", "127.0.0.1:1", "[::1]",
                           "[::1]:65535", "a_b-c~d", "haven:"}) {
    EXPECT_TRUE(is_host(host)) << host;
  }
  for (const char* host : {"", ":80", "a b", "a/b", "a@b", "a:b", "a:80:80", "[::1", "[]", "[::1]x",
                           "[g]", "a,b", "a:1234567", "a\tb", "\xc3\xa9"}) {
    EXPECT_FALSE(is_host(host)) << host;
  }
  EXPECT_TRUE(is_host(std::string(255, 'a')));
  EXPECT_FALSE(is_host(std::string(256, 'a')));
}

TEST(Traceparent, IsReadOrNotAtAll) {
  const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736", parent = "00f067aa0ba902b7";
  EXPECT_EQ(trace_from("00-" + trace + "-" + parent + "-01"), trace);
  EXPECT_EQ(trace_from("01-" + trace + "-" + parent + "-01-later"), trace);
  for (const std::string& text :
       {std::string{}, trace, "ff-" + trace + "-" + parent + "-01",
        "00-" + trace + "-" + parent + "-01-x", "00-" + trace + "-" + parent + "-0",
        "00-" + std::string(32, '0') + "-" + parent + "-01",
        "00-" + trace + "-" + std::string(16, '0') + "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + parent + "-01",
        "00_" + trace + "-" + parent + "-01", "00-" + trace.substr(1) + "g-" + parent + "-01",
        "01-" + trace + "-" + parent + "-01x"}) {
    EXPECT_FALSE(trace_from(text)) << text;
  }
}

TEST(Target, IsDecodedOnce) {
  const auto target = target_from("/a%20b/%2541?x=1&y=a%26b&z&w=+");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/%41");
  EXPECT_EQ(target->query,
            (std::map<std::string, std::string>{{"x", "1"}, {"y", "a&b"}, {"z", ""}, {"w", " "}}));
  EXPECT_EQ(target_from("http://haven:80/a?b=c")->path, "/a");
  EXPECT_EQ(target_from("HTTP://haven")->path, "/");
  EXPECT_EQ(target_from("/..a/.b")->path, "/..a/.b");
}

TEST(Target, IsRefusedWhenItCouldMeanTwoThings) {
  for (const char* text :
       {"",       "a",           "*",       "?a=b",       "/%",    "/%4",       "/%4g",
        "/a%2Fb", "/.",          "/..",     "/a/../b",    "/a/.",  "/%2e%2e/a", "/%00",
        "/%0a",   "/%ff",        "/%c2%85", "/a?b=1&b=2", "/a?=1", "/a?b=%0d",  "/a?%62=1&b=2",
        "/a#b",   "http://h?/x", "haven:80"}) {
    EXPECT_FALSE(target_from(text)) << text;
  }
}

RC_GTEST_PROP(TargetProperty, HoldsPlainTextOnly, (const std::string& rest)) {
  const auto target = target_from("/" + rest);
  if (!target) return;
  RC_ASSERT(is_plain(target->path));
  for (const auto& [name, value] : target->query) RC_ASSERT(is_plain(name) && is_plain(value));
}

TEST(PlainText, CountsCharactersAndFindsBrokenBytes) {
  EXPECT_EQ(characters_in(""), 0u);
  EXPECT_EQ(characters_in("aé€\U0001F600"), 4u);
  for (const char* bytes :
       {"\x80", "\xc3", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xff", "\xe2\x82"}) {
    EXPECT_FALSE(characters_in(bytes));
  }
  EXPECT_TRUE(is_plain("\xc2\xa0"));
  EXPECT_FALSE(is_plain("\xc2\x9f"));
  EXPECT_FALSE(is_plain("\x7f"));
  EXPECT_FALSE(is_plain(std::string_view{"a\0b", 3}));
}

TEST(AnswerHead, KeepsValuesOnTheirLine) {
  const Response response{201, {{"Location", "/a\r\nSet-Cookie: x=1"}}, "", {}};
  const std::string text = head_text(response, {"abc", Instant{}, 11, true, 5});
  EXPECT_EQ(text,
            "HTTP/1.1 201 Created\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
            "Location: /aSet-Cookie: x=1\r\nCache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\nX-Request-Id: abc\r\nContent-Length: 5\r\n\r\n");
}

TEST(AnswerHead, SaysHowTheConnectionGoesOn) {
  const auto says = [](int version, bool keep_alive) {
    const std::string text = head_text(no_content(), {"abc", Instant{}, version, keep_alive, 0});
    EXPECT_EQ(text.find("Content-Length"), std::string::npos);
    const auto at = text.find("Connection: ");
    return at == std::string::npos ? "" : text.substr(at + 12, text.find("\r\n", at) - at - 12);
  };
  EXPECT_EQ(says(11, true), "");
  EXPECT_EQ(says(11, false), "close");
  EXPECT_EQ(says(10, true), "keep-alive");
  EXPECT_EQ(says(10, false), "close");
}

TEST(AnswerHead, WritesDatesAsRfc9110Does) {
  EXPECT_EQ(http_date(*instant_from("1994-11-06T08:49:37.9Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(*instant_from("2024-02-29T23:59:59Z")), "Thu, 29 Feb 2024 23:59:59 GMT");
}

TEST(Pace, EndsAPhaseAtItsDeadline) {
  const Pace::Time start{seconds{1000}};
  const ServerOptions options;
  Pace pace;
  EXPECT_FALSE(pace.is_late(start, options));
  pace.enter(Phase::head, seconds{5}, start);
  EXPECT_FALSE(pace.is_late(start + seconds{5}, options));
  EXPECT_TRUE(pace.is_late(start + seconds{5} + milliseconds{1}, options));
  pace.stop_the_clock();
  EXPECT_FALSE(pace.is_late(start + seconds{50}, options));
}

TEST(Pace, WantsAKilobyteASecondAfterFiveSeconds) {
  const Pace::Time start{seconds{1000}};
  const ServerOptions options;
  Pace pace;
  pace.enter_body(start);
  EXPECT_FALSE(pace.is_late(start + milliseconds{4999}, options));
  EXPECT_TRUE(pace.is_late(start + seconds{5}, options));
  pace.received(5 * 1024);
  EXPECT_FALSE(pace.is_late(start + seconds{5}, options));
  EXPECT_TRUE(pace.is_late(start + seconds{5} + milliseconds{1}, options));
  pace.received(1 << 20);
  EXPECT_FALSE(pace.is_late(start + seconds{1000}, options));
}

TEST(ConnectionCount, CapsAllAndEachAddress) {
  ConnectionCount count{3, 2};
  EXPECT_TRUE(count.enter("a"));
  EXPECT_TRUE(count.enter("a"));
  EXPECT_FALSE(count.enter("a"));
  EXPECT_TRUE(count.enter("b"));
  EXPECT_FALSE(count.enter("c"));
  count.leave("a");
  EXPECT_TRUE(count.enter("c"));
  EXPECT_FALSE(count.wait_until_none(milliseconds{1}));
  count.leave("a");
  count.leave("b");
  count.leave("c");
  EXPECT_TRUE(count.wait_until_none(milliseconds{1}));
}

TEST(Workers, RunEveryJobTheyTook) {
  std::atomic<int> done = 0;
  int taken = 0;
  {
    Workers workers{3, 1000};
    for (int i = 0; i < 500; ++i) taken += workers.submit([&] { ++done; });
    while (done < taken) std::this_thread::yield();
  }
  EXPECT_EQ(taken, 500);
  EXPECT_EQ(done, 500);
}

TEST(Workers, TakeNothingAfterTheyStopped) {
  Workers workers{1, 10};
  workers.stop();
  workers.stop();
  EXPECT_FALSE(workers.submit([] { FAIL(); }));
}

}  // namespace
}  // namespace haven::http
