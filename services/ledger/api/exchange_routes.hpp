#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

/// Money that the bank changes into another currency.
void add_exchange_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::ledger
