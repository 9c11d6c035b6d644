#include "common/messaging/consumer.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "common/core/ensure.hpp"
#include "common/log/log.hpp"
#include "common/messaging/bell.hpp"
#include "common/messaging/worker.hpp"

namespace haven::messaging {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::set<std::string> type_set(const Subscriptions& subscriptions) {
  const auto types = types_of(subscriptions);
  return {types.begin(), types.end()};
}

constexpr milliseconds trouble_least = 100ms;
constexpr milliseconds trouble_most = 5s;

}  // namespace

struct Consumer::State {
  State(Subscriptions given_subscriptions, const db::Pool& pool, Clock given_clock,
        ConsumerOptions given_options)
      : subscriptions(std::move(given_subscriptions)),
        conninfo(pool.conninfo()),
        clock(std::move(given_clock)),
        options(given_options),
        bell(type_set(subscriptions)) {}

  void make_known();
  void run(Worker& worker);
  void beat();
  std::size_t work_until_idle(Worker& worker);
  void leave(Worker& worker);

  const Subscriptions subscriptions;
  const std::string conninfo;
  const Clock clock;
  const ConsumerOptions options;
  Bell bell;
  std::atomic<bool> stopping = false;
  std::mutex guard;
  std::condition_variable stopped;
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;

 private:
  void look_until_stopped(Worker& worker);
  void pause(milliseconds time);
};

// Throws rather than waits: a log that cannot be trusted, or no database, is for people to see to.
void Consumer::State::make_known() {
  KeptConnection connection{conninfo};
  db::Transaction tx{connection.get()};
  if (log_is_of_another_cluster(tx)) throw LogOfAnotherCluster{};
  register_consumer(tx, subscriptions.service(), types_of(subscriptions), clock());
  tx.commit();
}

void Consumer::State::pause(milliseconds time) {
  std::unique_lock lock{guard};
  stopped.wait_for(lock, time, [&] { return stopping.load(); });
}

void Consumer::State::look_until_stopped(Worker& worker) {
  milliseconds idle = options.poll_least;
  while (!stopping) {
    const auto heard = bell.rings();
    const auto begun = steady_clock::now();
    const Round round = worker.round();
    if (round.is_more) continue;
    idle = round.handled > 0 ? options.poll_least : std::min(idle * 2, options.poll_most);
    bell.wait(heard, idle);
    if (bell.rings() != heard) idle = options.poll_least;
    // Events that come close together share a batch.
    std::this_thread::sleep_until(begun + options.poll_least);
  }
}

void Consumer::State::run(Worker& worker) {
  for (milliseconds trouble = trouble_least; !stopping;) {
    const auto begun = steady_clock::now();
    try {
      look_until_stopped(worker);
    } catch (const std::exception& exception) {
      log::failure("consumer_interrupted", exception, {{"consumer", subscriptions.service()}});
      if (steady_clock::now() - begun > trouble_most) trouble = trouble_least;
      pause(trouble);
      trouble = std::min(trouble * 2, trouble_most);
    }
  }
  leave(worker);
}

void Consumer::State::leave(Worker& worker) {
  try {
    worker.leave();
  } catch (const std::exception& exception) {  // the lease runs out by itself
    log::failure("lease_not_given_back", exception, {{"consumer", subscriptions.service()}});
  }
}

std::size_t Consumer::State::work_until_idle(Worker& worker) {
  const auto patience = steady_clock::now() + options.lease;
  for (std::size_t handled = 0;;) {
    const Round round = worker.round();
    handled += round.handled;
    if (round.is_more || round.handled > 0) continue;
    if (!worker.has_pending() || steady_clock::now() > patience) return handled;
    std::this_thread::sleep_for(options.poll_least);
  }
}

// Keeps the leases of workers that are busy with a long batch. A process that is paused or gone
// renews nothing.
void Consumer::State::beat() {
  KeptConnection connection{conninfo};
  const auto types = types_of(subscriptions);
  std::vector<std::string> owners;
  for (const auto& worker : workers) owners.push_back(worker->owner());
  while (!stopping) {
    try {
      db::Transaction tx{connection.get()};
      renew(tx, subscriptions.service(), types, owners, options.lease);
      tx.commit();
    } catch (const std::exception& exception) {
      log::failure("lease_not_renewed", exception, {{"consumer", subscriptions.service()}});
    }
    pause(options.lease / 3);
  }
}

Consumer::Consumer(Subscriptions subscriptions, db::Pool& pool, Clock clock,
                   ConsumerOptions options)
    : state_(std::make_unique<State>(std::move(subscriptions), pool, std::move(clock), options)) {}

Consumer::~Consumer() {
  stop();
}

void Consumer::start() {
  ensure(state_->threads.empty(), "a consumer is started once");
  state_->make_known();
  State& state = *state_;
  for (int i = 0; i < state.options.threads; ++i) {
    state.workers.push_back(
        std::make_unique<Worker>(state.subscriptions, state.conninfo, state.clock, state.options));
    Worker& worker = *state.workers.back();
    state.threads.emplace_back([&state, &worker] { state.run(worker); });
  }
  state.threads.emplace_back([&state] { state.beat(); });
}

void Consumer::stop() {
  {
    const std::lock_guard lock{state_->guard};
    state_->stopping = true;
  }
  state_->stopped.notify_all();
  state_->bell.ring();
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
  state_->workers.clear();
  state_->stopping = false;
}

std::size_t Consumer::run_until_idle() {
  state_->make_known();
  Worker worker{state_->subscriptions, state_->conninfo, state_->clock, state_->options};
  try {
    const std::size_t handled = state_->work_until_idle(worker);
    state_->leave(worker);
    return handled;
  } catch (...) {
    state_->leave(worker);
    throw;
  }
}

}  // namespace haven::messaging
