#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "services/haven/rehearsal/office.hpp"
#include "services/haven/rehearsal/plan.hpp"
#include "services/haven/rehearsal/progress.hpp"

namespace haven::rehearsal {

/// What the intake desks count while they file. Thread-safe.
struct Filed {
  std::atomic<int> filed = 0, refused = 0, refused_twice = 0, withdrawn = 0, looked_up = 0;
  std::mutex guard;
  std::map<std::string, int> refusals;    // code -> count
  std::vector<std::string> acknowledged;  // ids of the claims that haven said it has
};

/// Files every planned claim over HTTP from `desks` desks at once: first notices, full claims,
/// papers, waivers, second filings, withdrawals; some families look their claim up with reference
/// and PIN.
void file_claims(const Office& office, const std::vector<PlannedClaim>& plan, int desks,
                 Filed& filed, Progress& progress);

}  // namespace haven::rehearsal
