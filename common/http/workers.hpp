#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace haven::http {

/// The threads that run handlers, and the bounded line before them.
class Workers {
 public:
  Workers(std::size_t count, std::size_t queue_max);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// False when the line is full or stop() was called: nothing was taken. Jobs must not throw.
  bool submit(std::function<void()> job);
  /// Drops what waits, lets what runs finish. Idempotent.
  void stop();

 private:
  void work();

  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::size_t idle_ = 0;  // waiting threads that no job was handed to yet
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace haven::http
