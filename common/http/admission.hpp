#pragma once
#include "common/http/framing.hpp"
#include "common/http/router.hpp"
#include "common/http/server.hpp"
#include "common/http/token.hpp"

namespace haven::http {

/// What decides whether a request gets to its handler.
struct Gate {
  const Router& router;
  const TokenVerifier& tokens;
  const ServerOptions& options;
};

/// Everything that is decided before a body is read, in this order: the route exists (404, 405),
/// the caller may use it (401, 403), its body belongs there (400, 413, 415). Fills in the request's
/// params and principal.
tl::expected<const Route*, Response> admit(const Gate& gate, Request& request,
                                           const Framing& framing, Instant now);

/// The largest body that a route takes.
std::size_t body_max_of(const Route& route, const ServerOptions& options);

Response body_too_large(std::size_t bytes_max);

}  // namespace haven::http
