#include "services/recoveries/api/routes.hpp"

namespace haven::recoveries {

void add_routes(http::Router&, const service::Setting&, const TermsOfFunds&) {}

}  // namespace haven::recoveries
