#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/fund.hpp"
#include "common/core/result.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// Reads ops/payments/<fund>.yaml. Refused with the key and what would be right: an unknown or
/// missing key, no account, a currency without bands, bands that do not rise or never end, a number
/// out of its range.
Result<PaymentPolicy> payment_policy_from_yaml(const std::string& text);

/// The policies of these funds; throws std::runtime_error that names the file and the fault.
PaymentPolicies payment_policies(const std::vector<Fund>& funds,
                                 const std::filesystem::path& folder);

}  // namespace haven::disbursement
