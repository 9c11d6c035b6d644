#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

using DepositId = Id<struct DepositTag>;
using LineId = Id<struct LineTag>;

enum class DepositState {
  announced,  // the partner says that it paid; no line is known
  claimed,    // we take a line for it, and wait for the word of disbursement
  matched,    // a line of a statement is assigned to it
  cancelled   // the partner took its word back
};
enum class LineState { unmatched, claimed, matched, elsewhere };

/// What a partner says that it paid into the fund's bank account.
struct Deposit {
  DepositId id;
  std::string partner;
  std::string reference;  // ours
  std::optional<std::string> partner_reference;
  Money amount;
  Date paid{};
  DepositState state = DepositState::announced;
  FileId file;  // whose receipts it covers; empty when they were named one by one, or none were
  Instant announced_at{};
  std::optional<std::string> cancelled_because;
};

/// A deposit with what stands on its two sides: the receipts that it covers, and the bank.
struct DepositView {
  Deposit deposit;
  std::int64_t receipts = 0;
  Money covered;  // sum of those receipts; reversed ones are none
  Money banked;   // sum of the lines that are assigned to it
};

/// A line of a statement that is no order of ours. Money out is negative.
struct BankLine {
  LineId id;
  Money amount;
  Date booked{};
  std::vector<std::string> names;  // as name_as_printed() makes them
  LineState state = LineState::unmatched;
  DepositId deposit;    // claimed or matched; empty where disbursement named none of ours
  std::string partner;  // matched: whose money it was
  std::string reason;   // why it was taken for the deposit
};

/// The state that follows from the lines of a deposit; what is in the bank is there, whatever was
/// cancelled before.
DepositState state_of(const Deposit& deposit, const std::vector<BankLine>& lines);

/// How two amounts of one currency differ, as seen from the one that was expected.
struct Difference {
  enum class Side { even, over, short_of };
  Side side = Side::even;
  Money amount;  // never negative
};
Difference difference_of(const Money& expected, const Money& actual);

}  // namespace haven::contributions
