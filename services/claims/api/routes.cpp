#include "services/claims/api/routes.hpp"

#include "services/claims/api/desk.hpp"
#include "services/claims/store/files.hpp"

namespace haven::claims {

Result<ClaimId> claim_named(const http::Request& request) {
  const auto id = id_from<ClaimId>(request.param("claim"));
  const http::Principal& caller = request.principal;
  if (!id || (caller.has("family") && caller.claim != id->text())) return no_such_claim();
  return *id;
}

Result<void> only_parameters(const http::Request& request, const std::set<std::string>& known) {
  for (const auto& [name, value] : request.query) {
    if (!known.contains(name)) return wrong_parameter(name, "left out: it is unknown here");
  }
  return {};
}

http::Handler with(const DeskPtr& desk, Handle handle) {
  return [desk, handle](const http::Request& request) { return handle(*desk, request); };
}

http::Handler plain(const DeskPtr& desk, Handle handle) {
  return [desk, handle](const http::Request& request) {
    const auto none = only_parameters(request, {});
    return none ? handle(*desk, request) : http::problem(none.error());
  };
}

tl::unexpected<Error> no_such_claim() {
  return refuse(ErrorKind::not_found, "claim_not_found", "There is no such claim.");
}

tl::unexpected<Error> wrong_parameter(const std::string& name, const std::string& wanted) {
  return refuse(ErrorKind::malformed, "invalid_parameter", name + ": " + wanted, {{name, wanted}});
}

http::Response with_etag(http::Response response, std::int64_t version) {
  response.headers["ETag"] = http::etag_of(version);
  return response;
}

void add_routes(http::Router& router, const service::Setting& setting, const Packs& packs,
                const http::TokenSigner& signer) {
  const auto desk =
      std::make_shared<const Desk>(Desk{setting, packs, signer, store::pin_key(setting.files)});
  add_claim_routes(router, desk);
  add_paper_routes(router, desk);
  add_family_routes(router, desk);
  add_owed_routes(router, desk);
}

}  // namespace haven::claims
