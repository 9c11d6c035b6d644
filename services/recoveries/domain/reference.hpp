#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

/// What a debtor pays with: HR, ten letters and digits derived from the receivable's id, and a
/// check character (ISO 7064, MOD 37,36), which finds every single wrong character and every two
/// that changed places.
std::string reference_of(const ReceivableId& receivable);

/// True for a reference that is written without a mistake.
bool is_reference(std::string_view text);

/// Every reference within a text of the bank, whatever stands around it and between its characters.
std::vector<std::string> references_in(std::string_view text);

}  // namespace haven::recoveries
