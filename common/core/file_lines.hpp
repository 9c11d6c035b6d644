#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace haven {

/// The next line of a stream, without its end; false when there is none. One of more than 64 KiB,
/// which is none of any file that haven reads, is given as one NUL, so that memory does not grow
/// with a file that has no lines.
inline bool read_line(std::istream& in, std::string& line) {
  constexpr std::size_t longest = 64 * 1024;
  std::streambuf& bytes = *in.rdbuf();
  line.clear();
  bool is_too_long = false;
  int c = bytes.sbumpc();
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = bytes.sbumpc()) {
    if (line.size() < longest) {
      line += static_cast<char>(c);
    } else {
      is_too_long = true;
    }
  }
  if (is_too_long) line.assign(1, '\0');
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

/// A file's lines, one after the other, as read_line() gives them. Blank lines are none, but count
/// in the numbers, which are those that an editor shows. A file that cannot be read has no lines.
class FileLines {
 public:
  explicit FileLines(const std::filesystem::path& file) : in_(file, std::ios::binary) {}

  bool next(std::string& line) {
    while (read_line(in_, line)) {
      ++number_;
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
