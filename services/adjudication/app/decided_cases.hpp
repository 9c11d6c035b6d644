#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/scheme/case.hpp"

namespace haven::adjudication {

/// A page of the cases that were decided under a pack, as they were then, for trying other rules on
/// them. Across funds: for the auditor's commands, not for requests.
struct DecidedCases {
  std::vector<scheme::Case> cases;
  std::vector<std::string> unreadable;  // decisions whose record no longer reads
  std::string last;                     // where the next page begins; empty at the end
};
DecidedCases decided_cases(db::Transaction& tx, const std::string& pack, const std::string& after,
                           int limit);
std::int64_t count_decided_cases(db::Transaction& tx, const std::string& pack);

}  // namespace haven::adjudication
