#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::disbursement {

/// The whole HTTP surface of disbursement.
void add_routes(http::Router& router, const service::Setting& setting);

/// Its three parts.
void add_payment_routes(http::Router& router, const service::Setting& setting);
void add_batch_routes(http::Router& router, const service::Setting& setting);
void add_statement_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::disbursement
