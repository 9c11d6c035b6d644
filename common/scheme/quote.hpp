#pragma once
#include "common/core/result.hpp"
#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// What must be paid for each registration listed, and what a batch of like payments costs, by the
/// values in force on the day asked.
Result<Decision> quote(const Pack& pack, const Case& facts);

/// What a scheme asks for a registration: items by name with their amounts, or why there is none.
struct Price {
  std::vector<QuoteLine> items;
  std::optional<Line> refusal;
};
Price price_of(Situation& situation, const Scheme& scheme, const Registration& registration);

}  // namespace haven::scheme
