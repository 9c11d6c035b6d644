#pragma once

#include "common/http/signature.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

/// Seals what was booked since the last time, in all funds, and signs the new ends of the chains
/// with the key. How many entries.
std::size_t sweep_seals(const service::Setting& setting, const http::SigningKey& key);

}  // namespace haven::ledger
