#pragma once
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/failure.hpp"
#include "common/db/pool.hpp"

namespace haven::db {

/// One transaction, READ COMMITTED. Rolled back unless commit() is called. Business code never
/// opens one: in_transaction() below does, at the edge, once per request or batch of events.
class Transaction {
 public:
  explicit Transaction(Pool& pool);
  /// On a connection that the caller holds (COPY, long jobs).
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();
  /// Runs after a successful commit, for example a wake-up of consumers; must not throw.
  void after_commit(std::function<void()> action);
  Connection& connection() { return *connection_; }

 private:
  std::optional<Pool::Lease> lease_;
  Connection* connection_;
  std::vector<std::function<void()>> after_commit_;
  bool open_ = true;
};

/// For a transaction over as many rows as a file has lines: its statements may take ten minutes,
/// and wait as long for others.
void take_long(Transaction& tx);

template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};

constexpr int attempts_max = 5;

/// Runs `use_case(tx)` and commits; a refusal (a Result without a value) rolls back, so that
/// nothing is half done. Runs it again, up to five times, after a serialization failure or a
/// deadlock: `use_case` must have no effects outside the transaction.
template <class UseCase>
auto in_transaction(Pool& pool, UseCase&& use_case) {
  using Outcome = std::invoke_result_t<UseCase&, Transaction&>;
  for (int attempt = 1;; ++attempt) {
    try {
      Transaction tx{pool};
      if constexpr (std::is_void_v<Outcome>) {
        use_case(tx);
        tx.commit();
        return;
      } else {
        Outcome outcome = use_case(tx);
        bool keep = true;
        if constexpr (IsResult<Outcome>::value) keep = outcome.has_value();
        if (keep) tx.commit();
        return outcome;
      }
    } catch (const Failure& failure) {
      if (!failure.may_pass_on_retry() || attempt == attempts_max) throw;
    }
  }
}

}  // namespace haven::db
