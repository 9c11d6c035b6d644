#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/fund.hpp"
#include "common/core/result.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// Reads ops/recoveries/<fund>.yaml. Refused with the key and what would be right: an unknown or
/// missing key, a scheme or code that two insurers have, reminders or bands out of order, a number
/// out of its range.
Result<RecoveryTerms> terms_from_yaml(const std::string& text);

/// The terms of these funds; throws std::runtime_error that names the file and the fault.
TermsOfFunds recovery_terms(const std::vector<Fund>& funds, const std::filesystem::path& folder);

}  // namespace haven::recoveries
