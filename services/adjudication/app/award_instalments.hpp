#pragma once
#include <cstddef>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

namespace haven::adjudication {

/// Awards the instalments of a fund whose day has come and whose condition, if they have one, was
/// confirmed: at most a hundred plans at once, one instalment of each. Returns how many.
std::size_t award_instalments(db::Transaction& tx, const std::string& fund, Date today,
                              Instant now);

}  // namespace haven::adjudication
