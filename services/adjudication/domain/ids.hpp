#pragma once
#include "common/core/id.hpp"

namespace haven::adjudication {

using DecisionId = Id<struct DecisionTag>;
using WorkItemId = Id<struct WorkItemTag>;
using EntitlementId = Id<struct EntitlementTag>;
using PaymentId = Id<struct PaymentTag>;

}  // namespace haven::adjudication
