#include "common/log/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace haven::log {
namespace {

TEST(Log, WritesOneLineThatNoValueCanForge) {
  testing::internal::CaptureStderr();
  info("claim_decided", {{"claim", "a\"b\\c\nd\x1b[31m"}, {"lines", 3}, {"clean", true}});
  const std::string line = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_NE(
      line.find(
          R"("event":"claim_decided","claim":"a\"b\\c\u000ad\u001b[31m","lines":3,"clean":true})"),
      std::string::npos)
      << line;
}

TEST(Log, NeverTellsAnExceptionsMessage) {
  testing::internal::CaptureStderr();
  failure("cannot_run", std::runtime_error{"Maria Santos, passport P1234567"});
  const std::string line = testing::internal::GetCapturedStderr();
  EXPECT_NE(line.find("std::runtime_error"), std::string::npos);
  EXPECT_EQ(line.find("Santos"), std::string::npos);
}

TEST(Log, CarriesTheTraceWhileItLives) {
  testing::internal::CaptureStderr();
  {
    const Trace trace{"4bf92f3577b34da6a3ce929d0e0e4736"};
    info("inside");
  }
  info("outside");
  const std::string lines = testing::internal::GetCapturedStderr();
  const auto inside = lines.find("\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
  EXPECT_NE(inside, std::string::npos);
  EXPECT_EQ(lines.find("\"trace\"", inside + 1), std::string::npos);
}

}  // namespace
}  // namespace haven::log
