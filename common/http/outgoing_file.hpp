#pragma once
#include <filesystem>
#include <string_view>

namespace haven::http {

/// A file that is made for one answer. It has no name in any folder, so nothing of it is left when
/// the answer is sent, given up, or the process dies. Throws std::filesystem::filesystem_error when
/// it cannot be made or written.
class OutgoingFile {
 public:
  /// On the disk of `folder`, which is made when it is not there.
  explicit OutgoingFile(const std::filesystem::path& folder);
  ~OutgoingFile();
  OutgoingFile(const OutgoingFile&) = delete;
  OutgoingFile& operator=(const OutgoingFile&) = delete;

  void write(std::string_view part);
  /// Where this process can open it for reading, as long as this object lives.
  [[nodiscard]] std::filesystem::path path() const;

 private:
  int descriptor_ = -1;
};

}  // namespace haven::http
