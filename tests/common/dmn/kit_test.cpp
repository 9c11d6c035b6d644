#include "common/dmn/kit.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace haven::dmn {
namespace {

std::filesystem::path kit() {
  const char* shared = std::getenv("HAVEN_SHARED");
  return std::filesystem::path{shared == nullptr ? "../shared" : shared} / "dmn-tck";
}

// Functions of Java are never called: a model from an unknown hand runs nothing of ours.
bool is_java(const std::string& failure) {
  return failure.starts_with("0076-feel-external-java");
}

void expect_all(const char* level) {
  const auto folder = kit() / level;
  if (!std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "the DMN kit is not at hand: set HAVEN_SHARED to the folder that has dmn-tck";
  }
  const feel::DateTime now{{2024, 5, 17}, {0, {.kind = feel::Zone::Kind::offset}}};
  std::string failures;
  std::size_t in_java = 0;
  const auto result = run_kit(folder, now, [&](const std::string& failure) {
    if (is_java(failure)) {
      ++in_java;
    } else {
      failures += failure + '\n';
    }
  });
  EXPECT_GT(result.cases, 0U);
  EXPECT_EQ(result.passed + in_java, result.cases) << failures;
}

TEST(Kit, LevelTwo) {
  expect_all("compliance-level-2");
}
TEST(Kit, LevelThree) {
  expect_all("compliance-level-3");
}

}  // namespace
}  // namespace haven::dmn
