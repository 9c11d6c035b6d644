#include "services/contributions/domain/deposit.hpp"

#include <algorithm>

namespace haven::contributions {

DepositState state_of(const Deposit& deposit, const std::vector<BankLine>& lines) {
  const auto has = [&](LineState state) {
    return std::ranges::find(lines, state, &BankLine::state) != lines.end();
  };
  if (has(LineState::matched)) return DepositState::matched;
  if (deposit.state == DepositState::cancelled) return DepositState::cancelled;
  return has(LineState::claimed) ? DepositState::claimed : DepositState::announced;
}

Difference difference_of(const Money& expected, const Money& actual) {
  const Money more = actual - expected;
  if (more.is_zero()) return {Difference::Side::even, more};
  if (more.minor() > 0) return {Difference::Side::over, more};
  return {Difference::Side::short_of, more.times(-1)};
}

}  // namespace haven::contributions
