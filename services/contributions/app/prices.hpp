#pragma once
#include <vector>

#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/judge.hpp"

namespace haven::contributions {

/// What the pack asks for each scheme, kind and day that these payments name.
std::map<PriceKey, Money> prices_of(const Occasion& occasion, const std::vector<Payment>& payments);

}  // namespace haven::contributions
