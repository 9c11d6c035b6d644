#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>

namespace haven::messaging {

/// Wakes the consumers of this process that wait for a type of event. Only a hint: consumers poll
/// as well, so a bell that is not heard (another process, a crash) costs time and nothing else.
class Bell {
 public:
  explicit Bell(std::set<std::string> types);
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring();
  /// How often it rang; take it before looking for work, so that no ring in between is missed.
  [[nodiscard]] std::uint64_t rings() const;
  /// Waits until it rings again after `heard`, at most so long.
  void wait(std::uint64_t heard, std::chrono::milliseconds at_most) const;

 private:
  friend void ring_for(const std::string& type);
  std::set<std::string> types_;
  mutable std::mutex guard_;
  mutable std::condition_variable rang_;
  std::uint64_t rings_ = 0;
};

/// Rings every bell of this process that waits for `type`.
void ring_for(const std::string& type);

}  // namespace haven::messaging
