#pragma once
#include "common/http/router.hpp"
#include "common/http/token.hpp"
#include "common/service/setting.hpp"
#include "services/claims/app/rules.hpp"

namespace haven::claims {

/// Everything that claims serves over HTTP. `setting` and `signer` outlive the router; the signer
/// makes the tokens of families who showed their PIN.
void add_routes(http::Router& router, const service::Setting& setting, const Packs& packs,
                const http::TokenSigner& signer);

}  // namespace haven::claims
