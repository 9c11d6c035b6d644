#include "services/adjudication/api/routes.hpp"

#include "services/adjudication/api/decision_routes.hpp"
#include "services/adjudication/api/instalment_routes.hpp"
#include "services/adjudication/api/work_item_routes.hpp"

namespace haven::adjudication {

void add_routes(http::Router& router, const service::Setting& setting, const Packs& packs) {
  add_work_item_routes(router, setting, packs);
  add_decision_routes(router, setting, packs);
  add_instalment_routes(router, setting);
}

}  // namespace haven::adjudication
