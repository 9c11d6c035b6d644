#pragma once
#include <map>
#include <string>

#include "common/http/router.hpp"
#include "common/scheme/pack.hpp"
#include "common/service/setting.hpp"

namespace haven::contributions {

using Packs = std::map<std::string, scheme::PackPtr>;

/// `setting` and `packs` outlive the router; `packs` holds the pack of every fund.
void add_routes(http::Router& routes, const service::Setting& setting, const Packs& packs);

}  // namespace haven::contributions
