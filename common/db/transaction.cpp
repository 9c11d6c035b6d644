#include "common/db/transaction.hpp"

#include "common/db/connection.hpp"

namespace haven::db {

Transaction::Transaction(Pool& pool) : lease_(pool.lease()), connection_(&**lease_) {
  connection_->execute("begin");
}

Transaction::Transaction(Connection& connection) : connection_(&connection) {
  connection_->execute("begin");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_->execute("rollback");
  } catch (const Failure&) {
    connection_->mark_broken();  // PostgreSQL rolls back when the connection closes
  }
}

void Transaction::commit() {
  open_ = false;
  try {
    connection_->execute("commit");
  } catch (const Failure&) {
    connection_->mark_broken();
    throw;
  }
  for (const auto& action : after_commit_) action();
}

void Transaction::after_commit(std::function<void()> action) {
  after_commit_.push_back(std::move(action));
}

void take_long(Transaction& tx) {
  tx.connection().execute(
      "set local statement_timeout to '10min'; set local lock_timeout to '10min'");
}

}  // namespace haven::db
