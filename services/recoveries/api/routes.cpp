#include "services/recoveries/api/routes.hpp"

#include "services/recoveries/api/desk.hpp"

namespace haven::recoveries {

void add_routes(http::Router& router, const service::Setting& setting, const TermsOfFunds& terms) {
  const Desk desk{setting, terms};
  add_receivable_routes(router, desk);
  add_proposal_routes(router, desk);
  add_settlement_routes(router, desk);
}

}  // namespace haven::recoveries
