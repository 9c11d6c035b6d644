#include "tests/support/bank/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "common/core/csv.hpp"
#include "common/core/ensure.hpp"
#include "common/core/hash.hpp"
#include "tests/support/bank/disk.hpp"

namespace haven::bank {
namespace {

constexpr const char* commit_mark = "commit";

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

std::string text_after(int file, std::uint64_t offset) {
  std::string text, part(1 << 20, '\0');
  while (true) {
    const auto got =
        ::pread(file, part.data(), part.size(), static_cast<off_t>(offset + text.size()));
    if (got < 0) fail("reading the journal");
    if (got == 0) return text;
    text.append(part, 0, static_cast<std::size_t>(got));
  }
}

std::string checksum(const std::string& before, std::string_view text) {
  return sha256_hex(before + std::string{text}).substr(0, 16);
}

}  // namespace

Journal::Journal(const std::filesystem::path& path)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (file_ < 0) fail("opening the journal");
}

Journal::~Journal() {
  ::close(file_);
}

Journal::Hold::Hold(const Journal& journal) : file_(journal.file_) {
  while (::flock(file_, LOCK_EX) != 0) {
    if (errno != EINTR) fail("locking the journal");
  }
}

Journal::Hold::~Hold() {
  ::flock(file_, LOCK_UN);
}

void Journal::read_on(const std::function<void(const Record&)>& take) {
  const std::string text = text_after(file_, read_to_);
  std::vector<Record> waiting;
  std::size_t begun = 0, at = 0;
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', at)) {
    const auto fields = csv_fields(std::string_view{text}.substr(at, end - at));
    if (!fields) throw std::runtime_error{"the bank's journal holds a line that it never wrote"};
    if (fields->front() != commit_mark) {
      waiting.push_back(*fields);
      at = end + 1;
      continue;
    }
    chain_ = checksum(chain_, std::string_view{text}.substr(begun, at - begun));
    if (fields->size() != 2 || fields->at(1) != chain_) {
      throw std::runtime_error{"the bank's journal was changed by another hand"};
    }
    for (const Record& record : waiting) take(record);
    waiting.clear();
    begun = at = end + 1;
  }
  read_to_ += begun;
  if (begun == text.size()) return;
  if (::ftruncate(file_, static_cast<off_t>(read_to_)) != 0) fail("cutting off the journal");
}

void Journal::add(const Record& record) {
  ensure(!record.empty() && record.front() != commit_mark, "a record says what it is");
  open_ += csv_line(record);
  open_ += '\n';
}

void Journal::commit() {
  if (open_.empty()) return;
  chain_ = checksum(chain_, open_);
  open_ += csv_line({commit_mark, chain_}) + '\n';
  for (std::string_view left = open_; !left.empty();) {
    const auto written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno != EINTR) fail("writing the journal");
    if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
  }
  flush(file_);
  read_to_ += open_.size();
  open_.clear();
}

}  // namespace haven::bank
