#pragma once
#include <atomic>
#include <memory>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/pool.hpp"
#include "common/http/router.hpp"
#include "common/http/server.hpp"

namespace haven {

/// What a supervisor and Prometheus ask of a process: /healthz (it runs), /readyz (it can serve:
/// the database answers), /metrics. Open to anyone; they tell nothing of any person or fund.
class Health {
 public:
  Health(std::vector<db::Pool*> pools, Clock clock);
  ~Health();
  void add_routes(http::Router& router);
  void watch(const http::Server& server);
  void say_not_ready();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace haven
