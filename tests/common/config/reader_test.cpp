#include "common/config/reader.hpp"

#include <gtest/gtest.h>

namespace haven::config {
namespace {

TEST(ConfigReader, TellsEveryProblemAtOnce) {
  Reader env{{{"HAVEN_PORT", "eighty"}, {"HAVEN_PROT", "80"}, {"HAVEN_FUNDS", "owwa:ph"}}};
  env.number("HAVEN_PORT", 8080, 0, 65535);
  env.funds("HAVEN_FUNDS", "");
  try {
    env.finish();
    FAIL();
  } catch (const BadConfig& bad) {
    const std::string text = bad.what();
    EXPECT_NE(text.find("HAVEN_PORT must be a whole number from 0 to 65535"), std::string::npos);
    EXPECT_NE(text.find("HAVEN_PROT is not a setting"), std::string::npos);
    EXPECT_NE(text.find("HAVEN_FUNDS must list"), std::string::npos);
  }
}

TEST(ConfigReader, HoldsNumbersToTheirRange) {
  for (const auto& [text, good] : std::map<std::string, bool>{{"0", true},
                                                              {"65535", true},
                                                              {"65536", false},
                                                              {"-1", false},
                                                              {"1.5", false},
                                                              {"", false}}) {
    Reader env{{{"HAVEN_PORT", text}}};
    env.number("HAVEN_PORT", 8080, 0, 65535);
    if (good)
      EXPECT_NO_THROW(env.finish()) << text;
    else
      EXPECT_THROW(env.finish(), BadConfig) << text;
  }
}

TEST(ConfigReader, ReadsFundsWithTheirDistanceFromUtc) {
  Reader env{{{"HAVEN_FUNDS", "owwa:ph:+08:00,fewb:np:+05:45,west:ph:-03:30"}}};
  const auto funds = env.funds("HAVEN_FUNDS", "");
  ASSERT_EQ(funds.size(), 3u);
  EXPECT_EQ(funds[0], (Fund{"owwa", "ph", std::chrono::minutes{480}}));
  EXPECT_EQ(funds[1].offset, std::chrono::minutes{345});
  EXPECT_EQ(funds[2].offset, std::chrono::minutes{-210});
  EXPECT_NO_THROW(env.finish());
}

TEST(ConfigReader, NeverShowsASecret) {
  Reader env{{{"HAVEN_DATABASE_CLAIMS", "password=hunter2"}}};
  EXPECT_EQ(env.secret("HAVEN_DATABASE_CLAIMS", ""), "password=hunter2");
  for (const auto& [name, value] : env.finish()) EXPECT_EQ(value, "(secret)") << name;
}

TEST(ConfigReader, LeavesTestSettingsAlone) {
  Reader env{{{"HAVEN_TEST_CLUSTER", "x"}}};
  EXPECT_NO_THROW(env.finish());
}

}  // namespace
}  // namespace haven::config
