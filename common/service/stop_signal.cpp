#include "common/service/stop_signal.hpp"

#include <csignal>
#include <ctime>

namespace haven::service {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

StopSignal::StopSignal() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool StopSignal::wait_for(std::chrono::milliseconds most) {
  const sigset_t set = stop_signals();
  const timespec limit{most.count() / 1000, (most.count() % 1000) * 1000000};
  return sigtimedwait(&set, nullptr, &limit) > 0;
}

}  // namespace haven::service
