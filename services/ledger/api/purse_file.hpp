#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger {

/// Reads ops/purses/<fund>.yaml. Refused with the purse's name and what is wrong with it: an
/// unknown key, currency or layer, a floor that is no amount, no purpose.
Result<std::vector<PurseTerms>> purses_from_yaml(const std::string& text);

}  // namespace haven::ledger
