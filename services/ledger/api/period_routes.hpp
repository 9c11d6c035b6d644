#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

/// Closing and reopening the months of the books.
void add_period_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::ledger
