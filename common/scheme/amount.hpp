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
  std::string_view rule;  // the true statement that gave it
  std::string how;        // for the trace
};

Worked work_out(const Amount& amount, const Situation& situation);

/// The amount of one like payment where no single case is looked at: flat, or by cover status.
std::optional<Money> amount_of_batch(const Amount& amount, const std::string& status);

}  // namespace haven::scheme
