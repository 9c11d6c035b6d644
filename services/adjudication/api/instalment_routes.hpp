#pragma once
#include "common/http/router.hpp"
#include "common/service/setting.hpp"

namespace haven::adjudication {

void add_instalment_routes(http::Router& router, const service::Setting& setting);

}  // namespace haven::adjudication
