#include "common/http/workers.hpp"

namespace haven::http {

Workers::Workers(std::size_t count, std::size_t queue_max) : queue_max_(queue_max) {
  for (std::size_t i = 0; i < count; ++i) threads_.emplace_back(&Workers::work, this);
}

Workers::~Workers() {
  stop();
}

bool Workers::submit(std::function<void()> job) {
  {
    const std::lock_guard lock{mutex_};
    // A job that an idle thread is about to take does not wait.
    if (stopping_ || queue_.size() >= queue_max_ + idle_) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void Workers::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    queue_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Workers::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    --idle_;
    if (stopping_) return;
    auto job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it holds may take its time to go
    lock.lock();
  }
}

}  // namespace haven::http
