#include "services/disbursement/api/routes.hpp"

namespace haven::disbursement {

void add_routes(http::Router& router, const service::Setting& setting, const PaymentPolicies&) {
  add_payment_routes(router, setting);
  add_batch_routes(router, setting);
  add_statement_routes(router, setting);
}

}  // namespace haven::disbursement
