#include "common/http/connection_count.hpp"

namespace haven::http {

bool ConnectionCount::enter(const std::string& address) {
  const std::lock_guard lock{mutex_};
  const auto same = per_address_.find(address);
  if (count_ >= most_ || (same != per_address_.end() && same->second >= most_per_address_)) {
    return false;
  }
  ++count_;
  ++per_address_[address];
  return true;
}

void ConnectionCount::leave(const std::string& address) {
  const std::lock_guard lock{mutex_};
  --count_;
  const auto same = per_address_.find(address);
  if (--same->second == 0) per_address_.erase(same);
  left_.notify_all();
}

bool ConnectionCount::wait_until_none(std::chrono::milliseconds limit) {
  std::unique_lock lock{mutex_};
  return left_.wait_for(lock, limit, [this] { return count_ == 0; });
}

}  // namespace haven::http
