#pragma once
#include <memory>
#include <string>

namespace haven::db {
class Connection;
}

namespace haven::messaging {

/// A connection that a consumer's thread keeps for itself, so that busy request handlers cannot
/// take its lease away and its statements stay prepared. Opened when first needed, and anew when
/// broken.
class KeptConnection {
 public:
  explicit KeptConnection(std::string conninfo);
  ~KeptConnection();
  KeptConnection(const KeptConnection&) = delete;
  KeptConnection& operator=(const KeptConnection&) = delete;

  db::Connection& get();
  void close();

 private:
  std::string conninfo_;
  std::unique_ptr<db::Connection> connection_;
};

}  // namespace haven::messaging
