#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace haven {

/// A file's lines, one after the other; memory does not grow with the file. Blank lines are none,
/// but count in the numbers, which are those that an editor shows. A file that cannot be read has
/// no lines.
class FileLines {
 public:
  explicit FileLines(const std::filesystem::path& file) : in_(file, std::ios::binary) {}

  /// The next line, without its end; false when there is none.
  bool next(std::string& line) {
    while (std::getline(in_, line)) {
      ++number_;
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) return true;
    }
    return false;
  }
  /// Of the line that was read last; the first is 1.
  [[nodiscard]] std::int64_t number() const { return number_; }

 private:
  std::ifstream in_;
  std::int64_t number_ = 0;
};

}  // namespace haven
