#include "services/disbursement/api/routes.hpp"

#include "services/disbursement/api/after_payment_routes.hpp"

namespace haven::disbursement {

void add_routes(http::Router& router, const service::Setting& setting,
                const PaymentPolicies& policies) {
  add_payment_routes(router, setting, policies);
  add_batch_routes(router, setting, policies);
  add_hold_routes(router, setting);
  add_check_routes(router, setting, policies);
  add_interest_routes(router, setting);
  add_order_file_routes(router, setting);
  add_unclaimed_routes(router, setting, policies);
  add_receipt_routes(router, setting);
  add_statement_routes(router, setting, policies);
  add_bank_line_routes(router, setting);
  add_repair_routes(router, setting);
}

}  // namespace haven::disbursement
