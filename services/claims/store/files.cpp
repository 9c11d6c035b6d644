#include "services/claims/store/files.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "common/core/hash.hpp"

namespace haven::claims::store {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t key_bytes = 32;

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw fs::filesystem_error{what, path, std::error_code{errno, std::generic_category()}};
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (getentropy(bytes.data(), bytes.size()) != 0) fail("no random bytes", "/dev/urandom");
  return bytes;
}

// A name that no other process makes at the same time.
std::string draft_name(const std::string& what) {
  return what + "-" + to_hex(random_bytes(16));
}

// Also for folders: a new name is on disk only when its folder is.
void sync(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("cannot open", path);
  const bool done = fsync(file) == 0;
  close(file);
  if (!done) fail("cannot write to disk", path);
}

// Gives `from` the second name `to`, unless `to` exists: whole or not at all.
void name_also(const fs::path& from, const fs::path& to) {
  if (link(from.c_str(), to.c_str()) != 0 && errno != EEXIST) fail("cannot link", to);
}

std::string read_part(std::ifstream& in, std::uint64_t from, std::size_t bytes) {
  std::string part(bytes, '\0');
  in.seekg(static_cast<std::streamoff>(from));
  in.read(part.data(), static_cast<std::streamsize>(bytes));
  part.resize(static_cast<std::size_t>(in.gcount()));
  in.clear();
  return part;
}

// Uploads may arrive on another disk than the one they are kept on: a copy beside the place first.
fs::path copied_beside(const fs::path& incoming, const fs::path& folder) {
  fs::path beside = folder / draft_name("incoming");
  std::error_code failed;
  fs::create_hard_link(incoming, beside, failed);
  if (failed) fs::copy_file(incoming, beside);
  sync(beside);
  return beside;
}

void write_key(const fs::path& draft) {
  const std::string key = random_bytes(key_bytes);
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) fail("cannot create", draft);
  const bool whole = write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size());
  close(file);
  if (!whole) fail("cannot write", draft);
  sync(draft);
}

}  // namespace

FileEnds read_ends(const fs::path& file) {
  FileEnds ends;
  ends.bytes = fs::file_size(file);
  std::ifstream in{file, std::ios::binary};
  if (!in) fail("cannot open", file);
  ends.head = read_part(in, 0, upload_head_bytes);
  const auto tail = std::min<std::uint64_t>(ends.bytes, upload_tail_bytes);
  ends.tail = read_part(in, ends.bytes - tail, static_cast<std::size_t>(tail));
  return ends;
}

fs::path content_path(const fs::path& files, const std::string& sha256) {
  return files / sha256.substr(0, 2) / sha256;
}

void keep_content(const fs::path& files, const fs::path& incoming, const std::string& sha256) {
  const fs::path place = content_path(files, sha256);
  if (fs::exists(place)) return;
  fs::create_directories(place.parent_path());
  const fs::path beside = copied_beside(incoming, place.parent_path());
  name_also(beside, place);
  fs::remove(beside);
  sync(place.parent_path());
  sync(files);
}

std::string pin_key(const fs::path& files) {
  const fs::path place = files / "pin.key";
  if (!fs::exists(place)) {
    fs::create_directories(files);
    const fs::path draft = files / draft_name("pin.key");
    write_key(draft);
    name_also(draft, place);  // of two processes that start together, one wins
    fs::remove(draft);
    sync(files);
  }
  std::ifstream in{place, std::ios::binary};
  std::string key = read_part(in, 0, key_bytes + 1);
  if (key.size() != key_bytes) fail("is no key of 32 bytes", place);
  return key;
}

}  // namespace haven::claims::store
