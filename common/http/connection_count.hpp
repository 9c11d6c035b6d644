#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace haven::http {

/// How many connections there are, in all and from each address, and how many there may be.
/// Thread-safe.
class ConnectionCount {
 public:
  ConnectionCount(int most, int most_per_address)
      : most_(most), most_per_address_(most_per_address) {}

  /// False when there is no room; otherwise leave() must follow.
  bool enter(const std::string& address);
  void leave(const std::string& address);
  /// False when some are left after `limit`.
  bool wait_until_none(std::chrono::milliseconds limit);

 private:
  const int most_;
  const int most_per_address_;
  std::mutex mutex_;
  std::condition_variable left_;
  int count_ = 0;
  std::map<std::string, int> per_address_;
};

}  // namespace haven::http
