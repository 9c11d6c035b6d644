#pragma once
#include <stdexcept>
#include <string>

#include "common/log/log.hpp"

namespace haven::db {

/// PostgreSQL said no or is gone. what() is safe to show: SQLSTATE and constraint, no values.
class Failure : public std::runtime_error, public log::Telling {
 public:
  Failure(std::string sqlstate, std::string constraint);
  [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }
  /// The constraint that was violated, for SQLSTATE class 23; else empty.
  [[nodiscard]] const std::string& constraint() const { return constraint_; }
  [[nodiscard]] std::string telling() const override { return what(); }
  [[nodiscard]] bool may_pass() const override {
    return lost_connection() || may_pass_on_retry() || waited_too_long();
  }

  /// True for a serialization failure or a deadlock: the transaction may simply be run again.
  [[nodiscard]] bool may_pass_on_retry() const;
  /// True when somebody else held a lock for longer than one may wait: it passes, but not at once.
  [[nodiscard]] bool waited_too_long() const;
  /// True when the connection is lost and the outcome of a COMMIT may be unknown.
  [[nodiscard]] bool lost_connection() const;

 private:
  std::string sqlstate_;
  std::string constraint_;
};

}  // namespace haven::db
