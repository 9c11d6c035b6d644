#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"
#include "services/adjudication/app/rules.hpp"

namespace haven::adjudication {

/// The work queue.
void add_work_item_routes(http::Router& router, const service::Setting& setting,
                          const Packs& packs);

}  // namespace haven::adjudication
