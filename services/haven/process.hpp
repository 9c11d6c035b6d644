#pragma once
#include <memory>
#include <string>
#include <vector>

#include "services/haven/config.hpp"

namespace haven {

/// One process that runs some of the services: their routes on one server, their subscriptions on
/// one consumer each, their periodic sweeps on one thread. Wired by hand.
class Process {
 public:
  /// Checks what can be checked before any socket opens: keys, packs, funds, migrations.
  Process(ServeConfig config, std::vector<std::string> services);
  ~Process();

  /// Serves until SIGTERM or SIGINT, then drains: no new requests, running ones finish, consumers
  /// finish their batch and give their leases back.
  void run();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace haven
