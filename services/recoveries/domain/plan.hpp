#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "services/recoveries/domain/receivable.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// A debtor pays the same amount every month; the last instalment is what is left.
struct Plan {
  int number = 1;  // 1, 2, ... of its receivable; the latest is in force
  Money instalment;
  Money from;  // what was left when it was agreed
  Date first{};
  std::string agreed_by;
  Date agreed{};
};

struct Instalment {
  Date due{};
  Money amount;
};

/// They add up to what was left, exactly.
std::vector<Instalment> schedule_of(const Plan& plan);

/// The day of the first instalment that is not paid in full when `left` is left; of the last one
/// when all are.
Date next_due(const Plan& plan, const Money& left);

constexpr int first_instalment_within_days = 92;

/// Refused: an insurer's share, one that has ended, an instalment below the least or above what is
/// left, more months than allowed, a first day in the past or too far away.
Result<void> plan_can_be_agreed(const Receivable& receivable, const OverpaymentTerms& terms,
                                const Plan& plan, Date today);

}  // namespace haven::recoveries
