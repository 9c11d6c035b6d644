#include "common/service/command.hpp"

#include <boost/json.hpp>

#include "common/core/hash.hpp"
#include "common/db/idempotency.hpp"
#include "common/log/log.hpp"

namespace haven::service {
namespace {

Result<std::string> key_of(const http::Request& request) {
  const std::string key = request.header("idempotency-key");
  const bool visible = key.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                           "-_.:/+=\"") == std::string::npos;
  if (key.size() >= 8 && key.size() <= 100 && visible) return key;
  return refuse(ErrorKind::precondition_required, "idempotency_key_required",
                "Send an Idempotency-Key header of 8 to 100 letters, digits or -_.:/+= that is new "
                "for this request and the same when you send it again.",
                {{"Idempotency-Key", "8 to 100 visible characters"}});
}

// Everything that makes one request another. The query is part of it: an upload says there what it
// is.
std::string fingerprint_of(const http::Request& request) {
  std::string text = request.method + '\n' + request.path + '\n';
  for (const auto& [name, value] : request.query) text += name + '=' + value + '\n';
  return sha256_hex(text + request.header("if-match") + '\n' + request.body_sha256);
}

std::string headers_json(const http::Response& response) {
  boost::json::object headers;
  for (const auto& [name, value] : response.headers) headers[name] = value;
  return boost::json::serialize(headers);
}

http::Response replayed(const db::StoredAnswer& answer) {
  http::Response response{answer.status, {}, answer.body, {}};
  const auto headers = boost::json::parse(answer.headers);
  for (const auto& [name, value] : headers.as_object()) {
    response.headers[std::string{name}] = std::string{value.as_string()};
  }
  response.headers["Idempotency-Replayed"] = "true";
  return response;
}

http::Response refused_by(const db::Failure& failure) {
  log::failure("command_refused_by_constraint", failure);
  return http::problem({ErrorKind::conflict,
                        failure.constraint(),
                        "The request breaks the rule \"" + failure.constraint() +
                            "\" that the database guards; read the current state and decide anew.",
                        {}});
}

}  // namespace

http::Response run_command(db::Pool& db, const http::Request& request, Instant now,
                           const Command& command) {
  const auto key = key_of(request);
  if (!key) return http::problem(key.error());
  const db::IdempotencyKey id{request.principal.fund, request.principal.subject, *key,
                              fingerprint_of(request)};
  try {
    const auto outcome = db::in_transaction(db, [&](db::Transaction& tx) -> Result<http::Response> {
      const auto before = db::begin_idempotent(tx, id);
      if (!before) return pass(before);
      if (*before) return replayed(**before);
      auto response = command(tx);
      if (!response || response->status >= 400) return response;
      db::finish_idempotent(tx, id, {response->status, headers_json(*response), response->body},
                            now);
      return response;
    });
    return outcome ? *outcome : http::problem(outcome.error());
  } catch (const db::Failure& failure) {
    // The first request committed between our look and our insert: its answer is there now.
    if (failure.constraint() == "idempotency_key_pkey")
      return run_command(db, request, now, command);
    if (failure.sqlstate().starts_with("23")) return refused_by(failure);
    throw;
  }
}

http::Response run_query(db::Pool& db, const Command& query) {
  const auto outcome = db::in_transaction(db, query);
  return outcome ? *outcome : http::problem(outcome.error());
}

}  // namespace haven::service
