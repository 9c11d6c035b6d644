#include "common/db/pool.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

#include "common/db/connection.hpp"
#include "common/db/failure.hpp"

namespace haven::db {

struct Pool::State {
  std::string conninfo;
  std::size_t connections_max;
  std::mutex guard;
  std::condition_variable freed;
  std::vector<std::unique_ptr<Connection>> idle;
  std::size_t lent = 0;
};

Pool::Pool(std::string conninfo, std::size_t connections_max) : state_(std::make_shared<State>()) {
  state_->conninfo = std::move(conninfo);
  state_->connections_max = connections_max;
}

Pool::~Pool() = default;

const std::string& Pool::conninfo() const {
  return state_->conninfo;
}

Pool::Lease Pool::lease() {
  std::unique_ptr<Connection> connection;
  {
    std::unique_lock lock{state_->guard};
    const bool free = state_->freed.wait_for(
        lock, std::chrono::seconds{10}, [&] { return state_->lent < state_->connections_max; });
    if (!free) throw Failure{"53300", ""};
    ++state_->lent;
    if (!state_->idle.empty()) {
      connection = std::move(state_->idle.back());
      state_->idle.pop_back();
    }
  }
  // Opened outside the lock: connecting may take long.
  Lease lease{state_, std::move(connection)};
  return lease;
}

Pool::Lease::Lease(std::shared_ptr<State> state, std::unique_ptr<Connection> connection)
    : state_(std::move(state)), connection_(std::move(connection)) {
  if (connection_) return;
  try {
    connection_ = std::make_unique<Connection>(state_->conninfo);
  } catch (...) {
    {
      const std::lock_guard lock{state_->guard};
      --state_->lent;
    }
    state_->freed.notify_one();
    throw;
  }
}

Pool::Lease::Lease(Lease&&) noexcept = default;

Pool::Lease::~Lease() {
  if (!state_) return;
  {
    const std::lock_guard lock{state_->guard};
    --state_->lent;
    if (connection_ && !connection_->is_broken()) state_->idle.push_back(std::move(connection_));
  }
  state_->freed.notify_one();
}

}  // namespace haven::db
