#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/ledger/domain/entry.hpp"

namespace haven::ledger {

using LineId = Id<struct LineTag>;

/// A line of the bank's statement that is no order of ours.
struct BankLine {
  std::string fund;
  LineId id;
  bool is_credit = false;  // money in
  Money amount;
  Date booked_on{};  // by the bank
};

/// What a line was for.
enum class LineUse { deposit, receivable, interest, charge, funding, exchange, other };
std::string name_of(LineUse use);
std::optional<LineUse> line_use_from(std::string_view name);

/// The other side of suspense. `party` is the partner of a deposit, the debtor of a receivable or
/// what something else is. The entries of fundings and exchanges wait on accounts of their own for
/// the lines that prove them.
Account account_of(LineUse use, const std::string& party, const Currency& currency);

/// The line is in the bank and in suspense; then it is out of suspense, in `account`.
Entry taken_entry(const Cause&, const BankLine&);
Entry assignment_entry(const Cause&, const BankLine&, const Account& account);

}  // namespace haven::ledger
