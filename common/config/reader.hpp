#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/fund.hpp"

namespace haven::config {

/// Everything that is wrong with the environment, one line per problem.
struct BadConfig : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads settings from environment variables named HAVEN_*. Problems are collected and thrown
/// together by finish(), which also refuses a HAVEN_ variable that nobody read, so that a misspelt
/// name is never silently ignored. HAVEN_TEST_* and HAVEN_BENCH_* are left alone.
class Reader {
 public:
  /// `environment` is name -> value; from_process() reads the real one.
  explicit Reader(std::map<std::string, std::string> environment);
  static Reader from_process();

  std::string text(const std::string& name, std::string_view fallback);
  /// Like text(), but the value is never logged.
  std::string secret(const std::string& name, std::string_view fallback);
  std::int64_t number(const std::string& name, std::int64_t fallback, std::int64_t least,
                      std::int64_t most);
  bool flag(const std::string& name, bool fallback);
  /// "owwa:ph:+08:00,other:ph:+05:45": code, pack, distance from UTC.
  std::vector<Fund> funds(const std::string& name, std::string_view fallback);

  /// Throws BadConfig with every problem found. The values read, without secrets, are returned for
  /// the start line of the log.
  std::map<std::string, std::string> finish();

 private:
  std::optional<std::string> take(const std::string& name);

  std::map<std::string, std::string> environment_;
  std::map<std::string, std::string> effective_;
  std::vector<std::string> problems_;
};

}  // namespace haven::config
