#pragma once
#include <optional>
#include <string>

#include "common/scheme/situation.hpp"

namespace haven::scheme {

/// What an amount rule comes to: an amount, or why there is none.
struct Worked {
  std::optional<Money> amount;
  Outcome outcome = Outcome::pay;
  std::string reason;
  std::string_view rule;        // the true statement that gave it
  std::string how;              // for the trace
  std::vector<Share> shares{};  // where the rule names the payees itself
  std::string refused_part{};   // reason for the bills that do not count, while others do
  std::string refused_how{};
};

Worked work_out(Situation& situation, const Amount& amount, const Currency& currency);
Worked work_out_costs(Situation& situation, const Costs& costs, const Currency& currency);

Worked gives(std::string_view rule, Money amount, std::string how);
Worked refuses(std::string_view rule, std::string reason, std::string how);
/// The facts do not settle it: a person does.
Worked refers(std::string_view rule, std::string how);

}  // namespace haven::scheme
