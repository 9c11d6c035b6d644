#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

using LineId = Id<struct LineTag>;

enum class LineState { open, matched, ours, of_others };
std::string name_of(LineState state);
LineState line_state_named(const std::string& name);

/// Money that came in, as a statement of the bank tells of it.
struct BankLine {
  LineId id;
  std::string fund;
  Money amount;
  Date booked{};
  std::vector<std::string> names;  // everything in it that could be a reference
  LineState state = LineState::open;
  ReceivableId receivable;  // it was said to pay, or pays
  std::string reason, matched_by;
};

struct Match {
  Receivable receivable;
  std::string reason;  // reference, amount_and_debtor
};

/// The receivable that a line pays: the only one whose reference it bears, else the only open one
/// of exactly that amount. Never one in another currency; nothing when it is not certain.
std::optional<Match> match_of(const Money& amount, const std::vector<Receivable>& by_reference,
                              const std::vector<Receivable>& by_amount);

}  // namespace haven::recoveries
