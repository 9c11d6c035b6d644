#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

void add_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::ledger
