#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// Unclaimed money: the register, its ageing, tracing and lawful end. `policies` outlives the
/// router.
void add_unclaimed_routes(http::Router& router, const service::Setting& setting,
                          const PaymentPolicies& policies);
/// Whether payees have their money, and the inquiries when they have not.
void add_receipt_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::disbursement
