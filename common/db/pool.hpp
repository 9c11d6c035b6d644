#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace haven::db {

class Connection;  // a session with its prepared statements; see connection.hpp

/// A fixed number of connections to PostgreSQL, opened when first needed and reopened when broken.
/// Every connection runs in UTC, with the timeouts of docs/ARCHITECTURE.md. Thread-safe.
class Pool {
 public:
  /// `conninfo` is libpq's: "host=/run/postgresql dbname=haven user=haven_claims".
  Pool(std::string conninfo, std::size_t connections_max);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// A connection for one thread's use, given back when it goes out of scope. Waits up to 10 s for
  /// a free one, then throws Failure 53300.
  class Lease;
  Lease lease();

  [[nodiscard]] const std::string& conninfo() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

class Pool::Lease {
 public:
  Lease(std::shared_ptr<State> state, std::unique_ptr<Connection> connection);
  Lease(Lease&&) noexcept;
  ~Lease();
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }

 private:
  std::shared_ptr<State> state_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace haven::db
