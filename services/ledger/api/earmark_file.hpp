#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "services/ledger/domain/earmark.hpp"

namespace haven::ledger {

/// Reads the earmarks of ops/purses/<fund>.yaml; none where the file has no such list. Refused with
/// the earmark's name and what is wrong with it.
Result<std::vector<Earmark>> earmarks_from_yaml(const std::string& text);

}  // namespace haven::ledger
