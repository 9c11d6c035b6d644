#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "common/core/clock.hpp"
#include "common/http/router.hpp"
#include "common/http/token.hpp"

namespace haven::http {

/// Limits of the edge; every one has a name, a default and a reason in docs/ARCHITECTURE.md.
struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: the system chooses; see Server::port()
  int workers = 8;            // threads that run handlers
  int queue_max = 256;        // requests waiting for a worker; beyond it 503 with Retry-After
  int connections_max = 1000;
  int connections_per_address_max = 512;
  int requests_per_connection_max = 100000;
  std::size_t header_bytes_max = 8192;
  std::size_t body_bytes_max = 1 << 20;
  std::size_t upload_bytes_max = 20 << 20;
  std::size_t file_bytes_max = 512 << 20;
  std::chrono::milliseconds header_max{5000};    // from a request's first byte to its empty line
  std::chrono::milliseconds idle_max{15000};     // between requests, and for one step of an answer
  std::chrono::milliseconds request_max{30000};  // for a JSON body to arrive; for a handler to run
  std::chrono::milliseconds file_max{600000};    // for the handler of a file of many lines
  std::size_t body_rate_floor = 1024;            // bytes a second, once body_rate_grace is over
  std::chrono::milliseconds body_rate_grace{5000};
  std::filesystem::path upload_folder = "var/incoming";
};

/// Counts for /metrics.
struct ServerCounters {
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> answers_2xx{0}, answers_4xx{0}, answers_5xx{0};
  std::atomic<std::uint64_t> busy_503{0};
  std::atomic<std::int64_t> in_flight{0};
};

/// The one Beast server. One I/O thread accepts, reads and writes; handlers run on worker threads.
/// Closes what Beast 1.81 leaves open: framing that could smuggle a request, a missing or doubled
/// Host, folded headers, bodies where none belongs, slow senders.
class Server {
 public:
  Server(const Router& router, const TokenVerifier& tokens, Clock clock, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and starts; throws std::runtime_error when the address is taken.
  void start();
  [[nodiscard]] std::uint16_t port() const;
  /// Stops accepting, lets running requests finish for up to `grace`, then closes their
  /// connections; a handler that is still running is waited for. Idempotent.
  void stop(std::chrono::seconds grace = std::chrono::seconds{10});
  [[nodiscard]] const ServerCounters& counters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace haven::http
