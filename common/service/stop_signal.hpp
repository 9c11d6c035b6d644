#pragma once
#include <chrono>

namespace haven::service {

/// SIGTERM and SIGINT as something to wait for. Make it before any other thread starts, so that
/// every thread inherits the blocked signals and only this object receives them. SIGPIPE is
/// ignored.
class StopSignal {
 public:
  StopSignal();
  /// True when the signal has come; false when `most` has passed without it.
  bool wait_for(std::chrono::milliseconds most);
};

}  // namespace haven::service
