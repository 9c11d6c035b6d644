#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "common/core/result.hpp"

namespace haven::http {

class OutgoingFile;

/// Every role a token can carry.
const std::set<std::string>& known_roles();

/// Who is asking, as their token says. Every request carries one, except to routes open to anyone.
struct Principal {
  std::string subject;          // "maria": stable, no personal data beyond it
  std::string fund;             // the only fund whose data this caller can reach
  std::set<std::string> roles;  // registrar collector intake adjudicator approver cashier auditor
                                // partner family operator
  std::string claim;            // role family: the one claim it may see; else empty
  [[nodiscard]] bool has(const std::string& role) const { return roles.contains(role); }
};

/// A request, complete: framing, limits and token are already checked by the server.
struct Request {
  std::string method;                          // "POST"
  std::string path;                            // "/v1/claims/018f.../documents"
  std::map<std::string, std::string> params;   // from the route's pattern: {"claim", "018f..."}
  std::map<std::string, std::string> query;    // decoded
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::filesystem::path body_file;             // uploads: where the body was streamed to
  std::string body_sha256;                     // hex, of body or body_file
  Principal principal;
  std::string trace;                           // 32 hex digits

  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
  [[nodiscard]] const std::string& param(const std::string& name) const { return params.at(name); }
};

struct Response {
  int status = 200;
  std::map<std::string, std::string> headers;
  std::string body;
  std::filesystem::path body_file;  // streamed instead of body when set
  std::shared_ptr<const OutgoingFile> made_for_this{};  // keeps such a file until it is sent
};

/// 200 with a JSON body.
Response ok(std::string json);
/// 201 with Location and a JSON body.
Response created(const std::string& location, std::string json);
Response no_content();

/// RFC 9457 problem details; the one place where kinds become statuses.
Response problem(const Error& error);
/// The same with a status of its own, for what only the server refuses (405, 408, 417, 431).
Response problem(int status, const Error& error);
int status_of(ErrorKind kind);

/// The strong ETag of a version, `"7"`.
std::string etag_of(std::int64_t version);
/// The version named in If-Match; precondition_required when it is missing.
Result<std::int64_t> if_match(const Request& request);

/// A page of a list: `limit` rows (1 to 200, default 50) after an opaque cursor. Unknown query
/// parameters are refused by name; `filters` lists the others that the route knows, each of 1 to 200
/// characters.
struct Page {
  int limit = 50;
  std::string after;  // the last key of the page before, decoded; empty: from the start
};
Result<Page> page_from(const Request& request, const std::set<std::string>& filters = {});
/// The cursor that continues after `key`.
std::string cursor_of(const std::string& key);

}  // namespace haven::http
