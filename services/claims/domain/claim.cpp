#include "services/claims/domain/claim.hpp"

#include "common/core/ensure.hpp"

namespace haven::claims {
namespace {

std::optional<std::string> outcome_after(Move move) {
  switch (move) {
    case Move::payments_settled:
      return "paid";
    case Move::refusal_approved:
      return "refused";
    case Move::claim_withdrawn:
      return "withdrawn";
    default:
      return {};
  }
}

}  // namespace

HistoryLine apply(Claim& claim, Move move, TurnFacts facts) {
  const State from = claim.state;
  const auto to = after(from, move);
  ensure(to.has_value(), "only legal moves are applied");
  if (*to == from) facts.before = claim.turn;
  claim.state = *to;
  if (*to != from) claim.state_since = facts.now;
  if (move == Move::fell_overdue) {
    claim.warned_for = claim.turn->due_at;
  } else {
    claim.turn = whose_turn(*to, facts);
  }
  if (*to != from) claim.outcome = outcome_after(move);
  claim.changed_at = facts.now;
  ++claim.version;
  HistoryLine line{claim.version, facts.now, from, move, *to, {}, "", "", ""};
  if (claim.turn) line.waiting_for = claim.turn->waiting_for;
  return line;
}

}  // namespace haven::claims
