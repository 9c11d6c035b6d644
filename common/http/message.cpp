#include "common/http/message.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "common/core/hash.hpp"
#include "common/http/base64url.hpp"
#include "common/http/plain_text.hpp"
#include "common/log/log.hpp"

namespace haven::http {
namespace {

constexpr int page_rows_max = 200;
constexpr std::size_t filter_bytes_max = 200;
constexpr std::size_t cursor_bytes_max = 1024;
constexpr std::size_t checksum_size = 6;

// "idempotency_in_progress" -> "Idempotency in progress": the title says what the type says.
std::string title_of(std::string code) {
  std::replace(code.begin(), code.end(), '_', ' ');
  if (!code.empty() && code[0] >= 'a' && code[0] <= 'z') code[0] = static_cast<char>(code[0] - 32);
  return code;
}

boost::json::array errors_of(const std::vector<FieldProblem>& fields) {
  boost::json::array errors;
  for (const auto& [pointer, detail] : fields) {
    errors.push_back(boost::json::object{{"pointer", pointer}, {"detail", detail}});
  }
  return errors;
}

std::optional<std::int64_t> natural_from(std::string_view digits) {
  std::int64_t number = 0;
  const char* last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, number);
  const bool plain = !digits.empty() && digits.front() >= '0' && digits.front() <= '9';
  if (!plain || error != std::errc{} || end != last) return {};
  return number;
}

// A cursor carries a checksum of its key, so that a mistyped or invented one is refused here and
// never reaches a comparison in SQL. It is no secret: whoever forges it sees their own fund's page.
std::string checksum_of(std::string_view key) {
  return sha256("haven cursor " + std::string{key}).substr(0, checksum_size);
}

std::optional<std::string> key_from(std::string_view cursor) {
  if (cursor.size() > cursor_bytes_max) return {};
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() <= checksum_size) return {};
  std::string key = bytes->substr(checksum_size);
  if (bytes->substr(0, checksum_size) != checksum_of(key) || !is_plain(key)) return {};
  return key;
}

}  // namespace

const std::set<std::string>& known_roles() {
  static const std::set<std::string> names = {"registrar", "collector", "intake",  "adjudicator",
                                              "approver",  "cashier",   "auditor", "partner",
                                              "family",    "operator"};
  return names;
}

Response ok(std::string json) {
  return {200, {{"Content-Type", "application/json"}}, std::move(json), {}};
}

Response created(const std::string& location, std::string json) {
  return {201, {{"Content-Type", "application/json"}, {"Location", location}}, std::move(json), {}};
}

Response no_content() {
  return {204, {}, {}, {}};
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::malformed:
      return 400;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::precondition_failed:
      return 412;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unsupported:
      return 415;
    case ErrorKind::invalid:
      return 422;
    case ErrorKind::precondition_required:
      return 428;
    case ErrorKind::too_many:
      return 429;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

Response problem(const Error& error) {
  return problem(status_of(error.kind), error);
}

Response problem(int status, const Error& error) {
  boost::json::object body{{"type", "urn:haven:problem:" + error.code},
                           {"title", title_of(error.code)},
                           {"status", status},
                           {"detail", error.detail},
                           {"code", error.code}};
  if (!error.fields.empty()) body["errors"] = errors_of(error.fields);
  if (const std::string& trace = log::Trace::current(); !trace.empty()) body["trace"] = trace;
  Response response{
      status, {{"Content-Type", "application/problem+json"}}, boost::json::serialize(body), {}};
  if (status == 401) response.headers["WWW-Authenticate"] = "Bearer realm=\"haven\"";
  if (status == 429 || status == 503) response.headers["Retry-After"] = "1";
  return response;
}

std::string etag_of(std::int64_t version) {
  return '"' + std::to_string(version) + '"';
}

Result<std::int64_t> if_match(const Request& request) {
  const std::string tag = request.header("if-match");
  if (tag.empty()) {
    return refuse(ErrorKind::precondition_required, "if_match_required",
                  "Send an If-Match header with the ETag that you last read.",
                  {{"If-Match", "the ETag that you last read"}});
  }
  const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
  const auto version =
      quoted ? natural_from(std::string_view{tag}.substr(1, tag.size() - 2)) : std::nullopt;
  if (version) return *version;
  return refuse(ErrorKind::malformed, "if_match_malformed",
                "Send in If-Match exactly one ETag as you read it, such as \"7\".",
                {{"If-Match", "one ETag such as \"7\""}});
}

Result<Page> page_from(const Request& request, const std::set<std::string>& filters) {
  Page page;
  std::vector<FieldProblem> problems;
  for (const auto& [name, value] : request.query) {
    if (name == "limit") {
      const auto limit = natural_from(value);
      if (limit && *limit >= 1 && *limit <= page_rows_max)
        page.limit = static_cast<int>(*limit);
      else
        problems.push_back({name, "a whole number from 1 to 200"});
    } else if (name == "after") {
      if (auto key = key_from(value))
        page.after = std::move(*key);
      else
        problems.push_back({name, "the `next` of the page before, unchanged"});
    } else if (!filters.contains(name)) {
      problems.push_back({name, "unknown; leave it out"});
    } else if (value.empty() || value.size() > filter_bytes_max) {
      problems.push_back({name, "1 to 200 characters"});
    }
  }
  if (problems.empty()) return page;
  return refuse(ErrorKind::malformed, "invalid_parameter",
                "The query has parameters that are unknown or wrong; see errors.",
                std::move(problems));
}

std::string cursor_of(const std::string& key) {
  return to_base64url(checksum_of(key) + key);
}

}  // namespace haven::http
