#include "services/recoveries/api/ageing.hpp"

#include <map>

namespace haven::recoveries {

std::vector<AgeRow> ageing_of(const std::vector<store::DueSum>& sums, Date today) {
  std::vector<AgeRow> rows;
  for (const store::DueSum& sum : sums) {  // by debtor and currency
    const bool is_same = !rows.empty() && rows.back().debtor == sum.debtor &&
                         rows.back().left.currency() == sum.left.currency();
    if (!is_same) {
      const Money nothing = nothing_of(sum.left);
      rows.push_back({sum.debtor, 0, nothing, {}});
      for (const Age age : {Age::not_due, Age::to_30, Age::to_60, Age::to_90, Age::over_90}) {
        rows.back().ages.push_back({age, 0, nothing});
      }
    }
    AgeRow& row = rows.back();
    AgePart& part = row.ages[static_cast<std::size_t>(age_of(sum.due, today))];
    row.count += sum.count;
    row.left += sum.left;
    part.count += sum.count;
    part.left += sum.left;
  }
  return rows;
}

std::vector<AgePart> totals_of(const std::vector<store::DueSum>& sums, Date today) {
  std::map<std::pair<Currency, Age>, AgePart> totals;
  for (const store::DueSum& sum : sums) {
    const Age age = age_of(sum.due, today);
    auto& total =
        totals.try_emplace({sum.left.currency(), age}, age, 0, nothing_of(sum.left)).first->second;
    total.count += sum.count;
    total.left += sum.left;
  }
  std::vector<AgePart> parts;
  for (const auto& [key, total] : totals) parts.push_back(total);
  return parts;
}

}  // namespace haven::recoveries
