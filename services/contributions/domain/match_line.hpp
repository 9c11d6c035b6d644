#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/contributions/domain/deposit.hpp"

namespace haven::contributions {

/// A deposit that a line might be, with what is known to be in the bank of it.
struct Candidate {
  DepositId id;
  std::string partner;
  std::string reference;     // ours
  std::string partner_name;  // the partner's own reference as banks print it; may be empty
  Money amount;
  Money banked;  // lines that are claimed for it or matched
  Date paid{};
};

struct Choice {
  Candidate deposit;
  std::string reason;  // reference, partner_reference, amount_and_day
};

/// Banks book a transfer from the day before the partner's clock says to a week later.
constexpr std::chrono::days booked_before{1};
constexpr std::chrono::days booked_after{7};
/// A partner's reference of fewer letters and digits tells nothing.
constexpr std::size_t telling_name_length = 4;

/// The deposit that a line pays. The first that holds decides: our own reference stands in it, and
/// something of that deposit is missing · the partner's reference is that of exactly one of which
/// nothing is in the bank · exactly one such is of this amount and these days. Nothing when people
/// have to look. Candidates are of the line's fund.
std::optional<Choice> choose_deposit(const BankLine& line,
                                     const std::vector<Candidate>& candidates);

}  // namespace haven::contributions
