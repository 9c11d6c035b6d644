#pragma once
#include <soci/soci.h>

#include <memory>
#include <string>
#include <unordered_map>

namespace haven::db {

/// A session and the statements prepared on it. One thread at a time. Only common/db and stores
/// include this file.
class Connection {
 public:
  explicit Connection(const std::string& conninfo);

  soci::session& session() { return session_; }
  /// The statement with this text, prepared once per connection (a prepared statement that is used
  /// again costs a third of a one-shot one).
  soci::statement& prepared(const std::string& query);
  /// Runs text without parameters or results, such as BEGIN, in one round trip.
  void execute(const std::string& text);
  [[nodiscard]] bool is_broken() const { return broken_; }
  void mark_broken() { broken_ = true; }
  /// libpq's own handle, for COPY.
  void* native();

 private:
  soci::session session_;
  std::unordered_map<std::string, std::unique_ptr<soci::statement>> statements_;
  bool broken_ = false;
};

/// Rethrows what SOCI threw as Failure. Call inside a catch block.
[[noreturn]] void rethrow(Connection& connection);

}  // namespace haven::db
