#include "services/haven/health.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>

#include "common/db/failure.hpp"
#include "common/db/transaction.hpp"
#include "common/log/log.hpp"
#include "common/messaging/operator.hpp"

namespace haven {
namespace {

// Resident memory from /proc/self/statm, in bytes.
double resident_bytes() {
  std::ifstream statm{"/proc/self/statm"};
  long total = 0, resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

struct Health::State {
  std::vector<db::Pool*> pools;
  Clock clock;
  std::atomic<const http::Server*> server = nullptr;
  std::atomic<bool> draining = false;

  [[nodiscard]] bool database_answers() const {
    try {
      for (db::Pool* pool : pools) db::Transaction{*pool}.commit();
      return true;
    } catch (const db::Failure& failure) {
      log::failure("database_not_ready", failure);
      return false;
    }
  }

  [[nodiscard]] std::string metrics() const;
};

namespace {

void set(prometheus::Registry& registry, const std::string& name, const std::string& what,
         double value, const std::map<std::string, std::string>& labels = {}) {
  prometheus::BuildGauge().Name(name).Help(what).Register(registry).Add(labels).Set(value);
}

void count(prometheus::Registry& registry, const std::string& name, const std::string& what,
           std::uint64_t value, const std::map<std::string, std::string>& labels = {}) {
  prometheus::BuildCounter().Name(name).Help(what).Register(registry).Add(labels).Increment(
      static_cast<double>(value));
}

}  // namespace

std::string Health::State::metrics() const {
  prometheus::Registry registry;
  set(registry, "haven_resident_bytes", "Resident memory of the process", resident_bytes());
  if (const http::Server* http = server) {
    const http::ServerCounters& c = http->counters();
    count(registry, "haven_http_connections_total", "Connections accepted", c.connections);
    count(registry, "haven_http_requests_total", "Requests read", c.requests);
    const std::string answers = "haven_http_answers_total", what = "Answers by class";
    count(registry, answers, what, c.answers_2xx, {{"class", "2xx"}});
    count(registry, answers, what, c.answers_4xx, {{"class", "4xx"}});
    count(registry, answers, what, c.answers_5xx, {{"class", "5xx"}});
    count(registry, "haven_http_busy_total", "Requests refused because all workers were busy",
          c.busy_503);
    set(registry, "haven_http_in_flight", "Requests being handled",
        static_cast<double>(c.in_flight.load()));
  }
  for (db::Pool* pool : pools) {  // a service's role sees its own consumer only
    for (const auto& lag : messaging::lag_of_consumers(*pool)) {
      set(registry, "haven_bus_events_behind", "Events that a consumer has not read yet",
          static_cast<double>(lag.behind), {{"consumer", lag.consumer}});
      set(registry, "haven_bus_parked", "Events that a consumer gave up on",
          static_cast<double>(lag.parked), {{"consumer", lag.consumer}});
    }
  }
  return prometheus::TextSerializer{}.Serialize(registry.Collect());
}

Health::Health(std::vector<db::Pool*> pools, Clock clock) : state_(std::make_unique<State>()) {
  state_->pools = std::move(pools);
  state_->clock = std::move(clock);
}

Health::~Health() = default;

void Health::watch(const http::Server& server) {
  state_->server = &server;
}
void Health::say_not_ready() {
  state_->draining = true;
}

void Health::add_routes(http::Router& router) {
  State& state = *state_;
  router.get("/healthz", http::anyone(),
             [](const http::Request&) { return http::ok(R"({"status":"ok"})"); });
  router.get("/readyz", http::anyone(), [&state](const http::Request&) {
    if (!state.draining && state.database_answers()) return http::ok(R"({"status":"ready"})");
    return http::problem({ErrorKind::unavailable,
                          "not_ready",
                          "The service is stopping or its database does not answer; ask again.",
                          {}});
  });
  router.get("/metrics", http::anyone(), [&state](const http::Request&) {
    return http::Response{
        200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, state.metrics(), {}};
  });
}

}  // namespace haven
