#pragma once
#include <string>
#include <vector>

#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {

struct AgePart {
  Age age = Age::not_due;
  std::int64_t count = 0;
  Money left;
};

/// What one debtor owes in one currency; every age has a part, empty ones too.
struct AgeRow {
  std::string debtor;
  std::int64_t count = 0;
  Money left;
  std::vector<AgePart> ages;
};

std::vector<AgeRow> ageing_of(const std::vector<store::DueSum>& sums, Date today);
/// By currency and age, over all debtors; parts that hold nothing are left out.
std::vector<AgePart> totals_of(const std::vector<store::DueSum>& sums, Date today);

}  // namespace haven::recoveries
