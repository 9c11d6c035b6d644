#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// The whole HTTP surface of disbursement. `policies` outlives the router.
void add_routes(http::Router& router, const service::Setting& setting,
                const PaymentPolicies& policies);

/// Its parts.
void add_payment_routes(http::Router& router, const service::Setting& setting,
                        const PaymentPolicies& policies);
void add_batch_routes(http::Router& router, const service::Setting& setting,
                      const PaymentPolicies& policies);
void add_hold_routes(http::Router& router, const service::Setting& setting);
void add_check_routes(http::Router& router, const service::Setting& setting,
                      const PaymentPolicies& policies);
void add_interest_routes(http::Router& router, const service::Setting& setting);
void add_order_file_routes(http::Router& router, const service::Setting& setting);
void add_statement_routes(http::Router& router, const service::Setting& setting,
                          const PaymentPolicies& policies);
void add_bank_line_routes(http::Router& router, const service::Setting& setting);
void add_repair_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::disbursement
