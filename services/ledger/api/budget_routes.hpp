#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

/// What lapses of budget years, and the earmarks.
void add_budget_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::ledger
