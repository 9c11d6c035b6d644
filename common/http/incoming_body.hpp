#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "common/core/hash.hpp"
#include "common/http/message.hpp"

namespace haven::http {

/// A body while it arrives: in memory, or in a file of its own with a running SHA-256. The file
/// goes away with this object unless the handler has moved it.
class IncomingBody {
 public:
  explicit IncomingBody(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  ~IncomingBody();
  IncomingBody(const IncomingBody&) = delete;
  IncomingBody& operator=(const IncomingBody&) = delete;

  /// From now on to a file in `folder`, under a name that nobody else uses; throws
  /// std::filesystem::filesystem_error when it cannot.
  void keep_in_file(const std::filesystem::path& folder, const std::string& name);
  /// Forgets what arrives: it only has to be read past.
  void discard() { discards_ = true; }

  /// False when the body grows beyond its limit.
  bool add(std::string_view part);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Hands the complete body to the request.
  void finish(Request& request);

 private:
  std::size_t bytes_max_;
  std::size_t size_ = 0;
  bool discards_ = false;
  std::string text_;
  std::filesystem::path path_;
  std::ofstream file_;
  Sha256 digest_;
};

/// Removes what uploads of a process that was killed left behind, older than a day.
void remove_abandoned_uploads(const std::filesystem::path& folder);

}  // namespace haven::http
