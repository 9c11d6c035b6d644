#pragma once
#include <memory>

#include "common/http/router.hpp"
#include "common/http/token.hpp"
#include "common/service/command.hpp"
#include "common/service/setting.hpp"
#include "services/claims/app/rules.hpp"

namespace haven::claims {

/// The service as a handler sees it.
struct Desk {
  const service::Setting& setting;
  Packs packs;
  const http::TokenSigner& signer;
  std::string pin_key;

  [[nodiscard]] FundRules rules(const http::Request& request) const {
    return rules_of(setting, packs, request.principal.fund);
  }
};
using DeskPtr = std::shared_ptr<const Desk>;

inline Actor actor_of(const http::Request& request) {
  return {request.principal.subject, request.header("idempotency-key")};
}

/// What a PIN is made from besides the server's key: the same for a repeated request, another for
/// every other.
inline std::string command_key_of(const http::Request& request) {
  return request.path + '\n' + request.principal.subject + '\n' + request.header("idempotency-key");
}

/// The claim named in the path. An id of any other form, and for a family any claim but its own, is
/// one that does not exist.
Result<ClaimId> claim_named(const http::Request& request);

/// Refuses query parameters other than these.
Result<void> only_parameters(const http::Request& request, const std::set<std::string>& known);

/// The handler of a route; `plain` ones know no query parameters.
using Handle = http::Response (*)(const Desk&, const http::Request&);
http::Handler with(const DeskPtr& desk, Handle handle);
http::Handler plain(const DeskPtr& desk, Handle handle);

tl::unexpected<Error> no_such_claim();
tl::unexpected<Error> wrong_parameter(const std::string& name, const std::string& wanted);
http::Response with_etag(http::Response response, std::int64_t version);

void add_claim_routes(http::Router& router, const DeskPtr& desk);
void add_paper_routes(http::Router& router, const DeskPtr& desk);
void add_family_routes(http::Router& router, const DeskPtr& desk);
void add_owed_routes(http::Router& router, const DeskPtr& desk);

}  // namespace haven::claims
