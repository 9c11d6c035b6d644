#include "common/messaging/kept_connection.hpp"

#include "common/db/connection.hpp"

namespace haven::messaging {

KeptConnection::KeptConnection(std::string conninfo) : conninfo_(std::move(conninfo)) {}

KeptConnection::~KeptConnection() = default;

db::Connection& KeptConnection::get() {
  if (connection_ && connection_->is_broken()) connection_.reset();
  if (!connection_) {
    connection_ = std::make_unique<db::Connection>(conninfo_);
    // A consumer's statements are planned once and used for days. A plan made while the log was
    // small would go on to read and sort all that is unread each time; read by index, in index
    // order, it is right at every size.
    connection_->execute(
        "set enable_seqscan to off; set enable_bitmapscan to off; set jit to off;"
        "set plan_cache_mode to force_generic_plan");
  }
  return *connection_;
}

void KeptConnection::close() {
  connection_.reset();
}

}  // namespace haven::messaging
