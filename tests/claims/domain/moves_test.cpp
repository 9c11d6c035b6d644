#include "services/claims/domain/moves.hpp"

#include <gtest/gtest.h>

#include <map>

namespace haven::claims {
namespace {

using enum State;
using enum Move;

// Written down here once more, by hand, so that a slip of the table shows.
const std::map<std::pair<State, Move>, State>& legal() {
  static const std::map<std::pair<State, Move>, State> table = {
      {{unborn, notice_given}, notified},
      {{unborn, draft_saved}, draft},
      {{unborn, claim_filed}, filed},
      {{notified, draft_saved}, draft},
      {{notified, claim_filed}, filed},
      {{draft, claim_filed}, filed},
      {{filed, papers_completed}, ready},
      {{ready, claim_referred}, in_review},
      {{appealed, claim_referred}, in_review},
      {{ready, claim_decided}, decided},
      {{in_review, claim_decided}, decided},
      {{appealed, claim_decided}, decided},
      {{decided, decision_returned}, in_review},
      {{decided, decision_approved}, approved},
      {{decided, refusal_approved}, closed},
      {{approved, payment_released}, paying},
      {{paying, payments_settled}, closed},
      {{closed, payment_returned}, paying},
      {{notified, claim_withdrawn}, withdrawn},
      {{draft, claim_withdrawn}, withdrawn},
      {{filed, claim_withdrawn}, withdrawn},
      {{ready, claim_withdrawn}, withdrawn},
      {{in_review, claim_withdrawn}, withdrawn},
      {{closed, claim_reopened}, filed},
      {{withdrawn, claim_reopened}, filed},
      {{closed, claim_appealed}, appealed},
      {{closed, account_changed}, closed}};
  return table;
}

bool stays(Move move) {
  return move == turn_changed || move == fell_overdue || move == file_corrected ||
         move == account_changed;
}

TEST(Moves, EveryPairOfStateAndMoveIsLegalOrRefusedAsWritten) {
  int checked = 0;
  for (const State state : states()) {
    for (const Move move : moves()) {
      SCOPED_TRACE(std::string{name_of(state)} + " " + std::string{name_of(move)});
      const auto found = legal().find({state, move});
      std::optional<State> expected;
      if (found != legal().end()) expected = found->second;
      if (stays(move) && is_open(state)) expected = state;
      EXPECT_EQ(after(state, move), expected);
      ++checked;
    }
  }
  EXPECT_EQ(checked, 12 * 19);
}

TEST(Moves, OnlyUnbornClosedAndWithdrawnClaimsAreNotOpen) {
  for (const State state : states()) {
    const bool is_over = state == unborn || state == closed || state == withdrawn;
    EXPECT_EQ(is_open(state), !is_over) << name_of(state);
  }
}

TEST(Moves, StatesAreReadBackFromTheirNames) {
  for (const State state : states()) {
    if (state == unborn) continue;
    EXPECT_EQ(state_from(name_of(state)), state);
  }
  EXPECT_EQ(state_from("new"), std::nullopt);
  EXPECT_EQ(state_from("lost"), std::nullopt);
}

}  // namespace
}  // namespace haven::claims
