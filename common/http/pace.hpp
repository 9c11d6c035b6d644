#pragma once
#include <chrono>

#include "common/http/server.hpp"

namespace haven::http {

enum class Phase { idle, head, body, handler, answer, closing };

/// How long a connection may stay in what it is doing. Deadlines are for a phase as a whole, so
/// that a byte now and then does not keep a connection alive.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  void enter(Phase phase, std::chrono::milliseconds limit, Time now);
  /// A body without a limit of its own: only too few bytes a second end it.
  void enter_body(Time now) { enter(Phase::body, std::chrono::hours{24}, now); }
  void received(std::size_t bytes) { bytes_ += bytes; }
  /// Keeps one deadline from being met twice.
  void stop_the_clock() { deadline_ = Time::max(); }

  [[nodiscard]] Phase phase() const { return phase_; }
  [[nodiscard]] bool is_late(Time now, const ServerOptions& options) const;

 private:
  Phase phase_ = Phase::idle;
  Time began_ = Time::min();
  Time deadline_ = Time::max();
  std::size_t bytes_ = 0;  // in this phase
};

}  // namespace haven::http
