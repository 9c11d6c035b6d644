#include "common/http/pace.hpp"

namespace haven::http {

using std::chrono::milliseconds;

void Pace::enter(Phase phase, milliseconds limit, Time now) {
  phase_ = phase;
  began_ = now;
  deadline_ = now + limit;
  bytes_ = 0;
}

bool Pace::is_late(Time now, const ServerOptions& options) const {
  if (now > deadline_) return true;
  if (phase_ != Phase::body || deadline_ == Time::max()) return false;
  const auto ms = std::chrono::duration_cast<milliseconds>(now - began_);
  if (ms < options.body_rate_grace) return false;
  return bytes_ * 1000 < options.body_rate_floor * static_cast<std::size_t>(ms.count());
}

}  // namespace haven::http
