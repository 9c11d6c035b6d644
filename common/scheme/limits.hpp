#pragma once
#include <string>

#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// What the limits of a scheme leave of a payment.
struct Within {
  std::optional<Money> rest;     // nothing: the limit ends the line
  const Limit* limit = nullptr;  // that took something; nothing: none did
  bool is_known = true;          // false: what it counts is not known, so a person decides
  std::string found;             // for the trace
};

/// Limits on the number of payments: whether one more may be made.
Within within_times(Situation& situation, const Benefit& benefit);
/// Limits on amounts: the payment, or as much of it as they leave.
Within within_amounts(Situation& situation, const Benefit& benefit, const Money& payment);

}  // namespace haven::scheme
