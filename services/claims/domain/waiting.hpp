#pragma once
#include <chrono>
#include <map>
#include <vector>

#include "services/claims/domain/claim.hpp"

namespace haven::claims {

/// How long a claim waited for each party, from its history. The last line counts up to `now` while
/// the claim is open.
[[nodiscard]] std::map<Party, std::chrono::seconds> waited_for(
    const std::vector<HistoryLine>& history, Instant now);

}  // namespace haven::claims
