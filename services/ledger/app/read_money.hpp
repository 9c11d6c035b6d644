#pragma once
#include <optional>

#include "common/core/money.hpp"
#include "haven/common/v1/money.pb.h"

namespace haven::ledger {

/// Nothing unless the wire holds a positive amount of a known currency.
std::optional<Money> positive_money_from(const common::v1::Money& wire);

}  // namespace haven::ledger
