#pragma once
#include <boost/json/fwd.hpp>

#include "common/core/result.hpp"
#include "common/http/message.hpp"
#include "services/contributions/app/move_charge.hpp"
#include "services/contributions/app/raise_charge.hpp"
#include "services/contributions/store/charges.hpp"

namespace haven::contributions {

Result<RaiseCharge> charge_from(const http::Request& request);
Result<MoveCharge> step_from(const http::Request& request, const ChargeId& charge, ChargeState to);

/// A charge as it stands today.
boost::json::object json_of(const Charge& charge, Date today);
boost::json::object json_of(const store::ChargeStep& step);
boost::json::object json_of(const store::AgencyCharges& row);

}  // namespace haven::contributions
