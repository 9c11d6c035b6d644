#pragma once
#include <cstddef>

#include "common/service/setting.hpp"

namespace haven::claims {

/// Writes down, once for each due time, that it has passed: a line of the claim's history and one
/// in the log. Safe to call from several processes at once. Returns how many fell overdue.
std::size_t sweep_due(const service::Setting& setting);

}  // namespace haven::claims
