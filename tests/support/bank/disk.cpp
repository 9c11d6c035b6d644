#include "tests/support/bank/disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace haven::bank {
namespace {

bool is_durable = true;

}  // namespace

void flush_nothing() {
  is_durable = false;
}

void flush(int open_file) {
  if (!is_durable || ::fsync(open_file) == 0) return;
  throw std::system_error{errno, std::generic_category(), "flushing"};
}

void flush(const std::filesystem::path& file_or_folder) {
  const int file = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw std::system_error{errno, std::generic_category(), file_or_folder.string()};
  flush(file);  // when it throws, the process ends, and with it the file
  ::close(file);
}

void move_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::rename(from, to);
  flush(to.parent_path());
  if (from.parent_path() != to.parent_path()) flush(from.parent_path());
}

void write_durably(const std::filesystem::path& file, std::string_view bytes) {
  const auto draft = file.parent_path() / ('.' + file.filename().string());
  std::ofstream out{draft, std::ios::binary | std::ios::trunc};
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  flush(draft);
  move_durably(draft, file);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::system_error{ENOENT, std::generic_category(), file.string()};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator{folder}) {
    const bool is_draft = each.path().filename().string().starts_with('.');
    if (each.is_regular_file() && !is_draft) files.push_back(each.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace haven::bank
