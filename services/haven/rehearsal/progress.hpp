#pragma once
#include <atomic>
#include <cstddef>
#include <string>
#include <thread>

namespace haven::rehearsal {

/// A bar on a terminal, or a line every few seconds elsewhere, on standard error, while it lives.
class Progress {
 public:
  Progress(std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void add(std::size_t done = 1) { done_ += done; }

 private:
  void draw(bool last);

  std::string what_;
  std::size_t total_;
  std::atomic<std::size_t> done_ = 0;
  std::atomic<bool> over_ = false;
  bool terminal_;
  std::thread painter_;
};

}  // namespace haven::rehearsal
