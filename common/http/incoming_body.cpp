#include "common/http/incoming_body.hpp"

#include <chrono>

namespace haven::http {
namespace {

namespace fs = std::filesystem;
constexpr const char* extension = ".incoming";

[[noreturn]] void cannot_write(const fs::path& path) {
  throw fs::filesystem_error{"an upload cannot be written", path,
                             std::make_error_code(std::errc::io_error)};
}

}  // namespace

IncomingBody::~IncomingBody() {
  if (path_.empty()) return;
  file_.close();
  std::error_code gone;
  fs::remove(path_, gone);
}

void IncomingBody::keep_in_file(const fs::path& folder, const std::string& name) {
  fs::create_directories(folder);
  path_ = folder / (name + extension);
  file_.open(path_, std::ios::binary | std::ios::trunc);
  if (!file_) cannot_write(path_);
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write);
}

bool IncomingBody::add(std::string_view part) {
  size_ += part.size();
  if (size_ > bytes_max_) return false;
  if (discards_) return true;
  if (path_.empty()) {
    text_ += part;
    return true;
  }
  digest_.add(part);
  if (!file_.write(part.data(), static_cast<std::streamsize>(part.size()))) cannot_write(path_);
  return true;
}

void IncomingBody::finish(Request& request) {
  if (path_.empty()) {
    request.body_sha256 = sha256_hex(text_);
    request.body = std::move(text_);
    return;
  }
  file_.close();
  if (!file_) cannot_write(path_);
  request.body_sha256 = digest_.finish_hex();
  request.body_file = path_;
}

void remove_abandoned_uploads(const fs::path& folder) {
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator{folder, absent}) {
    const auto age = fs::file_time_type::clock::now() - entry.last_write_time(absent);
    if (entry.path().extension() == extension && age > std::chrono::hours{24}) {
      fs::remove(entry.path(), absent);
    }
  }
}

}  // namespace haven::http
