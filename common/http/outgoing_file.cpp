#include "common/http/outgoing_file.hpp"

#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace haven::http {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw fs::filesystem_error{what, path, {errno, std::generic_category()}};
}

}  // namespace

OutgoingFile::OutgoingFile(const fs::path& folder) {
  fs::create_directories(folder);
  std::string name = (folder / "answer.XXXXXX").string();
  descriptor_ = mkstemp(name.data());  // for its owner alone
  if (descriptor_ < 0) fail("the file of an answer cannot be made", folder);
  unlink(name.c_str());
}

OutgoingFile::~OutgoingFile() {
  close(descriptor_);
}

void OutgoingFile::write(std::string_view part) {
  while (!part.empty()) {
    const auto written = ::write(descriptor_, part.data(), part.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("the file of an answer cannot be written", path());
    part.remove_prefix(static_cast<std::size_t>(written));
  }
}

fs::path OutgoingFile::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor_);
}

}  // namespace haven::http
