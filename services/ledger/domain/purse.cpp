#include "services/ledger/domain/purse.hpp"

#include <algorithm>

namespace haven::ledger {

std::vector<std::int64_t> spread(std::int64_t balance_minor, std::int64_t floor_minor) {
  const std::int64_t held_back = std::min(balance_minor, floor_minor);
  const std::int64_t free = balance_minor - held_back;
  constexpr auto count = static_cast<std::int64_t>(slices_of_claims);
  std::vector<std::int64_t> slices(slices_of_claims + 1, free / count);
  slices[0] = held_back;
  slices[1] += free % count;
  return slices;
}

std::size_t payable_in_order(std::int64_t balance_minor, std::int64_t floor_minor,
                             const std::vector<std::int64_t>& waiting) {
  std::int64_t free = balance_minor - floor_minor;
  std::size_t count = 0;
  for (const std::int64_t amount : waiting) {
    if (amount > free) break;
    free -= amount;
    ++count;
  }
  return count;
}

std::int64_t missing_for(std::int64_t balance_minor, std::int64_t floor_minor,
                         std::int64_t ahead_minor, std::int64_t amount_minor) {
  const std::int64_t free = std::max<std::int64_t>(balance_minor - floor_minor, 0);
  return std::max<std::int64_t>(ahead_minor + amount_minor - free, 0);
}

}  // namespace haven::ledger
