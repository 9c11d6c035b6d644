#include "services/recoveries/domain/bank_line.hpp"

#include "common/core/ensure.hpp"

namespace haven::recoveries {

std::string name_of(LineState state) {
  switch (state) {
    case LineState::open:
      return "open";
    case LineState::matched:
      return "matched";
    case LineState::ours:
      return "ours";
    case LineState::of_others:
      return "of_others";
  }
  return "";
}

LineState line_state_named(const std::string& name) {
  for (const auto state :
       {LineState::open, LineState::matched, LineState::ours, LineState::of_others}) {
    if (name_of(state) == name) return state;
  }
  ensure(false, "a stored line is in a known state");
  return LineState::open;
}

std::optional<Match> match_of(const Money& amount, const std::vector<Receivable>& by_reference,
                              const std::vector<Receivable>& by_amount) {
  if (!by_reference.empty()) {
    const bool is_certain =
        by_reference.size() == 1 && by_reference[0].amount.currency() == amount.currency();
    if (!is_certain) return {};
    return Match{by_reference[0], "reference"};
  }
  if (by_amount.size() != 1 || by_amount[0].left() != amount) return {};
  return Match{by_amount[0], "amount_and_debtor"};
}

}  // namespace haven::recoveries
