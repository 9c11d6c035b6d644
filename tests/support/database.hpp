#pragma once
#include <memory>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/pool.hpp"
#include "common/db/transaction.hpp"

namespace haven::test {

/// A fresh, migrated database on the tests' private cluster, dropped at the end. Made by copying a
/// template, some 30 ms in memory. The cluster is the one that `tests/support/cluster with` keeps
/// for this program (HAVEN_TEST_CLUSTER/host), or is started here under build/cluster when a test
/// runs alone.
class Database {
 public:
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// A libpq connection string for a role: "haven_claims", or "haven", who owns everything.
  [[nodiscard]] std::string conninfo(const std::string& role = "haven") const;
  /// A pool that connects as a role, for as long as this database lives.
  db::Pool& pool(const std::string& role);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One value by SQL, as the owner, for looking into what a service wrote.
std::string value(Database& database, const std::string& sql);
/// Runs SQL as the owner.
void execute(Database& database, const std::string& sql);

/// The moment that tests live in, 2024-06-20T02:00:00Z, unless they say otherwise.
Instant noon();

}  // namespace haven::test
