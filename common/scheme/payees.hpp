#pragma once
#include <string>
#include <vector>

#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// The relative whom a rule picks, or why there is none.
struct Picked {
  const Relative* relative = nullptr;
  std::string reason;
};
Picked pick(Situation& situation, const OneRelative& rule);

/// Who takes how much of an amount. Empty: the rules name nobody. The shares add up to the amount.
std::vector<Share> shares_of(Situation& situation, const PayeeRule& rule, const Money& amount);
std::vector<Share> shares_of(Situation& situation, const Fractions& rule, const Money& amount);

}  // namespace haven::scheme
