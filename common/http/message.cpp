#include "common/http/message.hpp"

#include <boost/json.hpp>

#include "common/log/log.hpp"

namespace haven::http {

Response ok(std::string json) {
  return {200, {{"Content-Type", "application/json"}}, std::move(json), {}};
}

Response created(const std::string& location, std::string json) {
  return {201, {{"Content-Type", "application/json"}, {"Location", location}}, std::move(json), {}};
}

Response no_content() { return {204, {}, "", {}}; }

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::malformed: return 400;
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::precondition_failed: return 412;
    case ErrorKind::too_large: return 413;
    case ErrorKind::unsupported: return 415;
    case ErrorKind::invalid: return 422;
    case ErrorKind::precondition_required: return 428;
    case ErrorKind::too_many: return 429;
    case ErrorKind::unavailable: return 503;
  }
  return 500;
}

}  // namespace haven::http
