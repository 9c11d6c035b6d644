#pragma once
#include <map>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/scheme/pack.hpp"
#include "common/service/setting.hpp"

namespace haven::adjudication {

using Packs = std::map<std::string, scheme::PackPtr>;

/// What a fund's claims are decided by: its schemes, on its calendar day.
struct Rules {
  scheme::PackPtr pack;
  Date today{};
};

/// Refused as unavailable while the fund's pack is not installed.
Result<Rules> rules_of(const service::Setting& setting, const Packs& packs, const std::string& fund,
                       Instant now);

}  // namespace haven::adjudication
