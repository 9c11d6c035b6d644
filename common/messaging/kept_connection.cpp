#include "common/messaging/kept_connection.hpp"

#include "common/db/connection.hpp"

namespace haven::messaging {

KeptConnection::KeptConnection(std::string conninfo) : conninfo_(std::move(conninfo)) {}

KeptConnection::~KeptConnection() = default;

db::Connection& KeptConnection::get() {
  if (connection_ && connection_->is_broken()) connection_.reset();
  if (!connection_) connection_ = std::make_unique<db::Connection>(conninfo_);
  return *connection_;
}

void KeptConnection::close() { connection_.reset(); }

}  // namespace haven::messaging
