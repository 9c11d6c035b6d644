#include "common/http/admission.hpp"

#include <algorithm>

namespace haven::http {
namespace {

tl::unexpected<Response> refused(ErrorKind kind, std::string code, std::string detail) {
  return tl::unexpected<Response>{problem({kind, std::move(code), std::move(detail), {}})};
}

tl::expected<const Route*, Response> route_of(const Router& router, Request& request) {
  std::string allow;
  if (const Route* route = router.find(request.method, request.path, request.params, allow)) {
    return route;
  }
  if (allow.empty()) {
    return refused(ErrorKind::not_found, "not_found", "There is nothing at this path.");
  }
  Response response = problem(
      405, {ErrorKind::malformed, "method_not_allowed", "This path takes " + allow + '.', {}});
  response.headers["Allow"] = allow;
  return tl::unexpected<Response>{std::move(response)};
}

// "" unless the header says Bearer and something.
std::string_view bearer_in(std::string_view authorization) {
  const std::string_view scheme = "Bearer ";
  if (!equal_ignoring_case(authorization.substr(0, scheme.size()), scheme)) return {};
  const auto start = authorization.find_first_not_of(' ', scheme.size());
  return start == std::string_view::npos ? std::string_view{} : authorization.substr(start);
}

std::string list_of(const std::set<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

tl::expected<Principal, Response> caller_of(const TokenVerifier& tokens, const Request& request,
                                            const Access& access, Instant now) {
  if (access.roles.empty()) return Principal{};
  const std::string authorization = request.header("authorization");
  const std::string_view token = bearer_in(authorization);
  if (token.empty()) {
    return refused(ErrorKind::unauthenticated, "token_required",
                   "Send a token as Authorization: Bearer <token>.");
  }
  auto principal = tokens.verify(token, now);
  if (!principal) {
    Response response = problem(principal.error());
    response.headers["WWW-Authenticate"] += ", error=\"invalid_token\"";
    return tl::unexpected<Response>{std::move(response)};
  }
  const auto may = [&](const std::string& role) { return principal->has(role); };
  if (std::ranges::any_of(access.roles, may)) return *principal;
  return refused(ErrorKind::forbidden, "role_required",
                 "This needs one of the roles " + list_of(access.roles) + '.');
}

bool is_json(std::string_view content_type) {
  auto type = content_type.substr(0, content_type.find(';'));
  type.remove_suffix(type.size() - std::min(type.find_last_not_of(" \t") + 1, type.size()));
  return equal_ignoring_case(type, "application/json");
}

std::optional<Response> body_problem(const Route& route, const Request& request,
                                     const Framing& framing, const ServerOptions& options) {
  if (!framing.has_body()) return {};
  if (route.body == Body::none) {
    return problem({ErrorKind::malformed, "body_not_allowed", "Send no body here.", {}});
  }
  if (!equal_ignoring_case(request.header("content-encoding"), "")) {
    return problem({ErrorKind::unsupported,
                    "content_encoding_unsupported",
                    "Send the body without Content-Encoding.",
                    {}});
  }
  if (route.body == Body::json && !is_json(request.header("content-type"))) {
    return problem({ErrorKind::unsupported,
                    "media_type_unsupported",
                    "Send the body as Content-Type: application/json.",
                    {}});
  }
  const std::size_t bytes_max = body_max_of(route, options);
  if (framing.length > bytes_max) return body_too_large(bytes_max);
  return {};
}

std::optional<Response> query_problem(const Route& route, const Request& request) {
  if (route.query == Query::taken || request.query.empty()) return {};
  std::vector<FieldProblem> unknown;
  for (const auto& [name, value] : request.query)
    unknown.push_back({name, "unknown; leave it out"});
  return problem({ErrorKind::malformed, "invalid_parameter",
                  "This path knows no query parameters; see errors.", std::move(unknown)});
}

}  // namespace

std::size_t body_max_of(const Route& route, const ServerOptions& options) {
  switch (route.body) {
    case Body::none:
      return 0;
    case Body::json:
      return options.body_bytes_max;
    case Body::upload:
      return options.upload_bytes_max;
    case Body::file:
      return options.file_bytes_max;
  }
  return 0;
}

Response body_too_large(std::size_t bytes_max) {
  return problem({ErrorKind::too_large,
                  "body_too_large",
                  "The body may have at most " + std::to_string(bytes_max) + " bytes.",
                  {}});
}

tl::expected<const Route*, Response> admit(const Gate& gate, Request& request,
                                           const Framing& framing, Instant now) {
  const auto route = route_of(gate.router, request);
  if (!route) return route;
  auto caller = caller_of(gate.tokens, request, (*route)->access, now);
  if (!caller) return tl::unexpected<Response>{std::move(caller.error())};
  request.principal = std::move(*caller);
  if (auto wrong = query_problem(**route, request)) {
    return tl::unexpected<Response>{std::move(*wrong)};
  }
  if (auto wrong = body_problem(**route, request, framing, gate.options)) {
    return tl::unexpected<Response>{std::move(*wrong)};
  }
  return route;
}

}  // namespace haven::http
