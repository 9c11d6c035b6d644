#pragma once
#include <string>

#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

/// The demand that goes to a debtor: what is owed, why, by when, and the reference to pay with.
std::string demand_text(const Receivable& receivable, Date today);

}  // namespace haven::recoveries
