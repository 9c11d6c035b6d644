#include "services/haven/rehearsal/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace haven::rehearsal {

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {
  painter_ = std::thread{[this] {
    const int ticks = terminal_ ? 1 : 30;  // of 100 ms
    for (int tick = 1; !over_; ++tick) {
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
      if (tick % ticks == 0 && !over_) draw(false);
    }
  }};
}

Progress::~Progress() {
  over_ = true;
  painter_.join();
  draw(true);
}

void Progress::draw(bool last) {
  const std::size_t done = done_, percent = total_ == 0 ? 100 : done * 100 / total_;
  if (!terminal_) {
    std::fprintf(stderr, "%s: %zu of %zu\n", what_.c_str(), done, total_);
    return;
  }
  std::string bar(30, '.');
  for (std::size_t i = 0; i < percent * 30 / 100 && i < 30; ++i) bar[i] = '#';
  std::fprintf(stderr, "\r%-28s [%s] %zu/%zu%s", what_.c_str(), bar.c_str(), done, total_,
               last ? "\n" : "");
}

}  // namespace haven::rehearsal
