#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// The whole HTTP surface of recoveries. `terms` outlives the router.
void add_routes(http::Router& router, const service::Setting& setting, const TermsOfFunds& terms);

}  // namespace haven::recoveries
